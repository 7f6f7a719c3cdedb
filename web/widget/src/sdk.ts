// The script for host pages (spec 04 §3.3): defines the function `chatlayer(options)`. It depends on nothing of the host
// page, styles itself without markup styles, and holds no token in an address.
import { cssRgb, inkOn, parseRgb } from "@signalbox/ui";

declare const SB_SETTINGS: { channel: string; title: string; image?: string; color?: string; onColor?: string };

interface Options {
  lang?: string;
  session?: Record<string, unknown>;
  sessionId?: string;
  token?: string;
  autoOpen?: boolean | string;
  noButton?: boolean | string;
  withCloseButton?: boolean | string;
  animation?: string;
  button?: HTMLElement;
  wrapper?: HTMLElement;
}
type EventName = "open" | "close" | "event";
type Callback = (payload?: unknown) => void;

const script = document.currentScript as HTMLScriptElement | null;
const base = new URL(script?.src ?? location.href);
const origin = base.origin;
const address = origin + base.pathname.replace(/\/sdk\/[^/]*$/, "/") + SB_SETTINGS.channel + "?sdk=1";

// Rules of the host page for wrapper and frame win over these, which have no specificity; the launcher keeps its looks where
// the page styles every button.
const css = `
:where(.chatlayer-chatbox-wrapper){position:fixed;inset-block-end:20px;inset-inline-end:20px;z-index:2147483000;width:350px;max-width:calc(100% - 40px);display:flex;flex-direction:column;align-items:flex-end;gap:14px;pointer-events:none;font-family:system-ui,sans-serif}
:where(.chatlayer-chatbox-wrapper)>*{pointer-events:auto}
:where(.chatlayer-iframe){display:none;border:0;width:100%;height:calc(100vh - 120px);max-height:560px;border-radius:18px;background:#fff;box-shadow:0 0 0 1px rgba(15,23,42,.06),0 18px 50px -12px rgba(15,23,42,.35);color-scheme:normal}
:where(.chatlayer-iframe.chatlayer-open){display:block}
:where(.chatlayer-iframe.chatlayer-animate-grow){animation:chatlayer-grow .24s cubic-bezier(.2,.9,.3,1.1);transform-origin:bottom right}
:where(.chatlayer-iframe.chatlayer-animate-fade){animation:chatlayer-fade .2s ease-out}
@keyframes chatlayer-grow{from{transform:scale(.7);opacity:0}}
@keyframes chatlayer-fade{from{opacity:0}}
.chatlayer-button.chatlayer-button{position:relative;box-sizing:border-box;width:60px;height:60px;margin:0;border:0;padding:0;border-radius:50%;cursor:pointer;background:var(--chatlayer-color,#2456e6);color:var(--chatlayer-on-color,#fff);box-shadow:0 6px 20px -4px rgba(15,23,42,.45);display:grid;place-items:center;transition:transform .15s,box-shadow .15s}
.chatlayer-button.chatlayer-button:hover{transform:translateY(-2px);box-shadow:0 10px 26px -4px rgba(15,23,42,.5)}
.chatlayer-button.chatlayer-button:focus-visible{outline:3px solid var(--chatlayer-on-color,#fff);outline-offset:-6px;box-shadow:0 0 0 3px var(--chatlayer-color,#2456e6)}
.chatlayer-button.chatlayer-button svg{display:block;width:28px;height:28px;margin:0;max-width:none}
.chatlayer-button.chatlayer-button img{width:100%;height:100%;margin:0;max-width:none;border-radius:50%;object-fit:cover}
.chatlayer-badge.chatlayer-badge{position:absolute;inset-block-start:-3px;inset-inline-end:-3px;min-width:22px;height:22px;padding:0 6px;box-sizing:border-box;border-radius:11px;background:#d92d20;color:#fff;font:600 12px/22px system-ui,sans-serif;text-align:center;box-shadow:0 0 0 2px #fff}
.chatlayer-badge.chatlayer-badge[hidden]{display:none}
@media (max-width:480px){:where(.chatlayer-chatbox-wrapper.chatlayer-is-open){inset:0;width:auto;max-width:none;gap:0}:where(.chatlayer-chatbox-wrapper.chatlayer-is-open) :where(.chatlayer-iframe){height:100%;max-height:none;border-radius:0;flex:1}:where(.chatlayer-chatbox-wrapper.chatlayer-is-open.chatlayer-closable) .chatlayer-button.chatlayer-button{display:none}}
@media (prefers-reduced-motion:reduce){:where(.chatlayer-iframe,.chatlayer-button){animation:none!important;transition:none!important}}
`;

