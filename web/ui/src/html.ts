// HTML that came with a message. It is read into a plain tree (parse.ts), and only what is on the lists below is built
// again as DOM: no text of a message ever reaches a parser of the browser.
import { el } from "./dom.js";
import { parseHtml, textOf, type HtmlNode } from "./parse.js";
import { linkUrl, mediaUrl } from "./urls.js";

// Elements whose content is no text for people.
const dropped = new Set(
  "script style template noscript iframe object embed applet svg math head title textarea select xmp noembed noframes plaintext".split(" "));

// --- rich text ---

const richTags = new Set("p h1 h2 h3 h4 ul ol li strong b em i u br a span div blockquote code pre s hr".split(" "));

export interface RichHandlers {
  /** A link to a bot dialog was followed. */
  onDialog(dialogId: string, title: string): void;
}

function dialogOf(link: HtmlNode): string | null {
  const found = link.attributes.get("data-dialog") ?? link.attributes.get("data-dialogstate");
  if (found) return found;
  const href = link.attributes.get("href") ?? "";
  return href.startsWith("dialog:") ? href.slice("dialog:".length) : null;
}

function richElement(from: HtmlNode, handlers: RichHandlers): HTMLElement {
  if (from.tag !== "a") return document.createElement(from.tag);
  const dialog = dialogOf(from);
  if (dialog) {
    const link = el("button", { type: "button", class: "sb-dialog-link" });
    link.addEventListener("click", () => handlers.onDialog(dialog, link.textContent ?? ""));
    return link;
  }
  const href = linkUrl(from.attributes.get("href"));
  return href ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }) : el("span");
}

function buildRich(from: HtmlNode, to: HTMLElement, handlers: RichHandlers): void {
  for (const child of from.children) {
    if (typeof child === "string") to.append(child);
    else if (!dropped.has(child.tag)) {
      const target = richTags.has(child.tag) ? to.appendChild(richElement(child, handlers)) : to;
      buildRich(child, target, handlers);
    }
  }
}

/** Rich text as DOM: blocks, lists, bold, italic, underline, links. Everything else loses its element and keeps its text. */
export function richText(html: string, handlers: RichHandlers): HTMLElement {
  const box = el("div", { class: "sb-rich" });
  buildRich(parseHtml(html), box, handlers);
  return box;
}

// --- an iframe and nothing else ---

const frameHeightMax = 2000;

/** The frame when the HTML is exactly one http(s) iframe (iframe action, addIframe); null otherwise. */
export function singleFrame(html: string, title: string): HTMLIFrameElement | null {
  const nodes = parseHtml(html).children.filter((child) => typeof child !== "string" || child.trim() !== "");
  const only = nodes[0];
  if (nodes.length !== 1 || !only || typeof only === "string" || only.tag !== "iframe" || only.attributes.has("srcdoc")) return null;
  const src = mediaUrl(only.attributes.get("src"));
  if (!src) return null;
  const frame = el("iframe", {
    src,
    class: "chatlayer-plugin-iframe",
    title: only.attributes.get("title") || title,
    allow: "geolocation; microphone; camera; fullscreen",
    sandbox: only.attributes.get("sandbox"),
    referrerpolicy: "strict-origin-when-cross-origin",
  });
  const height = parseFloat(only.attributes.get("height") ?? "");
  if (height > 0) frame.style.height = Math.min(height, frameHeightMax) + "px";
  return frame;
}

// --- HTML in a sandbox ---

const activeTags = new Set(
  ("script base meta link object embed frame frameset applet template noscript iframe title portal " +
    // Animations can write an address after it was looked at.
    "animate animatecolor animatemotion animatetransform set handler listener use foreignobject").split(" "));
// They give way to their content.
const transparent = new Set(["html", "head", "body", "form"]);
const urlAttributes = new Set("href src xlink:href action formaction poster background data cite longdesc".split(" "));
const droppedAttributes = new Set(["srcdoc", "srcset", "target", "ping", "http-equiv", "autofocus", "is", "nonce", "style"]);
const svgNamespace = "http://www.w3.org/2000/svg";

