#!/usr/bin/env node
// agent-console: a desk for one human agent in a terminal. It receives the offloading webhook of Signalbox
// and answers over the REST API. No dependencies; Node 18 or newer.
//
//   node agent-console.mjs [--listen HOST:PORT] [--server URL] [--verify-token TOKEN]      SIGNALBOX_TOKEN=id:secret
//
// What it cannot show it says: every line of output is something that happened.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const help = `list               conversations, those that wait for you first
open [N]           read conversation N and write to it; without N the one that waits longest
TEXT               send a message to the open conversation
/buttons T|A|B     ask T with buttons A and B (a click comes back as a message)
/replies T|A|B     the same with quick replies, which go away after use
/cards A: a|B: b   cards side by side, each with a title and a line below it
/list A: a|B: b    the same as a list
/media URL         send a picture, film, sound or file, by the ending of its address
/send JSON         send one message in any format of the REST API
/pause             take the conversation over when the bot still answers
/back              give the conversation back to the bot
/quit              go home; conversations stay where they are`;

// Who writes to us shall not drive our terminal: control characters show as dots, further lines are indented.
export const harmless = (text) => text.replace(/\r?\n/g, "\n    ").replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, "·");

// What a person reads of a message: of a user (normalised) or of a bot or agent (Format D).
export function readable(message) {
  const { coordinates } = message;
  if (coordinates) return `is at ${coordinates.lat}, ${coordinates.long}`;
  if (message.messageType === "postback") return `[${message.title ?? message.text ?? "a button"}]`;
  if (message.messageType) return message.text ?? message.urls?.join(" ") ?? message.messageType;
  const payload = message.attachment?.payload ?? {};
  const text = message.text ?? payload.text ?? payload.url ?? payload.elements?.map((element) => element.title).join(", ");
  const choices = [...(payload.buttons ?? []), ...(message.quick_replies ?? [])].map((button) => `[${button.title}]`);
  return [text ?? message.attachment?.type ?? JSON.stringify(message), ...choices].join(" ");
}

// The receiving half: conversations by session, oldest message first.
export class Desk {
  conversations = new Map();
  #seen = new Set();
  #asked = 0;

  constructor({ verifyToken, say }) {
    this.verifyToken = verifyToken;
    this.say = (line) => say(harmless(line));
  }

  called({ name, id }) {
    return name ? `${name} (${id})` : id;
  }

  conversation(event) {
    const id = event.sessionId;
    let found = this.conversations.get(id);
    if (!found) {
      const number = this.conversations.size + 1;
      found = { id, number, botId: event.botId, version: event.version, lines: [], told: new Set(), waiting: false, unread: 0 };
      this.conversations.set(id, found);
    }
    return found;
  }

  // True for a token that is right, compared in constant time, and a signature that fits when there is one.
  trusts(url, headers, body) {
    if (!this.verifyToken) return true;
    const given = Buffer.from(url.searchParams.get("challenge.verifyToken") ?? "");
    const wanted = Buffer.from(this.verifyToken);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return false;
    if (!headers["webhook-signature"]) return true;
    const text = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    const signature = `v1,${createHmac("sha256", this.verifyToken).update(text).digest("base64")}`;
    return headers["webhook-signature"].split(" ").includes(signature);
  }

  // One call of the protocol; the answer as [status, body].
  receive(method, url, headers, body) {
    if (!this.trusts(url, headers, body)) return [401, { error: "wrong token or signature" }];
    if (method === "GET") return [200, { status: "ok" }];
    const id = headers["webhook-id"];
    if (id && this.#seen.has(id)) return [200, {}];
    let event;
    try {
      event = JSON.parse(body);
    } catch {
      return [400, { error: "no JSON" }];
    }
    if (id) this.#seen.add(id);
    if (event.event === "offload") {
      this.take(event);
      return [200, { offloadSuccess: true, pauseBot: true }];
    }
    const conversation = this.conversation(event);
    for (const item of event.messages ?? []) this.add(conversation, item);
    return [200, {}];
  }

  take(event) {
    const conversation = this.conversation(event);
    conversation.lines = [];
    conversation.told.clear();
    for (const item of event.transcript ?? []) this.add(conversation, item, true);
    conversation.waiting = true;
    conversation.since = ++this.#asked;
    conversation.name = [event.user?.firstName, event.user?.lastName].filter(Boolean).join(" ");
    this.say(`* ${this.called(conversation)} asks for a human ${JSON.stringify(event.payload ?? {})}: open ${conversation.number}`);
  }

  add(conversation, item, quiet = false) {
    const who = item.sentBy ?? item.actor;
    // The transcript of an offer overtakes the messages that are still under way.
    const key = item.message.id ?? `${who} ${item.timestamp} ${readable(item.message)}`;
    if (conversation.told.has(key)) return;
    conversation.told.add(key);
    const line = `${(item.timestamp ?? "").slice(11, 19)} ${who.padEnd(5)} ${readable(item.message)}`;
    conversation.lines.push(line);
    if (quiet) return;
    if (this.open === conversation) this.say(line);
    else if (who === "user") conversation.unread += 1;
    if (conversation.waiting && who === "user" && this.open !== conversation) this.say(`* ${this.called(conversation)} wrote: open ${conversation.number}`);
  }
}

// What an error of the REST API says to people.
function reason(text) {
  try {
    return JSON.parse(text).message ?? text;
  } catch {
    return text;
  }
}

const parts = (text) => text.split("|").map((part) => part.trim()).filter(Boolean);

const endings = { image: /\.(png|jpe?g|gif|webp|svg)$/i, video: /\.(mp4|webm|mov)$/i, audio: /\.(mp3|ogg|wav|m4a)$/i };
export function mediaType(url) {
  const path = url.replace(/[?#].*/, "");
  return Object.keys(endings).find((type) => endings[type].test(path)) ?? "file";
}

// The answering half.
export class Agent {
  constructor({ server, token, desk, say }) {
    Object.assign(this, { server, token, desk, say });
  }

  async act(actions) {
    const { id, botId, version } = this.desk.open;
    const path = `/v1/bots/${encodeURIComponent(botId)}/conversations/${encodeURIComponent(id)}/actions`;
    try {
      const response = await fetch(`${this.server}${path}?version=${version}`, {
        method: "POST",
        headers: { Authorization: `Bearer ${this.token}`, "Content-Type": "application/json" },
        body: JSON.stringify(actions),
      });
      if (response.ok) return true;
      const text = await response.text();
      this.say(`! not done, the server answered ${response.status}: ${reason(text)}`);
    } catch (failure) {
      this.say(`! not done, ${this.server} does not answer: ${failure.cause?.message ?? failure.message}`);
    }
    return false;
  }

  send(template) {
    return this.act({ sendMessages: [template] });
  }

  sorted() {
    const since = ({ waiting, since }) => (waiting ? since : Infinity);
    return [...this.desk.conversations.values()].sort((a, b) => since(a) - since(b) || a.number - b.number);
  }

  list() {
    const all = this.sorted();
    if (all.length === 0) this.say("Nobody has said anything yet.");
    for (const one of all) this.say(`${one.number} ${one.waiting ? "*" : " "} ${harmless(this.desk.called(one))} (${one.unread} new)`);
  }

  read(number) {
    const all = this.sorted();
    const found = number ? all.find((one) => String(one.number) === number) : all.find((one) => one.waiting) ?? all[0];
    if (!found) return this.say("There is no such conversation; 'list' shows them.");
    this.desk.open = found;
    found.unread = 0;
    for (const line of found.lines) this.say(harmless(line));
    this.say(`--- ${harmless(this.desk.called(found))}: what you write goes there`);
  }

  // "T|A|B" as a message with choices.
  choices(kind, text) {
    const [title, ...names] = parts(text);
    if (names.length === 0) return this.say(`! like this: /${kind === "buttons" ? kind : "replies"} Was that all?|Yes|No`);
    const textMessages = [{ text: title }];
    if (kind === "buttons") {
      const buttons = names.map((name) => ({ type: "postback", title: name }));
      return this.send({ type: "buttons", config: { textMessages, buttons } });
    }
    return this.send({ type: "quickReplies", config: { textMessages, quickReplies: names.map((name) => ({ title: name })) } });
  }

  // "A: a|B: b" as cards or a list.
  elements(template, text, more) {
    const elements = parts(text).map((part) => {
      const [title, ...rest] = part.split(":");
      return { title: title.trim(), subTitle: rest.join(":").trim() };
    });
    if (elements.length === 0) return this.say("! like this: /cards Ghent: 2 hours|Lyon: 4 hours");
    return this.send({ [template]: { ...more, elements } });
  }

  media(url) {
    if (!/^https?:\/\//.test(url)) return this.say("! like this: /media https://shop.example/map.png");
    return this.send({ attachmentTemplate: { media: { url, type: mediaType(url) } } });
  }

  json(text) {
    let message;
    try {
      message = JSON.parse(text);
    } catch (fault) {
      return this.say(`! that is no JSON: ${fault.message}`);
    }
    return this.send(message);
  }

  async back() {
    if (await this.act({ endOffload: true })) {
      this.desk.open.waiting = false;
      this.say("The bot has the conversation again.");
    }
  }

  // One line of input. False: the agent goes home.
  async command(line) {
    const [word, ...rest] = line.trim().split(" ");
    const text = rest.join(" ").trim();
    if (word === "") return true;
    if (word === "/quit") return false;
    if (word === "/help" || word === "help") this.say(help);
    else if (word === "list") this.list();
    else if (word === "open" && /^\d*$/.test(text)) this.read(text);
    else if (!this.desk.open) this.say("Open a conversation first: 'list', then 'open 1'.");
    else if (!word.startsWith("/")) await this.send({ textMessageTemplate: { textMessages: [{ text: line.trim() }] } });
    else if (word === "/buttons") await this.choices("buttons", text);
    else if (word === "/replies") await this.choices("quickReplies", text);
    else if (word === "/cards") await this.elements("carouselTemplate", text);
    else if (word === "/list") await this.elements("listTemplate", text, { size: "COMPACT" });
    else if (word === "/media") await this.media(text);
    else if (word === "/send") await this.json(text);
    else if (word === "/pause") (await this.act({ pauseBot: true })) && this.say("The bot is silent here.");
    else if (word === "/back") await this.back();
    else this.say(`! there is no ${word}; 'help' shows what there is`);
    return true;
  }
}

// The receiver as an HTTP server.
export function serve(desk) {
  return createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url, "http://desk");
      const [status, body] = desk.receive(request.method, url, request.headers, Buffer.concat(chunks).toString("utf8"));
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(JSON.stringify(body));
    });
  });
}

function option(name, otherwise) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
}

async function main() {
  const say = (line) => process.stdout.write(`${line}\n`);
  const [host, port] = option("listen", "127.0.0.1:9000").split(":");
  const desk = new Desk({ verifyToken: option("verify-token", process.env.CHOOCHOO_OFFLOAD_TOKEN ?? ""), say });
  const server = option("server", "http://127.0.0.1:8080");
  const token = process.env.SIGNALBOX_TOKEN ?? "";
  if (!token) say("! SIGNALBOX_TOKEN is not set: you can read, but not answer.");
  const agent = new Agent({ server, token, desk, say });
  const receiver = serve(desk);
  receiver.on("error", (fault) => {
    say(`! cannot listen on ${host}:${port}: ${fault.message}`);
    process.exit(1);
  });
  receiver.listen(Number(port), host, () => {
    say(`listening on http://${host}:${receiver.address().port}`);
    say("help shows what you can do.");
  });
  const input = createInterface({ input: process.stdin });
  for await (const line of input) {
    if (!(await agent.command(line))) break;
  }
  receiver.close();
  receiver.closeAllConnections();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
