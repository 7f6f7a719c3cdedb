// What a chat page looks like. The class names without the prefix `sb-` are those that customers' style sheets name.
import type { Settings } from "./options.js";
import type { Strings } from "./strings.js";
import {
  el, icon, icons, mediaUrl, renderBot, renderQuickReplies, renderUser, systemLine,
  type BotContent, type RenderContext, type Rendered, type UserContent,
} from "@signalbox/ui";

export interface ViewHandlers {
  onText(text: string): void;
  onPostback(title: string, payload: string): void;
  onDialog(dialogId: string, title: string): void;
  onLocation(): void;
  onUpload(file: File, onProgress: (share: number) => void): Promise<void>;
  onClose(): void;
}

type Actor = "bot" | "agent" | "user";
const nearEndPixels = 80;
const afterPaintMs = 50;
const chimeEveryMs = 1000;

export class View {
  /** The frames in the conversation that may speak to us. */
  readonly frames = new Set<HTMLIFrameElement>();
  private readonly list = el("div", { class: "container", role: "log", tabindex: "0", "aria-live": "polite", "aria-relevant": "additions" });
  private readonly end = el("div", { class: "sb-end" });
  private readonly input: HTMLTextAreaElement;
  private readonly sendButton: HTMLButtonElement;
  private readonly jump: HTMLButtonElement;
  private readonly notice = el("div", { class: "sb-notice", role: "status", hidden: true });
  private readonly typingRow: HTMLElement;
  private readonly context: RenderContext;
  private quickReplies: HTMLElement | null = null;
  private lastActor: Actor | null = null;
  private lastDay = "";
  private following = true;
  private settling = 0;
  private clock: Intl.DateTimeFormat | null = null;
  private untimed: HTMLTimeElement[] = [];
  private audio: AudioContext | null = null;
  private quietUntil = 0;

  constructor(
    private readonly settings: Settings,
    readonly strings: Strings,
    withCloseButton: boolean,
    private readonly handlers: ViewHandlers,
  ) {
    this.context = {
      strings,
      trustedHtml: settings.trustedHtml,
      onPostback: (title, payload) => handlers.onPostback(title, payload),
      onDialog: (id, title) => handlers.onDialog(id, title),
      onLocation: () => handlers.onLocation(),
      onUpload: (file, onProgress) => handlers.onUpload(file, onProgress),
      onFrame: (frame) => this.frames.add(frame),
      onSize: () => this.keepEnd(),
    };
    this.list.setAttribute("aria-label", strings.messages);
    this.input = el("textarea", {
      class: "ChatInputText-textarea", rows: "1", placeholder: strings.writeReply, "aria-label": strings.writeReply,
      enterkeyhint: "send", autocomplete: "off", dir: "auto",
    });
    this.sendButton = el("button", { type: "button", class: "sb-send", "aria-label": strings.send });
    this.jump = el("button", { type: "button", class: "sb-jump", "aria-label": strings.newMessages, hidden: true }, icon(icons.down));
    this.typingRow = el("div", { class: "sb-row sb-from-bot sb-typing-row" }, this.avatar("bot"),
      el("div", { class: "chatBalloon-default chatBalloon-bot sb-typing", role: "img" },
        el("span"), el("span"), el("span")));
    this.typingRow.querySelector(".sb-typing")?.setAttribute("aria-label", `${strings.bot} ${strings.typing}`);
    this.build(withCloseButton);
    this.listenToInput();
    this.listenToScrolling();
  }

  focus(): void {
    this.input.focus({ preventScroll: true });
  }

  opened(): void {
    this.keepEnd(true);
    this.focus();
  }

  // --- building ---

  private imageOf(name: string): string | null {
    return mediaUrl(this.settings.images?.[name]);
  }