function copyAttribute(to: Element, name: string, value: string): void {
  if (name.startsWith("on") || droppedAttributes.has(name) || !/^[a-z_][\w:.-]*$/.test(name)) return;
  // Whatever the attribute: an old one that nobody reads any more may hold an address too.
  if (/^(?:java|vb|live)script:/i.test(value.replace(/[\s\p{Cc}]/gu, ""))) return;
  if (urlAttributes.has(name) && !linkUrl(value) && !/^data:image\/(png|jpeg|gif|webp);/i.test(value)) return;
  to.setAttribute(name, value);
}

// The frame runs no scripts anyway; what could run is left out as well, so that nothing depends on one wall alone.
function buildHtml(from: HtmlNode, to: Node, owner: Document, namespace: string | null): void {
  for (const child of from.children) {
    if (typeof child === "string") {
      to.appendChild(owner.createTextNode(child));
      continue;
    }
    if (child.tag === "style") addStyle(textOf(child), owner);
    if (transparent.has(child.tag)) buildHtml(child, to, owner, namespace);
    if (child.tag === "style" || transparent.has(child.tag) || activeTags.has(child.tag) || !/^[a-z][a-z0-9-]*$/.test(child.tag)) continue;
    const inner = child.tag === "svg" ? svgNamespace : namespace;
    const copy = inner ? owner.createElementNS(inner, child.tag) : owner.createElement(child.tag);
    for (const [name, value] of child.attributes) copyAttribute(copy, name, value);
    // The page's policy forbids style attributes in markup, not styles that we set.
    const style = child.attributes.get("style");
    if (style) (copy as HTMLElement).style.cssText = safeCss(style);
    to.appendChild(copy);
    buildHtml(child, copy, owner, inner);
  }
}

// Addresses in styles load pictures and fonts; of other schemes browsers complain.
const safeCss = (css: string): string => css.replace(/url\(\s*(["']?)(?!\s*(?:https?:|data:image\/))[^)]*\)/gi, "none");

function addStyle(css: string, owner: Document): void {
  const view = owner.defaultView as (Window & { CSSStyleSheet?: typeof CSSStyleSheet }) | null;
  if (!view?.CSSStyleSheet) return;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(safeCss(css));
  owner.adoptedStyleSheets = [...owner.adoptedStyleSheets, sheet];
}

const frameStyle =
  ":root{color-scheme:inherit}html,body{margin:0;background:transparent}body{font:15px/1.45 system-ui,sans-serif;overflow:hidden;overflow-wrap:anywhere}img,video,svg{max-width:100%;height:auto}table{max-width:100%}";

/** HTML in a frame without scripts, as high as its content. `onSize` is told when the height changed. */
export function sandboxedHtml(html: string, title: string, onSize: () => void): HTMLIFrameElement {
  const frame = el("iframe", {
    class: "sb-html-frame",
    title,
    // No allow-scripts. The same origin is what lets us build and measure its content.
    sandbox: "allow-same-origin allow-popups allow-popups-to-escape-sandbox",
  });
  let filled: Document | null = null;
  frame.addEventListener("load", () => {
    const inner = frame.contentDocument;
    if (!inner || inner === filled) return;
    filled = inner;
    addStyle(frameStyle + `body{color:${getComputedStyle(frame).color}}`, inner);
    inner.documentElement.lang = document.documentElement.lang;
    inner.body.dir = "auto";
    buildHtml(parseHtml(html), inner.body, inner, null);
    for (const link of Array.from(inner.querySelectorAll("a[href]"))) {
      link.setAttribute("target", "_blank");
      link.setAttribute("rel", "noopener noreferrer");
    }
    const fit = (): void => {
      const wanted = Math.min(inner.body.scrollHeight, frameHeightMax) + "px";
      if (frame.style.height === wanted) return;
      frame.style.height = wanted;
      onSize();
    };
    new ResizeObserver(fit).observe(inner.body);
    for (const image of Array.from(inner.images)) image.addEventListener("load", fit);
    fit();
  });
  return frame;
}

/** HTML of a channel whose operator trusts it: scripts and all. */
export function trustedHtml(html: string): HTMLElement {
  const box = el("div", { class: "sb-trusted" });
  // eslint-disable-next-line no-restricted-syntax -- the one place: the operator switched it on for the channel
  box.append(document.createRange().createContextualFragment(html));
  return box;
}
