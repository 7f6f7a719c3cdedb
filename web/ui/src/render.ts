// One message as DOM. Shared by the widget, the agent desk and the Studio: what happens on a click is the caller's.
import { el, icon, icons, type Child } from "./dom.js";
import { richText, sandboxedHtml, singleFrame, trustedHtml } from "./html.js";
import type { BotContent, Button, Element, MediaType, QuickReply, UserContent } from "./messages.js";
import { linkUrl, mediaUrl, phoneUrl } from "./urls.js";

export interface Strings {
  location: string;
  file: string;
  upload: string;
  uploading: string;
  uploadFailed: string;
  uploadDone: string;
  tooLarge: string;
  previous: string;
  next: string;
  embedded: string;
  image: string;
  newTab: string;
}

export interface RenderContext {
  strings: Strings;
  trustedHtml: boolean;
  onPostback(title: string, payload: string): void;
  onDialog(dialogId: string, title: string): void;
  onLocation(reply: QuickReply): void;
  /** Sends a file; `onProgress` gets shares of 1. Rejects when it did not arrive. */
  onUpload(file: File, onProgress: (share: number) => void): Promise<void>;
  /** A frame that may speak to us (CL_API) is in the page. */
  onFrame(frame: HTMLIFrameElement): void;
  /** Something became larger or smaller after it was shown. */
  onSize(): void;
}

export const uploadBytesMax = 10 * 1000 * 1000;

/** Text with its line breaks, addresses as links, and its own direction. */
export function textBlock(text: string, className = "sb-text"): HTMLElement {
  const block = el("div", { class: className, dir: "auto" });
  let rest = 0;
  for (const match of text.matchAll(/\bhttps?:\/\/[^\s<>"'`{}|\\^]+/gi)) {
    const shown = match[0].replace(/[.,;:!?)\]]+$/, "");
    const href = mediaUrl(shown);
    const at = match.index ?? 0;
    if (!href) continue;
    block.append(text.slice(rest, at), el("a", { href, target: "_blank", rel: "noopener noreferrer" }, shown));
    rest = at + shown.length;
  }
  block.append(text.slice(rest));
  return block;
}

function image(url: string, className: string, alt: string, context: RenderContext): HTMLElement | null {
  const src = mediaUrl(url);
  if (!src) return null;
  const picture = el("img", { src, class: className, alt, loading: "eager", decoding: "async" });
  picture.addEventListener("load", () => context.onSize());
  picture.addEventListener("error", () => picture.classList.add("sb-broken"));
  return picture;
}

const externalLink = (href: string, className: string, children: Child[], context: RenderContext): HTMLElement =>
  el("a", { href, class: className, target: "_blank", rel: "noopener noreferrer" }, ...children,
    el("span", { class: "sb-hidden" }, context.strings.newTab));

function buttonElement(button: Button, className: string, context: RenderContext): HTMLElement | null {
  const label = (): HTMLElement => el("bdi", {}, button.title);
  if (button.type === "web_url") {
    const href = linkUrl(button.url);
    return href ? externalLink(href, className, [label(), icon(icons.link)], context) : null;
  }
  if (button.type === "phone_number") {
    const href = phoneUrl(button.payload);
    return href ? el("a", { href, class: className }, icon(icons.phone), label()) : null;
  }
  if (button.type === "element_share") {
    if (!("share" in navigator)) return null;
    const share = el("button", { type: "button", class: className }, icon(icons.share), label());
    share.addEventListener("click", () => void navigator.share({ url: location.href }).catch(() => undefined));
    return share;
  }
  const known = button.type === "postback";
  const postback = el("button", { type: "button", class: known ? className : className.replace("-default", "-unknown") }, label());
  postback.addEventListener("click", () => context.onPostback(button.title, button.payload));
  return postback;
}

function buttonsMessage(content: Extract<BotContent, { kind: "buttons" }>, context: RenderContext): HTMLElement {
  const box = el("div", { class: "chatTemplate-buttonTemplate-container" });
  if (content.text) box.append(textBlock(content.text, "chatTemplate-buttonTemplate-buttons-header"));
  for (const button of content.buttons) {
    const shown = buttonElement(button, "chatTemplate-buttonTemplate-buttons-default", context);
    if (shown) box.append(shown);
  }
  return box;
}

function titled(element: Element, prefix: string, context: RenderContext): Child[] {
  const href = mediaUrl(element.url);
  const title = el("div", { class: prefix + "-title", dir: "auto" },
    href ? externalLink(href, "sb-title-link", [element.title], context) : element.title);
  return [title, element.subtitle && el("div", { class: prefix + "-subtitle", dir: "auto" }, element.subtitle)];
}

