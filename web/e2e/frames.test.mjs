// Pages inside the chat (CL_API, spec 02 §5) and other windows that post messages.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { botSays, bubbles, fixture, say, until } from "./fixture.mjs";
import { root } from "./harness.mjs";

const f = fixture();

async function framed(more) {
  const opened = await f.open({}, more);
  await say(opened.chat, "show frame");
  const element = opened.chat.locator("iframe.chatlayer-plugin-iframe");
  await element.waitFor();
  return { ...opened, element, inner: opened.chat.frameLocator("iframe.chatlayer-plugin-iframe") };
}

test("the iframe action shows a direct child of the chat page, of the height asked for", async () => {
  const { element, session } = await framed();
  assert.equal((await element.boundingBox()).height, 160);
  assert.equal(await element.evaluate((frame) => frame.contentWindow.parent === window), true);
  assert.match(await element.getAttribute("allow"), /geolocation; microphone; camera; fullscreen/);
  assert.equal(await element.getAttribute("sandbox"), null);
  await session.close();
});

test("SEND_MESSAGE is a message of the user, and is acknowledged", async () => {
  const { chat, inner, session } = await framed();
  await inner.locator("#send").click();
  await botSays(chat, "You said: Hello from the frame");
  assert.ok((await bubbles(chat, ".chatBalloon-user .sb-text")).includes("Hello from the frame"));
  const answers = await until(() => inner.locator("body").evaluate(() => window.answers), (list) => list.length > 0, "an acknowledgement");
  assert.deepEqual(answers, [{ target: "CL_API_RESPONSE", type: "SEND_MESSAGE", ok: true }]);
  await session.close();
});

test("UPDATE_SESSION writes silently and starts the event that watches the variable", async () => {
  const { chat, inner, session } = await framed();
  const users = await chat.locator(".sb-from-user").count();
  await inner.locator("#update").click();
  await botSays(chat, "I noted Ghent.");
  assert.equal(await chat.locator(".sb-from-user").count(), users);
  await session.close();
});

test("GO_TO_DIALOGSTATE goes there, with a balloon when it has a title", async () => {
  const { chat, inner, session } = await framed();
  await inner.locator("body").evaluate(() =>
    parent.postMessage({ target: "CL_API", type: "GO_TO_DIALOGSTATE", payload: "thanks" }, "*"));
  const rows = await chat.locator(".sb-from-user").count();
  await until(() => chat.locator(".sb-from-bot").count(), (count) => count >= 3, "an answer");
  assert.equal(await chat.locator(".sb-from-user").count(), rows);
  await inner.locator("#go").click();
  await until(() => bubbles(chat, ".chatBalloon-user .sb-text"), (texts) => texts.includes("Go on"), "the balloon");
  await session.close();
});

test("three calls in a row are done in their order", async () => {
  const { chat, inner, session } = await framed();
  await inner.locator("body").evaluate(() => {
    const post = (type, payload) => parent.postMessage(JSON.stringify({ target: "CL_API", type, payload }), "*");
    post("SEND_MESSAGE", { text: "first" });
    post("UPDATE_SESSION", { namespace: "map", data: { picked: "Lyon" } });
    post("SEND_MESSAGE", { text: "second" });
  });
  await botSays(chat, "You said: second");
  const texts = await bubbles(chat, ".chatBalloon-bot .sb-text");
  assert.deepEqual(texts.slice(-3), ["You said: first", "I noted Lyon.", "You said: second"]);
  await session.close();
});

test("a channel may list the origins that count", async () => {
  const { chat, inner, session } = await framed({ channel: "c0000000000000000000a005" });
  await inner.locator("#send").click();
  await say(chat, "a message after it");
  await botSays(chat, "You said: a message after it");
  assert.ok(!(await bubbles(chat)).some((text) => text.includes("Hello from the frame")));
  await session.close();
});

test("the chat page takes nothing from the host page, from siblings and from popups", async () => {
  const { page, chat, session } = await f.open({}, { body: "<iframe id=sibling srcdoc='<p>x</p>'></iframe>" });
  const call = { target: "CL_API", type: "SEND_MESSAGE", payload: { text: "forged" } };
  await page.evaluate((message) => {
    const target = document.querySelector("iframe.chatlayer-iframe").contentWindow;
    target.postMessage(message, "*");
    target.postMessage(JSON.stringify(message), "*");
    const sibling = document.getElementById("sibling").contentWindow;
    sibling.eval("window.shout = (to, what) => to.postMessage(what, '*')");
    sibling.shout(target, message);
    const popup = window.open("about:blank");
    popup?.eval("window.shout = (to, what) => to.postMessage(what, '*')");
    popup?.shout(target, message);
  }, call);
  await say(chat, "still here");
  await botSays(chat, "You said: still here");
  assert.ok(!(await bubbles(chat)).includes("forged"));
  await session.close();
});

test("odd messages are ignored without a fault: from the host page and from a frame", async () => {
  const odd = readFileSync(join(root, "tests/corpora/postmessage/cases.jsonl"), "utf8").trim().split("\n")
    .map((line) => JSON.parse(line)).filter((line) => "message" in line).map((line) => line.message);
  assert.ok(odd.length > 5);
  const { page, chat, inner, session } = await framed();
  const post = (messages) => {
    const target = document.querySelector("iframe.chatlayer-iframe")?.contentWindow ?? parent;
    for (const text of messages) {
      target.postMessage(text, "*");
      target.postMessage(JSON.parse(text), "*");
    }
    for (const data of [{ target: "CL_API" }, { target: "CL_API", type: "SEND_MESSAGE" }, { target: "CL_API", type: "SEND_MESSAGE", payload: [] },
      { target: "CL_API", type: "constructor", payload: {} }, { target: "CL_WIDGET", type: 5 }, "{", "[1", undefined])
      target.postMessage(data, "*");
  };
  await page.evaluate(post, odd);
  await (await inner.owner().elementHandle()).contentFrame().then((frame) => frame.evaluate(post, odd));
  await say(chat, "unharmed");
  await botSays(chat, "You said: unharmed");
  assert.deepEqual(page.faults, []);
  await session.close();
});

test("a page of another origin that frames the chat page cannot: frame-ancestors names the origin that asked", async () => {
  const page = await f.browser.newPage();
  const answer = await page.request.get(`${f.server.url}/chatbox/c0000000000000000000a001?sdk=1`, { headers: { Referer: "https://shop.example/path" } });
  assert.match(answer.headers()["content-security-policy"], /frame-ancestors https:\/\/shop\.example$/);
  assert.doesNotMatch(await answer.text(), /unsafe-inline/);
  await page.close();
});

test("a host page of another origin than the one in the page is not heard", async () => {
  // The evil page frames what was made for the shop: the browser refuses by frame-ancestors, so the origin check is tried
  // by telling the chat page of another parent.
  const { page, chat, session } = await f.open();
  await chat.locator("body").evaluate(() => {
    const event = new MessageEvent("message", { data: { target: "CL_WIDGET", type: "DESTROY" }, origin: "https://evil.example", source: window.parent });
    window.dispatchEvent(event);
  });
  await say(chat, "not destroyed");
  await botSays(chat, "You said: not destroyed");
  assert.deepEqual(page.faults, []);
  await session.close();
});