  private build(withCloseButton: boolean): void {
    const bar = el("header", { class: "ChatTitleBar" });
    const picture = this.imageOf("title");
    bar.append(picture ? el("img", { class: "ChatTitleImage", src: picture, alt: "" })
      : el("div", { class: "ChatTitleImage sb-initial", "aria-hidden": "true" }, initial(this.settings.title)));
    bar.append(el("h1", { class: "ChatTitle", dir: "auto" }, this.settings.title));
    if (withCloseButton) {
      const close = el("button", { type: "button", class: "sb-close", "aria-label": this.strings.close }, icon(icons.close));
      close.addEventListener("click", () => this.handlers.onClose());
      bar.append(close);
    }
    const sendImage = this.imageOf("send");
    this.sendButton.append(sendImage ? el("img", { class: "SendIconImage", src: sendImage, alt: "" })
      : icon(icons.send, "SendIconImage sb-icon"));
    this.list.append(this.end);
    const wrapper = el("div", { class: "wrapper" },
      (this.settings.showTitle || withCloseButton) && bar,
      el("main", { class: "sb-main" }, this.list, this.jump),
      this.notice,
      el("footer", { class: "ChatInputContainer" },
        el("div", { class: "ChatInputText-container" }, this.input), this.sendButton));
    if (!this.settings.showTitle) bar.classList.add("sb-untitled");
    document.body.append(wrapper);
  }

  private avatar(actor: Actor): HTMLElement {
    const name = actor === "user" ? "user" : "bot";
    const src = this.imageOf(actor === "agent" ? "agent" : name);
    const className = actor === "user" ? "userImage" : "BotImage";
    if (src) return el("img", { class: className, src, alt: "" });
    if (actor === "user") return el("span", { class: className + " sb-none" });
    const letter = initial(actor === "agent" ? this.strings.agent : this.settings.title);
    return el("span", { class: className + " sb-initial", "aria-hidden": "true" }, letter);
  }

  // --- input ---

  private listenToInput(): void {
    const fit = (): void => {
      this.input.style.height = "auto";
      this.input.style.height = Math.min(this.input.scrollHeight, 120) + "px";
      this.sendButton.classList.toggle("sb-ready", this.input.value.trim() !== "");
    };
    this.input.addEventListener("input", fit);
    this.input.addEventListener("keydown", (event) => {
      // An Enter that ends the composition of a character sends nothing; 229 is what older browsers say of it.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.submit();
      fit();
    });
    this.sendButton.addEventListener("click", () => {
      this.submit();
      fit();
      this.focus();
    });
  }

  private submit(): void {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.handlers.onText(text);
  }

  // --- scrolling ---

  private atEnd(): boolean {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < nearEndPixels;
  }

  private listenToScrolling(): void {
    this.list.addEventListener("scroll", () => {
      this.following = this.atEnd();
      if (this.following) this.jump.hidden = true;
    }, { passive: true });
    this.jump.addEventListener("click", () => this.keepEnd(true));
    new ResizeObserver(() => this.keepEnd()).observe(this.list);
  }

  // Many messages in one frame scroll once.
  private keepEnd(always = false): void {
    if (always) this.following = true;
    if (!this.following || this.settling) return;
    this.settling = requestAnimationFrame(() => {
      this.settling = 0;
      this.list.scrollTop = this.list.scrollHeight;
      this.jump.hidden = true;
    });
  }

  // --- messages ---

