// node --test: the console against calls as Signalbox makes them.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { Agent, Desk, mediaType, readable } from "./agent-console.mjs";

const token = "desk-secret";
const url = new URL(`http://desk/?challenge.verifyToken=${token}`);
function signed(body, id = "messages_1") {
  const at = "1700000000";
  const signature = `v1,${createHmac("sha256", token).update(`${id}.${at}.${body}`).digest("base64")}`;
  return { "webhook-id": id, "webhook-timestamp": at, "webhook-signature": signature };
}
function desk() {
  const said = [];
  return { said, desk: new Desk({ verifyToken: token, say: (line) => said.push(line) }) };
}
const event = (more) => JSON.stringify({ botId: "b", version: "LIVE", sessionId: "s", ...more });
const user = (text) => ({ actor: "user", message: { messageType: "text", text }, timestamp: "2030-01-01T12:00:00.000Z" });

test("answers the health check, and nobody with a wrong token or signature", () => {
  const { desk: it } = desk();
  assert.deepEqual(it.receive("GET", url, {}, ""), [200, { status: "ok" }]);
  assert.equal(it.receive("GET", new URL("http://desk/?challenge.verifyToken=wrong"), {}, "")[0], 401);
  const body = event({ event: "messages", messages: [] });
  assert.equal(it.receive("POST", url, { ...signed(body), "webhook-signature": "v1,AAAA" }, body)[0], 401);
  assert.equal(it.receive("POST", url, signed("no"), "no")[0], 400);
});

test("takes a conversation over with its transcript", () => {
  const { desk: it, said } = desk();
  const body = event({ event: "offload", payload: { skill: "tickets" }, transcript: [user("help")] });
  assert.deepEqual(it.receive("POST", url, signed(body), body), [200, { offloadSuccess: true, pauseBot: true }]);
  assert.deepEqual(said, ['* s asks for a human {"skill":"tickets"}: open 1']);
  assert.deepEqual(it.conversations.get("s").lines, ["12:00:00 user  help"]);
});

test("shows a repeated delivery once", () => {
  const { desk: it } = desk();
  const body = event({ event: "messages", messages: [user("hello?")] });
  it.receive("POST", url, signed(body), body);
  it.receive("POST", url, signed(body), body);
  assert.equal(it.conversations.get("s").lines.length, 1);
});

test("shows what the transcript held already once", () => {
  const { desk: it, said } = desk();
  const human = { ...user("a human, please"), message: { messageType: "text", text: "a human, please", id: "m1" } };
  const comes = { actor: "bot", message: { text: "Somebody comes." }, timestamp: "2030-01-01T12:00:01.000Z" };
  const offer = event({ event: "offload", transcript: [human, comes] });
  it.receive("POST", url, signed(offer, "1"), offer);
  for (const [id, item] of [["2", human], ["3", comes]]) {
    const late = event({ event: "messages", messages: [item] });
    it.receive("POST", url, signed(late, id), late);
  }
  assert.deepEqual(it.conversations.get("s").lines, ["12:00:00 user  a human, please", "12:00:01 bot   Somebody comes."]);
  assert.equal(said.length, 1);
});

