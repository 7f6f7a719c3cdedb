// The chat page: wires the connection, the view, and the two windows it may talk to (the host page and the frames that it
// shows).
import { Connection, type Incoming } from "./connection.js";
import { acceptFrameMessage, type ClApiCall } from "./frames.js";
import { optionsFromAddress, optionsFromHost, type Settings, type StartOptions } from "./options.js";
import { isRightToLeft, stringsFor } from "./strings.js";
import { keepReadable } from "./theme.js";
import { View } from "./view.js";
import { randomHex, readBotMessage, readUserMessage } from "@signalbox/ui";

const settings = JSON.parse(document.getElementById("settings")?.textContent ?? "{}") as Settings;
const fromSdk = new URLSearchParams(location.search).has("sdk");
const typingMsMax = 15_000;

function tellHost(type: string, more: Record<string, unknown> = {}): void {
  if (window.parent !== window)
    window.parent.postMessage({ target: "CL_WIDGET", channel: settings.channel, type, ...more }, settings.parentOrigin);
}

class Chat {
  private readonly view: View;
  private readonly connection: Connection;
  private readonly known = new Set<string>();
  private queue: { message: Incoming; live: boolean }[] = [];
  private showing = false;
  private visible = true;
  private unread = 0;

  constructor(options: StartOptions) {
    const wanted = (options.lang ?? "en").slice(0, 2).toLowerCase();
    const language = /^[a-z]{2}$/.test(wanted) ? wanted : "en";
    const strings = stringsFor(language, settings.translations);
    document.documentElement.lang = language;
    document.documentElement.dir = isRightToLeft(language) ? "rtl" : "ltr";
    if (settings.colorScheme) document.documentElement.dataset["scheme"] = settings.colorScheme;
    keepReadable(settings.chosenColors ?? []);
    // Under way while the page is built; it answers later than that.
    this.connection = new Connection(`/chatbox/api/${settings.channel}`, settings.grant, options, {
      started: () => tellHost("STARTED"),
      message: (message, live) => this.receive(message, live),
      online: (connected) => this.view.setOnline(connected),
      refused: () => this.view.refuse(),
    });
    void this.connection.run();
    this.view = new View(settings, strings, options.withCloseButton === true, {
      onText: (text) => void this.say(text, { message: { textMessage: { text } } }),
      onPostback: (title, payload) => void this.say(title, { message: { postbackMessage: { title, payload } } }),
      onDialog: (id, title) => void this.say(title, { message: { postbackMessage: { title, nextDialogstateId: id } } }),
      onLocation: () => this.sendLocation(),
      onUpload: (file, onProgress) => this.upload(file, onProgress),
      onClose: () => tellHost("CLOSE_REQUEST"),
    });
    if (!options.noAutofocus) this.view.focus();
  }

  hostMessage(type: unknown): void {
    if (type === "OPEN" || type === "CLOSE") {
      this.visible = type === "OPEN";
      this.setUnread(this.visible ? 0 : this.unread);
      if (this.visible) this.view.opened();
    }
    if (type === "DESTROY") this.connection.close();
  }

  frameMessage(event: MessageEvent): void {
    const call = acceptFrameMessage(event, this.view.frames, settings.clApiOrigins);
    if (!call) return;
    const shown = call.type === "SEND_MESSAGE" ? call.payload["text"] : call.type === "GO_TO_DIALOGSTATE" ? call.payload["title"] : null;
    const title = typeof shown === "string" ? shown : "";
    const sent = title ? this.say(title, { clApi: call }) : this.connection.send({ clApi: call });
    void sent.then((result) => this.acknowledge(event, call, result === "sent"));
  }

  private acknowledge(event: MessageEvent, call: ClApiCall, ok: boolean): void {
    const origin = event.origin === "null" ? "*" : event.origin;
    (event.source as Window | null)?.postMessage({ target: "CL_API_RESPONSE", type: call.type, ok }, origin);
  }

  // --- out ---

  private async say(text: string, body: Record<string, unknown>): Promise<string> {
    const id = randomHex(24);
    this.known.add(id);
    const row = this.view.addUser({ kind: "text", text }, new Date(), true);
    this.view.pending(row, true);
    const attempt = async (): Promise<string> => {
      const result = await this.connection.send(body, id);
      if (result === "sent") this.view.pending(row, false);
      else this.view.failed(row, result === "too-many", () => void attempt());
      return result;
    };
    return attempt();
  }

  private sendLocation(): void {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const { latitude, longitude } = coords;
        const id = randomHex(24);
        this.known.add(id);
        this.view.addUser({ kind: "location", latitude, longitude }, new Date(), true);
        void this.connection.send({ message: { locationMessage: { coordinates: { lat: latitude, long: longitude } } } }, id);
      },
      () => this.view.system(this.view.strings.locationFailed),
      { timeout: 15_000, maximumAge: 60_000 },
    );
  }

  private async upload(file: File, onProgress: (share: number) => void): Promise<void> {
    let url: string;
    try {
      url = await this.connection.upload(file, onProgress);
    } catch (failure) {
      await this.connection.send({ message: { fileUploadMessage: { uploadStatus: "FAILED" } } });
      throw failure;
    }
    await this.connection.send({ message: { fileUploadMessage: { url } } });
  }

  // --- in ---

  private receive(message: Incoming, live: boolean): void {
    if (message.actor === "user") {
      // Written here: it is on the screen already. From another tab it takes its turn.
      if (this.known.has(message.id)) return;
      this.known.add(message.id);
    }
    this.queue.push({ message, live });
    if (!this.showing) void this.showQueue();
  }

  private async showQueue(): Promise<void> {
    this.showing = true;
    for (let next = this.queue.shift(); next; next = this.queue.shift()) {
      const { message, live } = next;
      const delay = live ? Math.min(message.typingMs ?? 0, typingMsMax) : 0;
      if (delay > 0) {
        this.view.typing(true);
        await new Promise((resolve) => setTimeout(resolve, delay));
        this.view.typing(false);
      }
      this.show(message, live);
    }
    this.showing = false;
  }

  private show(message: Incoming, live: boolean): void {
    const at = new Date(message.timestamp);
    if (message.actor === "user") {
      this.view.addUser(readUserMessage(message.message), at, live);
      return;
    }
    const content = readBotMessage(message.message);
    if (!content) return;
    if (content.kind === "event") {
      // What happened before this page opened has been told to the host page of that time.
      if (live && content.name === "json" && window.parent !== window)
        window.parent.postMessage(JSON.stringify({ type: "CL_DISPATCH_EVENT", payload: content.payload }), "*");
      return;
    }
    if (!this.view.addBot(content, message.actor, at, live) || !live) return;
    if (!this.visible || document.hidden) {
      this.setUnread(this.unread + 1);
      if (settings.sound) this.view.chime();
    }
  }

  private setUnread(count: number): void {
    this.unread = count;
    tellHost("UNREAD", { count });
  }
}

let chat: Chat | null = null;

addEventListener("message", (event: MessageEvent) => {
  if (event.source === window.parent && window.parent !== window) {
    const data = event.data as Record<string, unknown> | null;
    if (event.origin !== settings.parentOrigin || !data || typeof data !== "object" || data["target"] !== "CL_WIDGET") return;
    if (data["type"] === "START" && fromSdk && !chat) chat = new Chat(optionsFromHost(data["options"]));
    else chat?.hostMessage(data["type"]);
    return;
  }
  chat?.frameMessage(event);
});

if (fromSdk) tellHost("READY");
else chat = new Chat(optionsFromAddress(location.search));