function carouselMessage(elements: Element[], context: RenderContext): HTMLElement {
  const prefix = "chatTemplate-chatCarousel-element";
  const track = el("div", { class: "sb-carousel-track", role: "list", tabindex: "0" });
  for (const element of elements) {
    const buttons = element.buttons.map((button) => buttonElement(button, prefix + "-button", context));
    // The class name is spelled like this in the customers' style sheets.
    track.append(el("div", { class: "chatTemplate-chatClarousel-element-container", role: "listitem" },
      image(element.imageUrl, prefix + "-image", "", context),
      el("div", { class: "sb-card-text" }, ...titled(element, prefix, context)), ...buttons));
  }
  const step = (sign: number): void => {
    const card = track.firstElementChild as HTMLElement | null;
    const forward = getComputedStyle(track).direction === "rtl" ? -1 : 1;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    track.scrollBy({ left: sign * forward * ((card?.offsetWidth ?? 200) + 10), behavior: still ? "auto" : "smooth" });
  };
  const arrow = (name: "prev" | "next", label: string, path: string, sign: number): HTMLButtonElement => {
    const button = el("button", { type: "button", class: `${prefix}-${name}Button`, "aria-label": label });
    button.append(icon(path, `${prefix}-${name}ButtonIcon sb-icon`));
    button.addEventListener("click", () => step(sign));
    return button;
  };
  const previous = arrow("prev", context.strings.previous, icons.left, -1);
  const next = arrow("next", context.strings.next, icons.right, 1);
  const update = (): void => {
    const at = Math.abs(track.scrollLeft);
    previous.disabled = at < 4;
    next.disabled = at + track.clientWidth > track.scrollWidth - 4;
  };
  track.addEventListener("scroll", update, { passive: true });
  new ResizeObserver(update).observe(track);
  return el("div", { class: "sb-carousel" }, previous, track, next);
}

function listMessage(content: Extract<BotContent, { kind: "list" }>, context: RenderContext): HTMLElement {
  const prefix = "chatTemplate-element";
  const box = el("div", { class: "chatTemplate-listTemplate-container" + (content.large ? " sb-large" : " sb-compact") });
  content.elements.forEach((element, index) => {
    const buttons = element.buttons.map((button) => buttonElement(button, prefix + "-button", context));
    const picture = image(element.imageUrl, prefix + "-image", "", context);
    box.append(el("div", { class: prefix + "-container" + (content.large && index === 0 && picture ? " sb-cover" : "") },
      el("div", { class: prefix + "-column" }, ...titled(element, prefix, context), ...buttons), picture));
  });
  for (const button of content.buttons) {
    const shown = buttonElement(button, "chatTemplate-listTemplate-button", context);
    if (shown) box.append(shown);
  }
  return box;
}

function fileName(url: string): string {
  const last = new URL(url).pathname.split("/").pop() ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

function mediaMessage(type: MediaType, url: string, context: RenderContext): HTMLElement | null {
  const src = mediaUrl(url);
  if (!src) return null;
  if (type === "image") {
    const picture = image(url, "sb-image", context.strings.image, context);
    return el("div", { class: "chatTemplate-chatImage-container" },
      el("a", { href: src, target: "_blank", rel: "noopener noreferrer" }, picture));
  }
  if (type === "video") {
    const film = el("video", { src, controls: true, preload: "metadata", playsinline: true });
    film.addEventListener("loadedmetadata", () => context.onSize());
    return el("div", { class: "chatTemplate-chatVideo-container" }, film);
  }
  if (type === "audio")
    return el("div", { class: "chatTemplate-chatAudio-container" }, el("audio", { src, controls: true, preload: "metadata" }));
  return fileLink(src, context);
}

function fileLink(src: string, context: RenderContext): HTMLElement {
  return el("a", { href: src, class: "sb-file", target: "_blank", rel: "noopener noreferrer", download: true },
    icon(icons.file), el("bdi", {}, fileName(src) || context.strings.file));
}

function uploadMessage(caption: string, context: RenderContext): HTMLElement {
  const input = el("input", { type: "file", class: "sb-hidden", tabindex: "-1", "aria-hidden": "true" });
  const choose = el("button", { type: "button", class: "sb-upload-button" }, icon(icons.upload), el("span", {}, context.strings.upload));
  const bar = el("progress", { max: "1", value: "0", class: "sb-progress", hidden: true, "aria-label": context.strings.uploading });
  const state = el("div", { class: "sb-upload-state", role: "status" });
  const say = (text: string): void => {
    state.textContent = text;
    context.onSize();
  };
  const send = async (file: File): Promise<void> => {
    if (file.size > uploadBytesMax) return say(context.strings.tooLarge);
    choose.disabled = true;
    bar.hidden = false;
    say(file.name);
    try {
      await context.onUpload(file, (share) => (bar.value = share));
      say(context.strings.uploadDone);
    } catch {
      choose.disabled = false;
      say(context.strings.uploadFailed);
    }
    bar.hidden = true;
  };
  choose.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    input.value = "";
    if (file) void send(file);
  });
  const box = el("div", { class: "sb-upload" }, caption && textBlock(caption), choose, input, bar, state);
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file && !choose.disabled) void send(file);
  });
  return box;
}