  private dayLine(at: Date): void {
    const day = at.toDateString();
    if (day === this.lastDay) return;
    const today = day === new Date().toDateString();
    if (this.lastDay || !today) {
      const text = today ? this.strings.today
        : at.toLocaleDateString(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long" });
      this.list.insertBefore(el("div", { class: "sb-day" }, text), this.end);
      this.lastActor = null;
    }
    this.lastDay = day;
  }

  // The first formatter of a page costs a tenth of a second: it is made when the first message has been painted.
  private showTime(time: HTMLTimeElement): void {
    this.untimed.push(time);
    if (this.clock) this.fillTimes();
    else if (this.untimed.length === 1) requestAnimationFrame(() => setTimeout(() => this.fillTimes(), afterPaintMs));
  }

  private fillTimes(): void {
    this.clock ??= new Intl.DateTimeFormat(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
    for (const time of this.untimed.splice(0)) time.textContent = this.clock.format(new Date(time.dateTime));
  }

  private add(rendered: Rendered, actor: Actor, at: Date, live: boolean): HTMLElement {
    this.dropQuickReplies();
    this.dayLine(at);
    const row = el("div", { class: `sb-row sb-from-${actor}${actor === this.lastActor ? " sb-continued" : ""}${rendered.wide ? " sb-wide" : ""}` });
    const kind = actor === "user" ? "user" : actor === "agent" ? "agent" : "bot";
    const balloon = rendered.balloon ? `chatBalloon-default chatBalloon-${kind}` : `sb-box sb-box-${kind}`;
    const speaker = this.strings[actor === "user" ? "you" : actor];
    const time = el("time", { class: "sb-time", datetime: at.toISOString() });
    row.append(this.avatar(actor), el("div", { class: "sb-stack" },
      el("span", { class: "sb-hidden" }, speaker + ": "),
      el("div", { class: balloon }, rendered.element),
      time));
    this.showTime(time);
    if (live) row.classList.add("sb-new");
    this.list.insertBefore(row, this.end);
    this.lastActor = actor;
    if (actor === "user") this.keepEnd(true);
    else if (!this.following) this.jump.hidden = false;
    this.keepEnd();
    return row;
  }

  /** False when there was nothing to show. */
  addBot(content: BotContent, actor: "bot" | "agent", at: Date, live: boolean): boolean {
    const rendered = renderBot(content, this.context);
    const replies = content.kind === "text" ? content.quickReplies : [];
    if (rendered) this.add(rendered, actor, at, live);
    if (replies.length) this.showQuickReplies(renderQuickReplies(replies, this.context, () => this.dropQuickReplies()));
    return rendered !== null || replies.length > 0;
  }

  addUser(content: UserContent, at: Date, live: boolean): HTMLElement | null {
    const rendered = renderUser(content, this.context);
    if (!rendered) {
      this.dropQuickReplies();
      return null;
    }
    return this.add(rendered, "user", at, live);
  }

  system(text: string): void {
    this.list.insertBefore(systemLine(text), this.end);
    this.lastActor = null;
    this.keepEnd();
  }

  private showQuickReplies(box: HTMLElement | null): void {
    this.dropQuickReplies();
    if (!box) return;
    this.quickReplies = box;
    this.list.insertBefore(box, this.end);
    this.keepEnd();
  }

  private dropQuickReplies(): void {
    const focused = this.quickReplies?.contains(document.activeElement);
    this.quickReplies?.remove();
    this.quickReplies = null;
    if (focused) this.focus();
  }

  typing(shown: boolean): void {
    if (shown) {
      this.typingRow.classList.toggle("sb-continued", this.lastActor === "bot");
      this.list.insertBefore(this.typingRow, this.end);
      this.keepEnd();
    } else {
      this.typingRow.remove();
    }
  }

  // --- states ---

  pending(row: HTMLElement | null, waiting: boolean): void {
    row?.classList.toggle("sb-pending", waiting);
    if (!waiting) row?.querySelector(".sb-failure")?.remove();
  }

  failed(row: HTMLElement | null, tooMany: boolean, retry: () => void): void {
    if (!row) return;
    this.pending(row, false);
    const again = el("button", { type: "button", class: "sb-retry" }, this.strings.retry);
    const line = el("div", { class: "sb-failure", role: "alert" }, (tooMany ? this.strings.tooMany : this.strings.notSent) + " ", again);
    again.addEventListener("click", () => {
      line.remove();
      this.pending(row, true);
      retry();
    });
    row.querySelector(".sb-stack")?.append(line);
    this.keepEnd();
  }

  setOnline(connected: boolean): void {
    this.notice.hidden = connected;
    this.notice.textContent = connected ? "" : this.strings.offline;
  }

  refuse(): void {
    this.notice.hidden = false;
    this.notice.textContent = this.strings.refused;
    this.input.disabled = true;
    this.sendButton.disabled = true;
  }

  /** A short soft tone, at most one a second; silent where the browser wants a gesture first. */
  chime(): void {
    const now = performance.now();
    if (now < this.quietUntil) return;
    this.quietUntil = now + chimeEveryMs;
    try {
      const audio = (this.audio ??= new AudioContext());
      const tone = audio.createOscillator(), volume = audio.createGain();
      tone.frequency.value = 660;
      volume.gain.setValueAtTime(0.06, audio.currentTime);
      volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.3);
      tone.connect(volume).connect(audio.destination);
      tone.start();
      tone.stop(audio.currentTime + 0.3);
    } catch {
      // No sound here.
    }
  }
}

function initial(name: string): string {
  return Array.from(name.trim())[0]?.toUpperCase() ?? "";
}