function addStyles(): void {
  const page = window as unknown as { chatlayerStyles?: boolean };
  if (page.chatlayerStyles) return;
  page.chatlayerStyles = true;
  // A constructed sheet needs no permission of the page's Content-Security-Policy.
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } catch {
    document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
  }
}

const yes = (value: unknown): boolean => value === true || value === "true";

function drawn(path: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" }))
    svg.setAttribute(name, value);
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

// In the colour of the brand; its picture in the colour chosen for that, or in one that shows.
function colorLauncher(launcher: HTMLElement): void {
  const { color, onColor } = SB_SETTINGS;
  if (color) launcher.style.setProperty("--chatlayer-color", color);
  const brand = color ? parseRgb(getComputedStyle(launcher).backgroundColor) : null;
  const ink = onColor ?? (brand ? cssRgb(inkOn(brand)) : undefined);
  if (ink) launcher.style.setProperty("--chatlayer-on-color", ink);
}

const chatPath = "M20 11.5a7.5 7.5 0 0 1-11.2 6.5L4 19.5l1.5-4.6A7.5 7.5 0 1 1 20 11.5Z";
const closePath = "M6 9.5l6 6 6-6";

class Chatbox {
  private readonly listeners: Record<EventName, Set<Callback>> = { open: new Set(), close: new Set(), event: new Set() };
  private readonly wrapper: HTMLElement;
  private readonly launcher: HTMLElement | null;
  private readonly badge = document.createElement("span");
  private frame: HTMLIFrameElement | null = null;
  private unread = 0;
  private isOpen = false;
  private isDestroyed = false;
  private readonly onMessage = (event: MessageEvent): void => this.receive(event);
  private readonly onClick = (): void => this.toggle();
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && this.isOpen) this.close();
  };

  constructor(private readonly options: Options) {
    addStyles();
    this.wrapper = options.wrapper ?? document.createElement("div");
    if (!options.wrapper) this.wrapper.className = "chatlayer-chatbox-wrapper";
    this.launcher = options.button ?? (yes(options.noButton) ? null : this.makeLauncher());
    this.launcher?.addEventListener("click", this.onClick);
    if (this.launcher && !options.button) this.wrapper.append(this.launcher);
    this.wrapper.classList.toggle("chatlayer-closable", yes(options.withCloseButton));
    this.wrapper.addEventListener("keydown", this.onKey);
    if (!this.wrapper.isConnected) document.body.append(this.wrapper);
    if (this.launcher && !options.button) colorLauncher(this.launcher);
    addEventListener("message", this.onMessage);
    // After the page has had its chance to listen.
    if (yes(options.autoOpen)) queueMicrotask(this.open);
  }

  open = (): void => {
    if (this.isDestroyed || this.isOpen) return;
    this.isOpen = true;
    if (!this.frame) this.addFrame();
    this.frame?.classList.add("chatlayer-open");
    this.show();
    this.tell("OPEN");
    this.emit("open");
  };

  close = (): void => {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.frame?.classList.remove("chatlayer-open");
    this.show();
    this.tell("CLOSE");
    if (this.wrapper.contains(document.activeElement) || document.activeElement === this.frame) this.launcher?.focus();
    this.emit("close");
  };

  toggle = (): void => (this.isOpen ? this.close() : this.open());

  /** Removes everything from the page. Does nothing before the chat was opened once. */
  destroy = (): void => {
    if (this.isDestroyed || !this.frame) return;
    this.isDestroyed = true;
    this.isOpen = false;
    this.tell("DESTROY");
    removeEventListener("message", this.onMessage);
    this.wrapper.removeEventListener("keydown", this.onKey);
    this.launcher?.removeEventListener("click", this.onClick);
    this.frame.remove();
    if (!this.options.button) this.launcher?.remove();
    if (!this.options.wrapper) this.wrapper.remove();
    for (const callbacks of Object.values(this.listeners)) callbacks.clear();
  };

  on = (name: EventName, callback: Callback): this => {
    this.listeners[name]?.add(callback);
    return this;
  };

  off = (name: EventName, callback: Callback): this => {
    this.listeners[name]?.delete(callback);
    return this;
  };

  private emit(name: EventName, payload?: unknown): void {
    for (const callback of Array.from(this.listeners[name])) {
      try {
        callback(payload);
      } catch (fault) {
        // A fault of the page is the page's to see, and stops nothing here.
        setTimeout(() => { throw fault; });
      }
    }
  }

  private makeLauncher(): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chatlayer-button";
    this.badge.className = "chatlayer-badge";
    this.badge.hidden = true;
    return button;
  }

  private show(): void {
    this.wrapper.classList.toggle("chatlayer-is-open", this.isOpen);
    if (!this.launcher || this.options.button) return;
    const image = SB_SETTINGS.image;
    const face = this.isOpen || !image ? drawn(this.isOpen ? closePath : chatPath)
      : Object.assign(document.createElement("img"), { src: image, alt: "" });
    this.launcher.replaceChildren(face, this.badge);
    this.label();
    this.launcher.setAttribute("aria-expanded", String(this.isOpen));
  }

  private addFrame(): void {
    const frame = document.createElement("iframe");
    frame.className = "chatlayer-iframe";
    frame.title = SB_SETTINGS.title || "Chat";
    frame.allow = "geolocation; microphone; camera; fullscreen; autoplay; clipboard-write";
    // So that a whitelist may name a path (spec 04 §3.2).
    frame.referrerPolicy = "no-referrer-when-downgrade";
    const animation = this.options.animation ?? "grow";
    if (animation === "grow" || animation === "fade") frame.classList.add("chatlayer-animate-" + animation);
    frame.src = address;
    this.frame = frame;
    this.wrapper.prepend(frame);
  }

  private tell(type: string, more: object = {}): void {
    this.frame?.contentWindow?.postMessage({ target: "CL_WIDGET", type, ...more }, origin);
  }

  private receive(event: MessageEvent): void {
    if (!this.frame || event.source !== this.frame.contentWindow || event.origin !== origin) return;
    const data: unknown = event.data;
    if (typeof data === "string") return this.dispatch(data);
    const { target, type, count } = (data ?? {}) as Record<string, unknown>;
    if (target !== "CL_WIDGET") return;
    if (type === "READY") this.startChat();
    if (type === "CLOSE_REQUEST") this.close();
    if (type === "UNREAD") this.setUnread(Number(count) || 0);
  }

  private startChat(): void {
    const { lang, session, sessionId, token, withCloseButton } = this.options;
    let options: object = { lang, session, sessionId, token, withCloseButton: yes(withCloseButton) };
    try {
      options = JSON.parse(JSON.stringify(options)) as object;
    } catch {
      options = { lang, sessionId, token };
    }
    this.tell("START", { options });
    if (!this.isOpen) this.tell("CLOSE");
  }

  private dispatch(text: string): void {
    try {
      const { type, payload } = JSON.parse(text) as Record<string, unknown>;
      if (type === "CL_DISPATCH_EVENT") this.emit("event", payload);
    } catch {
      // Not for us.
    }
  }

  private setUnread(count: number): void {
    this.unread = count;
    this.badge.hidden = count === 0;
    this.badge.textContent = count > 99 ? "99+" : String(count);
    if (!this.options.button) this.label();
  }

  private label(): void {
    const title = SB_SETTINGS.title || "Chat";
    this.launcher?.setAttribute("aria-label", this.unread ? `${title} (${this.unread})` : title);
  }

  init(): this {
    this.show();
    return this;
  }
}

(window as unknown as { chatlayer: (options?: Options) => Chatbox }).chatlayer = (options) => new Chatbox(options ?? {}).init();
export {};
