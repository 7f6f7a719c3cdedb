// Whitelist and start tokens (spec 04 §3.2, §3.5).
import assert from "node:assert/strict";
import { createCipheriv, createHmac, randomBytes } from "node:crypto";
import { test } from "node:test";
import { accessToken, botSays, fixture, say } from "./fixture.mjs";

const f = fixture();
const signed = "c0000000000000000000a002", encrypted = "c0000000000000000000a003", shopOnly = "c0000000000000000000a004";
const part = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

function jwt(payload, secret = "widget-secret", header = { alg: "HS256", typ: "JWT" }) {
  const text = part(header) + "." + part(payload);
  return text + "." + createHmac("sha256", secret).update(text).digest("base64url");
}
function aes(payload) {
  const iv = randomBytes(8).toString("hex");
  const key = Buffer.from("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "hex");
  const cipher = createCipheriv("aes-256-cbc", key, Buffer.from(iv, "ascii"));
  return iv + cipher.update(JSON.stringify(payload), "utf8", "hex") + cipher.final("hex");
}
const later = 4102444800;
const claims = (sessionId) => ({ exp: later, session: { firstName: "Ann", isAuthorized: true }, sessionId });

test("a JWT starts its session, whatever the page's own options say", async () => {
  const sessionId = "signed-00000000000000000001";
  const options = { token: jwt(claims(sessionId)), sessionId: "somebody-else-000000000001", session: { firstName: "Eve" } };
  const first = await f.open(options, { channel: signed });
  await botSays(first.chat, "Welcome, Ann.");
  await say(first.chat, "mine");
  await botSays(first.chat, "You said: mine");
  await first.session.close();
  const again = await f.open({ token: jwt(claims(sessionId)) }, { channel: signed });
  await botSays(again.chat, "You said: mine");
  await again.session.close();
});

test("an AES-256 token does the same", async () => {
  const { chat, session } = await f.open({ token: aes(claims("sealed-00000000000000000001")) }, { channel: encrypted });
  await botSays(chat, "Welcome, Ann.");
  await session.close();
});

for (const [name, token] of [
  ["no token", undefined],
  ["an expired token", jwt({ ...claims("x".repeat(20)), exp: 1_600_000_000 })],
  ["another key", jwt(claims("x".repeat(20)), "wrong")],
  ["no algorithm", part({ alg: "none" }) + "." + part(claims("x".repeat(20))) + "."],
  ["an AES token", aes(claims("x".repeat(20)))],
]) {
  test("refused: " + name, async () => {
    const { chat, session } = await f.host({ autoOpen: true, token }, { channel: signed });
    await chat.getByText("This chat cannot be started.").waitFor();
    assert.equal(await chat.locator("textarea").isDisabled(), true);
    assert.equal(await chat.locator(".sb-row").count(), 0);
    await session.close();
  });
}

test("every refusal has the same answer, and says nothing of the reason", async () => {
  const page = await f.browser.newPage();
  const html = await (await page.request.get(`${f.server.url}/chatbox/${signed}`, { headers: { Referer: "https://a.test/" } })).text();
  const grant = JSON.parse(/id="settings">(.*?)<\/script>/.exec(html)[1]).grant;
  const bodies = [];
  for (const token of ["", "a.b.c", jwt({ exp: 1 }), jwt(claims("x"), "wrong")]) {
    const answer = await page.request.post(`${f.server.url}/chatbox/api/${signed}/start`, { data: { grant, token } });
    assert.equal(answer.status(), 403);
    bodies.push(await answer.text());
  }
  assert.equal(new Set(bodies).size, 1);
  await page.close();
});

test("a page that is not on the whitelist gets neither script nor chat", async () => {
  const page = await f.browser.newPage();
  const get = (path, headers = {}) => page.request.get(f.server.url + path, { headers });
  for (const path of [`/chatbox/sdk/${shopOnly}`, `/chatbox/${shopOnly}`]) {
    assert.equal((await get(path)).status(), 403, "no Referer");
    assert.equal((await get(path, { Referer: "https://evil.example/" })).status(), 403);
    assert.equal((await get(path, { Referer: "https://www.example.com.evil.test/" })).status(), 403);
    assert.equal((await get(path, { Referer: "https://www.example.com/" })).status(), 200);
    assert.equal((await get(path, { Referer: f.server.url + "/" })).status(), 200, "our own preview");
  }
  assert.equal((await get("/chatbox/sdk/c0000000000000000000ffff")).status(), 404);
  await page.close();
});

test("without a grant of the chat page there is no start, without a ticket no messages", async () => {
  const page = await f.browser.newPage();
  const api = `${f.server.url}/chatbox/api/c0000000000000000000a001`;
  assert.equal((await page.request.post(api + "/start", { data: {} })).status(), 403);
  assert.equal((await page.request.post(api + "/messages", { data: {} })).status(), 401);
  assert.equal((await page.request.get(api + "/events")).status(), 401);
  assert.equal((await page.request.post(api + "/uploads", { data: "x" })).status(), 401);
  await page.close();
});

test("the id of a session of another channel does not open it without a signed token", async () => {
  const page = await f.browser.newPage();
  const sessionId = "webhook-0000000000000000001";
  const token = accessToken;
  const sent = await page.request.post(`${f.server.url}/v1/channels/webhook/c0000000000000000000a006/messages`, {
    headers: { Authorization: "Bearer " + token },
    data: { user: { id: sessionId }, message: { textMessage: { text: "private" } } },
  });
  assert.equal(sent.status(), 200);
  const { chat, session } = await f.host({ autoOpen: true, sessionId });
  await chat.getByText("This chat cannot be started.").waitFor();
  await session.close();
  await page.close();
});

test("no address that we make holds a token", async () => {
  const { page, session } = await f.host();
  const addresses = [];
  page.on("request", (request) => addresses.push(request.url()));
  await page.evaluate((token) => {
    chat.open();
    chat.destroy();
    boot({ autoOpen: true, token, sessionId: "secret-session-000000000001" });
  }, jwt(claims("x".repeat(20))));
  await page.frameLocator("iframe.chatlayer-iframe").locator(".sb-from-bot").first().waitFor();
  assert.ok(addresses.length > 3);
  assert.deepEqual(addresses.filter((address) => /eyJ|secret-session/.test(address)), []);
  await session.close();
});
