// Makes the colours of a channel readable. An operator names the colour of the brand and perhaps no other: links in it and
// texts on it follow from there, by day and by night. What the configuration chooses itself stays as it was chosen.
import { contrast, cssRgb, el, inkOn, parseRgb, readable, textContrastMin, type Rgb } from "@signalbox/ui";

// A surface, what is written on it, and the key of the configuration (`colors`) that chooses the latter.
const texts = [
  ["--sb-primary", "--sb-on-primary", "onPrimary"],
  ["--sb-user-bubble", "--sb-user-text", "userText"],
  ["--sb-title-bar", "--sb-title-text", "titleText"],
] as const;
const linkSurfaces = ["--sb-background", "--sb-card", "--sb-bot-bubble", "--sb-agent-bubble"];

function adjust(chosen: readonly string[]): void {
  const { style } = document.documentElement;
  for (const [, text] of texts) style.removeProperty(text);
  style.removeProperty("--sb-link");
  const probe = document.head.appendChild(el("span"));
  const colorOf = (property: string): Rgb | null => {
    probe.style.color = `var(${property})`;
    return parseRgb(getComputedStyle(probe).color);
  };
  for (const [surface, text, key] of texts) {
    const background = colorOf(surface), written = colorOf(text);
    if (background && written && !chosen.includes(key) && contrast(background, written) < textContrastMin)
      style.setProperty(text, cssRgb(inkOn(background)));
  }
  const link = colorOf("--sb-link"), text = colorOf("--sb-text");
  const surfaces = linkSurfaces.map(colorOf).filter((color) => color !== null);
  if (link && text) style.setProperty("--sb-link", cssRgb(readable(link, text, surfaces)));
  probe.remove();
}

/** Now, and whenever the visitor's scheme changes. `chosen` are the keys of `colors` that the configuration sets. */
export function keepReadable(chosen: readonly string[]): void {
  adjust(chosen);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => adjust(chosen));
}
