// Which addresses a message may lead to.

const linkSchemes = ["http:", "https:", "mailto:", "tel:"];
const mediaSchemes = ["http:", "https:"];

function parse(text: unknown, schemes: readonly string[]): string | null {
  if (typeof text !== "string") return null;
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return null;
  }
  return schemes.includes(url.protocol) ? url.href : null;
}

/** The address of a link, or null when it is none that a user may follow. */
export const linkUrl = (text: unknown): string | null => parse(text, linkSchemes);

/** The address of an image, a film or a frame. */
export const mediaUrl = (text: unknown): string | null => parse(text, mediaSchemes);

/** The telephone link of a call button. */
export function phoneUrl(text: unknown): string | null {
  if (typeof text !== "string") return null;
  const number = text.replace(/[^\d+*#]/g, "");
  return number ? "tel:" + encodeURIComponent(number).replace("%2B", "+") : null;
}