function htmlMessage(content: Extract<BotContent, { kind: "html" }>, context: RenderContext): HTMLElement {
  const frame = singleFrame(content.html, context.strings.embedded);
  if (frame) {
    context.onFrame(frame);
    return frame;
  }
  if (content.rich) return richText(content.html, context);
  if (context.trustedHtml) return trustedHtml(content.html);
  return sandboxedHtml(content.html, context.strings.embedded, () => context.onSize());
}

export interface Rendered {
  /** What goes into the conversation. */
  element: HTMLElement;
  /** Whether it stands in a balloon, or is a box of its own. */
  balloon: boolean;
  /** Whether it takes the whole width. */
  wide: boolean;
}

/** A bot's or agent's message; null when there is nothing to see (events, media without an address). */
export function renderBot(content: BotContent, context: RenderContext): Rendered | null {
  const plain = (element: HTMLElement | null, wide = false): Rendered | null => element && { element, balloon: false, wide };
  switch (content.kind) {
    case "text":
      return content.text ? { element: textBlock(content.text), balloon: true, wide: false } : null;
    case "buttons":
      return plain(buttonsMessage(content, context));
    case "carousel":
      return content.elements.length ? plain(carouselMessage(content.elements, context), true) : null;
    case "list":
      return plain(listMessage(content, context));
    case "media":
      return plain(mediaMessage(content.type, content.url, context));
    case "upload":
      return { element: uploadMessage(content.text, context), balloon: true, wide: false };
    case "html": {
      const element = htmlMessage(content, context);
      return { element, balloon: content.withBalloon, wide: element.tagName === "IFRAME" };
    }
    case "event":
      return null;
  }
}

/** A user's message; null when it has nothing to show. */
export function renderUser(content: UserContent, context: RenderContext): Rendered | null {
  switch (content.kind) {
    case "text":
      return content.text ? { element: textBlock(content.text), balloon: true, wide: false } : null;
    case "files": {
      const box = el("div", { class: "sb-files" });
      for (const url of content.urls) {
        const src = mediaUrl(url);
        if (!src) continue;
        const picture = /\.(png|jpe?g|gif|webp)$/i.test(new URL(src).pathname);
        const shown = picture ? mediaMessage("image", src, context) : fileLink(src, context);
        if (shown) box.append(shown);
      }
      if (content.failed) box.append(context.strings.uploadFailed);
      return box.childNodes.length ? { element: box, balloon: true, wide: false } : null;
    }
    case "location":
      return {
        element: el("div", { class: "sb-location" }, icon(icons.pin), el("span", {}, context.strings.location)),
        balloon: true,
        wide: false,
      };
    case "nothing":
      return null;
  }
}

/** The quick replies under the last message. `onUse` runs before the reply is sent. */
export function renderQuickReplies(replies: QuickReply[], context: RenderContext, onUse: () => void): HTMLElement | null {
  if (!replies.length) return null;
  const box = el("div", { class: "chatQuickReplies-container", role: "group" });
  for (const reply of replies) {
    const picture = image(reply.imageUrl, "sb-reply-image", "", context);
    const kind = picture ? (reply.title ? "buttons-textimage" : "buttons-image") : "buttons-default";
    const button = el("button", { type: "button", class: kind }, picture, reply.kind === "location" && icon(icons.pin),
      el("bdi", {}, reply.title));
    if (!reply.title) button.setAttribute("aria-label", reply.kind === "location" ? context.strings.location : reply.payload);
    button.addEventListener("click", () => {
      onUse();
      if (reply.kind === "location") context.onLocation(reply);
      else context.onPostback(reply.title, reply.payload);
    });
    box.append(button);
  }
  return box;
}

/** A line between the messages: what happened, not what was said. */
export function systemLine(text: string): HTMLElement {
  return el("div", { class: "sb-system", dir: "auto" }, text);
}
