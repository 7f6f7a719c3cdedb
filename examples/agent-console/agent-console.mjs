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
open N             read conversation N and write to it
TEXT               send a message to the open conversation
/buttons T|A|B     ask T with buttons A and B (a click comes back as a message)
/image URL         send a picture
/pause             take the conversation over when the bot still answers
/back              give the conversation back to the bot
/quit`;

// What a person reads of a message: of a user (normalised) or of a bot or agent (Format D).
export function readable(message) {
  if (message.messageType) return message.text ?? message.title ?? message.urls?.join(" ") ?? message.messageType;
  const payload = message.attachment?.payload ?? {};
  const text = message.text ?? payload.text ?? payload.url ?? payload.elements?.map((element) => element.title).join(", ");
  const choices = [...(payload.buttons ?? []), ...(message.quick_replies ?? [])].map((button) => `[${button.title}]`);
  return [text ?? message.attachment?.type ?? JSON.stringify(message), ...choices].join(" ");
}

// The receiving half: conversations by session, oldest message first.
export class Desk {
  conversations = new Map();
  #seen = new Set();

  constructor({ verifyToken, say }) {
    this.verifyToken = verifyToken;
    this.say = say;
  }

  conversation(event) {
    const id = event.sessionId;
    let found = this.conversations.get(id);
    if (!found) {
      found = { id, botId: event.botId, version: event.version, lines: [], waiting: false, unread: 0 };
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
    for (const item of event.transcript ?? []) this.add(conversation, item, true);
    conversation.waiting = true;
    conversation.payload = event.payload;
    this.say(`* ${conversation.id} asks for a human ${JSON.stringify(event.payload ?? {})}`);
  }

  add(conversation, item, quiet = false) {
    const who = item.sentBy ?? item.actor;
    const line = `${(item.timestamp ?? "").slice(11, 19)} ${who.padEnd(5)} ${readable(item.message)}`;
    conversation.lines.push(line);
    if (quiet) return;
    if (this.open === conversation) this.say(line);
    else if (who === "user") conversation.unread += 1;
    if (conversation.waiting && who === "user" && this.open !== conversation) this.say(`* ${conversation.id} wrote`);
  }
}

// The answering half.
export class Agent {
  constructor({ server, token, desk, say }) {
    Object.assign(this, { server, token, desk, say });
  }

  async act(actions) {
    const { id, botId, version } = this.desk.open;
    const path = `/v1/bots/${encodeURIComponent(botId)}/conversations/${encodeURIComponent(id)}/actions`;
    const response = await fetch(`${this.server}${path}?version=${version}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${this.token}`, "Content-Type": "application/json" },
      body: JSON.stringify(actions),
    });
    if (!response.ok) this.say(`! the server answered ${response.status}: ${await response.text()}`);
    return response.ok;
  }

  send(template) {
    return this.act({ sendMessages: [template] });
  }

  sorted() {
    return [...this.desk.conversations.values()].sort((a, b) => b.waiting - a.waiting);
  }

  list() {
    const all = this.sorted();
    if (all.length === 0) this.say("Nobody has said anything yet.");
    all.forEach((one, index) => this.say(`${index + 1} ${one.waiting ? "*" : " "} ${one.id} (${one.unread} new)`));
  }

  read(number) {
    const found = this.sorted()[number - 1];
    if (!found) return this.say("There is no such conversation; 'list' shows them.");
    this.desk.open = found;
    found.unread = 0;
    found.lines.forEach((line) => this.say(line));
    this.say(`--- ${found.id}: what you write goes there`);
  }

  buttons(text) {
    const [title, ...names] = text.split("|").map((part) => part.trim());
    const buttons = names.map((name) => ({ type: "postback", title: name }));
    return this.send({ type: "buttons", config: { textMessages: [{ text: title }], buttons } });
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
    const text = rest.join(" ");
    if (word === "") return true;
    if (word === "/quit") return false;
    if (word === "/help" || word === "help") this.say(help);
    else if (word === "list") this.list();
    else if (word === "open") this.read(Number(text));
    else if (!this.desk.open) this.say("Open a conversation first: 'list', then 'open 1'.");
    else if (word === "/buttons") await this.buttons(text);
    else if (word === "/image") await this.send({ attachmentTemplate: { media: { url: text, type: "image" } } });
    else if (word === "/pause") await this.act({ pauseBot: true });
    else if (word === "/back") await this.back();
    else await this.send({ textMessageTemplate: { textMessages: [{ text: line.trim() }] } });
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
  const agent = new Agent({ server, token: process.env.SIGNALBOX_TOKEN ?? "", desk, say });
  const receiver = serve(desk);
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
