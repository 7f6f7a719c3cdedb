// node --test: the console against calls as Signalbox makes them.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { Agent, Desk, readable } from "./agent-console.mjs";

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
  assert.deepEqual(said, ['* s asks for a human {"skill":"tickets"}']);
  assert.deepEqual(it.conversations.get("s").lines, ["12:00:00 user  help"]);
});

test("shows a repeated delivery once", () => {
  const { desk: it } = desk();
  const body = event({ event: "messages", messages: [user("hello?")] });
  it.receive("POST", url, signed(body), body);
  it.receive("POST", url, signed(body), body);
  assert.equal(it.conversations.get("s").lines.length, 1);
});

test("answers in the open conversation and gives it back", async () => {
  const { desk: it, said } = desk();
  const body = event({ event: "offload", transcript: [user("help")] });
  it.receive("POST", url, signed(body), body);
  const agent = new Agent({ server: "http://bot", token: "a:b", desk: it, say: (line) => said.push(line) });
  const acted = [];
  agent.act = async (actions) => acted.push(actions) > 0;
  await agent.command("Hi");
  assert.match(said.at(-1), /Open a conversation first/);
  await agent.command("open 1");
  for (const line of ["Hello Ann", "/buttons Fine?|Yes|No", "/image https://i.example/", "/pause", "/back"]) {
    assert.equal(await agent.command(line), true);
  }
  assert.equal(await agent.command("/quit"), false);
  assert.deepEqual(acted[0], { sendMessages: [{ textMessageTemplate: { textMessages: [{ text: "Hello Ann" }] } }] });
  assert.equal(acted[1].sendMessages[0].config.buttons.length, 2);
  assert.deepEqual(acted.slice(3), [{ pauseBot: true }, { endOffload: true }]);
  assert.equal(it.conversations.get("s").waiting, false);
});

test("reads every kind of message", () => {
  assert.equal(readable({ messageType: "postback", title: "Yes" }), "Yes");
  assert.equal(readable({ text: "Hi", quick_replies: [{ title: "A" }] }), "Hi [A]");
  assert.equal(readable({ attachment: { type: "image", payload: { url: "https://i.example/" } } }), "https://i.example/");
  assert.equal(readable({ attachment: { type: "template", payload: { elements: [{ title: "T" }] } } }), "T");
});
