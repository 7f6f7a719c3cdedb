// The connection of a chat page to its server: start, the event stream, sending. What it promises: every message comes
// once, in order, across reconnects and restarts of the server; what the user sent goes out once, in order.
import type { StartOptions } from "./options.js";
import { randomHex } from "@signalbox/ui";

export interface Incoming {
  id: string;
  position: number;
  actor: "user" | "bot" | "agent";
  timestamp: string;
  message: unknown;
  typingMs?: number;
  intro?: boolean;
}

export interface ConnectionEvents {
  started(sessionId: string): void;
  /** `live` is false for what was said before this page opened. */
  message(message: Incoming, live: boolean): void;
  online(connected: boolean): void;
  /** The server will not have us: nothing more will come. */
  refused(): void;
}

interface Started {
  sessionId: string;
  ticket: string;
  startedAt: string;
}

interface Outgoing {
  id: string;
  body: Record<string, unknown>;
  settle(result: SendResult): void;
}
export type SendResult = "sent" | "refused" | "too-many";

const silenceMsMax = 45_000;
const delaysMs = [0, 500, 1000, 2000, 4000, 8000];

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class Connection {
  private started: Started | null = null;
  private position = 0;
  private closed = false;
  private failures = 0;
  private outbox: Outgoing[] = [];
  private sending = false;
  private wake: (() => void) | null = null;
  private stream: AbortController | null = null;

  constructor(
    private readonly base: string,
    private readonly grant: string,
    private readonly options: StartOptions,
    private readonly events: ConnectionEvents,
  ) {
    addEventListener("online", () => this.hurry());
    addEventListener("offline", () => this.events.online(false));
  }

  async run(): Promise<void> {
    while (!this.closed) {
      const before = this.position;
      try {
        if (!this.started) await this.start();
        await this.listen();
        // A connection that brought nothing (one tab too many, a proxy that cuts) is not made again at once.
        this.failures = this.position > before ? 0 : Math.max(this.failures, 2);
      } catch {
        if (this.closed) return;
        this.events.online(false);
        this.failures++;
      }
      const delay = delaysMs[Math.min(this.failures, delaysMs.length - 1)] ?? 0;
      await Promise.race([wait(delay * (0.75 + Math.random() / 2)), new Promise<void>((resolve) => (this.wake = resolve))]);
    }
  }

  close(): void {
    this.closed = true;
    this.stream?.abort();
  }

  /** Queues one message; the promise settles when the server has it on disk, or will not take it. */
  send(body: Record<string, unknown>, id = randomHex(24)): Promise<SendResult> {
    return new Promise((settle) => {
      this.outbox.push({ id, body, settle });
      void this.drain();
    });
  }

  async upload(file: File, onProgress: (share: number) => void): Promise<string> {
    const form = new FormData();
    form.append("file", file);
    const ticket = this.started?.ticket ?? "";
    // fetch does not tell how far an upload is.
    const text = await new Promise<string>((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.base + "/uploads");
      request.setRequestHeader("Authorization", "Bearer " + ticket);
      request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
      request.onload = () => (request.status === 200 ? resolve(request.responseText) : reject(new Error("refused")));
      request.onerror = () => reject(new Error("not sent"));
      request.send(form);
    });
    const url = (JSON.parse(text) as { url?: unknown }).url;
    if (typeof url !== "string") throw new Error("no address");
    return url;
  }

  private hurry(): void {
    this.wake?.();
    void this.drain();
  }

  private refuse(): void {
    this.close();
    this.events.refused();
    for (const waiting of this.outbox.splice(0)) waiting.settle("refused");
  }

  private async start(): Promise<void> {
    const { lang, session, sessionId, token } = this.options;
    const answer = await fetch(this.base + "/start", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ grant: this.grant, lang, session, sessionId, token }),
    });
    if (!answer.ok) {
      if (answer.status < 500 && answer.status !== 429) this.refuse();
      throw new Error("not started");
    }
    this.started = (await answer.json()) as Started;
    // A second start, should the ticket run out, belongs to the same session.
    this.options.sessionId = this.started.sessionId;
    this.events.started(this.started.sessionId);
  }

  // Reads one connection to its end. Throws when it broke, returns when the server closed it.
  private async listen(): Promise<void> {
    const started = this.started;
    if (!started) return;
    this.stream = new AbortController();
    const headers: Record<string, string> = { Authorization: "Bearer " + started.ticket };
    if (this.position) headers["Last-Event-ID"] = String(this.position);
    const answer = await fetch(this.base + "/events", { headers, signal: this.stream.signal, cache: "no-store" });
    if (answer.status === 401) {
      this.started = null;
      throw new Error("the ticket has run out");
    }
    if (!answer.ok || !answer.body) {
      if (answer.status === 404) this.refuse();
      throw new Error("no stream");
    }
    this.events.online(true);
    this.failures = 0;
    void this.drain();
    await this.read(answer.body.getReader());
  }

  private async read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    for (;;) {
      const silence = setTimeout(() => this.stream?.abort(), silenceMsMax);
      const { done, value } = await reader.read().finally(() => clearTimeout(silence));
      if (done) return;
      text += decoder.decode(value, { stream: true });
      let end: number;
      while ((end = text.indexOf("\n\n")) >= 0) {
        this.receive(text.slice(0, end));
        text = text.slice(end + 2);
      }
    }
  }

  private receive(block: string): void {
    const line = block.split("\n").find((candidate) => candidate.startsWith("data: "));
    if (!line || !this.started) return;
    const message = JSON.parse(line.slice("data: ".length)) as Incoming;
    if (message.position <= this.position) return;
    this.position = message.position;
    this.events.message(message, message.timestamp >= this.started.startedAt);
  }

  // One at a time, so that they arrive in order. A message whose answer was lost is sent again under the same id, which the
  // server does only once.
  private async drain(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    while (this.outbox.length && this.started && !this.closed) {
      const next = this.outbox[0] as Outgoing;
      const result = await this.post(next).catch(() => null);
      if (result === null) break;
      this.outbox.shift();
      next.settle(result);
    }
    this.sending = false;
    if (this.outbox.length && !this.closed) setTimeout(() => void this.drain(), 1000);
  }

  private async post(outgoing: Outgoing): Promise<SendResult | null> {
    const answer = await fetch(this.base + "/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: "Bearer " + (this.started?.ticket ?? "") },
      body: JSON.stringify({ id: outgoing.id, ...outgoing.body }),
    });
    if (answer.ok) return "sent";
    if (answer.status === 429) return "too-many";
    // 401: the stream starts anew; 409: the first attempt is being worked on.
    if (answer.status >= 500 || answer.status === 401 || answer.status === 409) return null;
    return "refused";
  }
}