test("answers in the open conversation and gives it back", async () => {
  const { desk: it, said } = desk();
  const body = event({ event: "offload", user: { firstName: "Ann" }, transcript: [user("help")] });
  it.receive("POST", url, signed(body), body);
  const agent = new Agent({ server: "http://bot", token: "a:b", desk: it, say: (line) => said.push(line) });
  const acted = [];
  agent.act = async (actions) => acted.push(actions) > 0;
  await agent.command("Hi");
  assert.match(said.at(-1), /Open a conversation first/);
  await agent.command("open");
  assert.match(said.at(-1), /^--- Ann \(s\)/);
  const lines = ["Hello Ann", "/buttons Fine?|Yes|No", "/replies Fast?|Yes|No", "/cards Ghent: 2:30 hours|Lyon", "/list Ghent: 2 hours",
    "/media https://i.example/a.png?x", '/send {"textMessageTemplate":{"textMessages":[{"text":"x"}]}}', "/pause", "/back"];
  for (const line of lines) assert.equal(await agent.command(line), true);
  assert.equal(await agent.command("/quit"), false);
  const sent = acted.slice(0, 7).map(({ sendMessages }) => sendMessages[0]);
  assert.deepEqual(sent[0], { textMessageTemplate: { textMessages: [{ text: "Hello Ann" }] } });
  assert.deepEqual(sent[1].config.buttons.map((button) => button.title), ["Yes", "No"]);
  assert.deepEqual(sent[2].config.quickReplies, [{ title: "Yes" }, { title: "No" }]);
  assert.deepEqual(sent[3].carouselTemplate.elements, [{ title: "Ghent", subTitle: "2:30 hours" }, { title: "Lyon", subTitle: "" }]);
  assert.equal(sent[4].listTemplate.size, "COMPACT");
  assert.deepEqual(sent[5].attachmentTemplate.media, { url: "https://i.example/a.png?x", type: "image" });
  assert.deepEqual(sent[6], { textMessageTemplate: { textMessages: [{ text: "x" }] } });
  assert.deepEqual(acted.slice(7), [{ pauseBot: true }, { endOffload: true }]);
  assert.equal(it.conversations.get("s").waiting, false);
});

test("says what is wrong instead of sending it", async () => {
  const { desk: it, said } = desk();
  it.receive("POST", url, signed(event({ event: "offload" })), event({ event: "offload" }));
  const agent = new Agent({ server: "http://127.0.0.1:1", token: "", desk: it, say: (line) => said.push(line) });
  await agent.command("open 7");
  assert.match(said.at(-1), /no such conversation/);
  await agent.command("open 1");
  for (const [line, wrong] of [["/buttons Fine?", /like this/], ["/media nowhere", /like this/], ["/cards", /like this/], ["/send {", /no JSON/],
    ["/dance", /there is no \/dance/], ["Hello", /does not answer/], ["/back", /does not answer/]]) {
    assert.equal(await agent.command(line), true);
    assert.match(said.at(-1), wrong);
  }
  assert.equal(it.open.waiting, true);
});

test("numbers stay, and who waits longest comes first", async () => {
  const { desk: it, said } = desk();
  const ask = (sessionId, more, id) => {
    const body = event({ sessionId, ...more });
    it.receive("POST", url, signed(body, id), body);
  };
  ask("a", { event: "messages", messages: [user("x")] }, "1");
  ask("b", { event: "offload" }, "2");
  ask("c", { event: "offload" }, "3");
  const agent = new Agent({ server: "", token: "", desk: it, say: (line) => said.push(line) });
  await agent.command("list");
  assert.deepEqual(said.slice(-3), ["2 * b (0 new)", "3 * c (0 new)", "1   a (1 new)"]);
});

test("shows no control characters of users", () => {
  const { desk: it, said } = desk();
  const offer = event({ event: "offload" });
  it.receive("POST", url, signed(offer, "1"), offer);
  it.open = it.conversations.get("s");
  const body = event({ event: "messages", messages: [user("a\u001b[2J\nb")] });
  it.receive("POST", url, signed(body, "2"), body);
  assert.equal(said.at(-1), "12:00:00 user  a·[2J\n    b");
});

test("reads every kind of message", () => {
  assert.equal(readable({ messageType: "postback", title: "Yes" }), "[Yes]");
  assert.equal(readable({ messageType: "location", coordinates: { lat: 51, long: 3.7 } }), "is at 51, 3.7");
  assert.equal(readable({ messageType: "fileUploadInputResult", urls: ["https://i.example/"] }), "https://i.example/");
  assert.equal(readable({ text: "Hi", quick_replies: [{ title: "A" }] }), "Hi [A]");
  assert.equal(readable({ attachment: { type: "image", payload: { url: "https://i.example/" } } }), "https://i.example/");
  assert.equal(readable({ attachment: { type: "template", payload: { elements: [{ title: "T" }] } } }), "T");
  assert.deepEqual(["/a.PNG", "/a.mp4#t", "/a.mp3", "/a.pdf?x=.png"].map(mediaType), ["image", "video", "audio", "file"]);
});
