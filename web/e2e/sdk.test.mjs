// The SDK on a host page (spec 04 §3.3).
import assert from "node:assert/strict";
import { test } from "node:test";
import { accessToken, botSays, bubbles, everybody, fixture, say, until } from "./fixture.mjs";
import { chatFrame, openPage } from "./harness.mjs";

const f = fixture();
const heard = (page) => page.evaluate(() => window.heard.map(([name]) => name));

test("the launcher opens the chat, which greets; a text is answered", async () => {
  const { page, chat, session } = await f.host();
  assert.equal(await page.locator("iframe.chatlayer-iframe").count(), 0, "nothing is loaded before it is wanted");
  await page.locator(".chatlayer-button").click();
  await botSays(chat, "Welcome, Guest.");
  await say(chat, "good morning");
  await botSays(chat, "You said: good morning");
  assert.deepEqual(await bubbles(chat), ["Welcome, Guest.", "good morning", "You said: good morning"]);
  assert.deepEqual(await heard(page), ["open"]);
  assert.deepEqual(page.faults, []);
  await session.close();
});

test("the default wrapper has the documented classes and sizes", async () => {
  const { page, session } = await f.open();
  const box = await page.locator("div.chatlayer-chatbox-wrapper > iframe.chatlayer-iframe").boundingBox();
  assert.equal(box.width, 350);
  assert.equal(box.height, 560);
  await session.close();
});

test("rules of the host page win over the default sizes", async () => {
  const head = "<style>.chatlayer-chatbox-wrapper{width:420px}.chatlayer-iframe{max-height:400px}</style>";
  const { page, session } = await f.open({}, { head });
  const box = await page.locator("iframe.chatlayer-iframe").boundingBox();
  assert.deepEqual([box.width, box.height], [420, 400]);
  await session.close();
});

test("open, close, toggle, on and off", async () => {
  const { page, session } = await f.host();
  const visible = () => page.locator("iframe.chatlayer-iframe").isVisible();
  await page.evaluate(() => {
    window.extra = 0;
    window.count = () => window.extra++;
    chat.on("open", window.count);
    chat.open();
    chat.open();
  });
  assert.equal(await visible(), true);
  await page.evaluate(() => (chat.off("open", window.count), chat.close()));
  assert.equal(await visible(), false);
  await page.evaluate(() => chat.toggle());
  assert.equal(await visible(), true);
  assert.deepEqual(await heard(page), ["open", "close", "open"]);
  assert.equal(await page.evaluate(() => window.extra), 1);
  await session.close();
});

test("destroy removes everything, and a new chat can be made", async () => {
  const { page, chat, session } = await f.host();
  await page.evaluate(() => chat.destroy());
  assert.equal(await page.locator(".chatlayer-button").count(), 1, "not opened yet: destroy does nothing");
  await page.evaluate(() => (chat.open(), chat.destroy()));
  assert.equal(await page.locator(".chatlayer-chatbox-wrapper").count(), 0);
  await page.evaluate(() => boot({ autoOpen: true }));
  await botSays(chat, "Welcome");
  assert.deepEqual(page.faults, []);
  await session.close();
});

for (const [name, value] of [["true", true], ['the text "true"', "true"]]) {
  test(`autoOpen: ${name}`, async () => {
    const { chat, session } = await f.host({ autoOpen: value });
    await botSays(chat, "Welcome");
    await session.close();
  });
}

test("noButton leaves the launcher out", async () => {
  const { page, session } = await f.host({ noButton: true });
  assert.equal(await page.locator(".chatlayer-button").count(), 0);
  await session.close();
});

test("withCloseButton shows a cross that closes", async () => {
  const { page, chat, session } = await f.open({ withCloseButton: true });
  await chat.getByRole("button", { name: "Close chat" }).click();
  await page.locator("iframe.chatlayer-iframe").waitFor({ state: "hidden" });
  assert.deepEqual(await heard(page), ["open", "close"]);
  await session.close();
});

for (const animation of ["grow", "fade", "none"]) {
  test(`animation: ${animation}`, async () => {
    const { page, session } = await f.open({ animation });
    const names = await page.locator("iframe.chatlayer-iframe").evaluate((frame) => getComputedStyle(frame).animationName);
    assert.equal(names, animation === "none" ? "none" : "chatlayer-" + animation);
    await session.close();
  });
}

test("button and wrapper of the page are used", async () => {
  const { page, session } = await f.host({}, { body: "<button id=mine>Talk</button><div id=box></div>" });
  await page.evaluate(() => {
    boot({ button: document.getElementById("mine"), wrapper: document.getElementById("box") });
  });
  await page.locator("#mine").click();
  await page.frameLocator("#box > iframe.chatlayer-iframe").locator(".sb-from-bot").first().waitFor();
  await page.locator("#mine").click();
  await page.locator("#box > iframe").waitFor({ state: "hidden" });
  await page.evaluate(() => (chat.open(), chat.destroy()));
  assert.equal(await page.locator("#box").count(), 1, "the page's own elements stay");
  assert.equal(await page.locator("#mine").count(), 1);
  await session.close();
});

test("session and its names reach the bot; lang chooses the language", async () => {
  const first = await f.open({ session: { firstName: "Ann", tier: "gold" } });
  await botSays(first.chat, "Welcome, Ann.");
  await first.session.close();
  const second = await f.open({ lang: "ar" });
  await botSays(second.chat, "أهلا");
  assert.equal(await second.chat.locator("html").getAttribute("dir"), "rtl");
  await second.session.close();
  const third = await f.open({ lang: "pt" });
  await botSays(third.chat, "Welcome, Guest.");
  await third.session.close();
});

test("a session that is continued shows its history and is not greeted again", async () => {
  const sessionId = "sdk-history-000000000000001";
  const first = await f.open({ sessionId });
  await say(first.chat, "remember me");
  await botSays(first.chat, "You said: remember me");
  const seen = await bubbles(first.chat);
  await first.page.reload();
  await first.page.waitForFunction(() => window.chat);
  await botSays(first.chat, "You said: remember me");
  assert.deepEqual(await bubbles(first.chat), seen);
  await first.session.close();
});

test("without a session id every page load is a new user", async () => {
  const { page, chat, session } = await f.open();
  await say(chat, "who am I");
  await botSays(chat, "You said");
  await page.reload();
  await botSays(chat, "Welcome");
  assert.deepEqual(await bubbles(chat), ["Welcome, Guest."]);
  await session.close();
});

test("JSON Builder: a string message to the parent window, the event of the SDK, and no balloon", async () => {
  const { page, chat, session } = await f.open();
  await say(chat, "show event");
  await botSays(chat, "Thank you");
  const payload = { language: "nl", count: "" };
  assert.deepEqual(await page.evaluate(() => window.heard.filter(([name]) => name === "event")), [["event", payload]]);
  const strings = await page.evaluate(() => window.strings);
  assert.deepEqual(strings, [JSON.stringify({ type: "CL_DISPATCH_EVENT", payload })]);
  assert.equal((await bubbles(chat)).length, 3);
  await session.close();
});

test("JSON Builder: one transcript, the same payload on the webhook channel and on the host page", async () => {
  const { page, chat, session } = await f.open();
  await say(chat, "show event");
  await botSays(chat, "Thank you");
  const [, payload] = await page.evaluate(() => window.heard.find(([name]) => name === "event"));
  const sent = await page.request.post(`${f.server.url}/v1/channels/webhook/c0000000000000000000a006/messages`, {
    headers: { Authorization: "Bearer " + accessToken },
    data: { user: { id: "json-builder-000000000001" }, message: { textMessage: { text: "show event" } } },
  });
  assert.equal(sent.status(), 200);
  const messages = await until(() => f.pages.received.map(({ body }) => body.message), (list) => list.some((message) => message.text), "the webhook");
  const events = messages.filter((message) => message.type === "event");
  assert.deepEqual(events.map((message) => message.payload), [payload, { inside: "1" }]);
  assert.equal(events[0].event, "json");
  assert.equal(events[0].language, payload.language);
  await session.close();
});

test("an event of the past is not dispatched again by a reload", async () => {
  const sessionId = "sdk-events-0000000000000001";
  const { page, chat, session } = await f.open({ sessionId });
  await say(chat, "show event");
  await botSays(chat, "Thank you");
  await page.reload();
  await page.waitForFunction(() => window.chat);
  await botSays(chat, "Thank you");
  assert.deepEqual(await page.evaluate(() => window.strings), []);
  await session.close();
});

test("messages while the chat is closed are counted on the launcher", async () => {
  const { page, chat, session } = await f.open();
  await chat.locator("textarea").fill("are you there");
  await page.evaluate(() => {
    const frame = document.querySelector("iframe.chatlayer-iframe");
    window.closeSoon = () => chat.close();
    frame.contentWindow.postMessage({ target: "CL_WIDGET", type: "CLOSE" }, "*");
  });
  await chat.locator("textarea").press("Enter");
  await page.evaluate(() => chat.close());
  const badge = page.locator(".chatlayer-badge");
  await until(() => badge.textContent(), (text) => text === "1", "the badge");
  await page.evaluate(() => chat.open());
  await until(() => badge.isHidden(), Boolean, "no badge");
  await session.close();
});

for (const [name, channel, tones] of [["off by default", everybody, 0], ["on where the channel says so", "c0000000000000000000a005", 1]]) {
  test("sound for messages that arrive unseen: " + name, async () => {
    const sessionId = `sdk-sound-${tones}-000000000001`;
    const { page, chat, session } = await f.open({ sessionId }, { channel });
    const frame = page.frames().find((one) => one.url().includes("/chatbox/"));
    await frame.evaluate(() => {
      window.tones = 0;
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (...when) {
        window.tones++;
        return start.apply(this, when);
      };
    });
    const send = async (...texts) => {
      const sent = await page.request.post(`${f.server.url}/v1/bots/gallery/conversations/${sessionId}/actions?version=LIVE`, {
        headers: { Authorization: "Bearer " + accessToken },
        data: { sendMessages: texts.map((text) => ({ textMessageTemplate: { textMessages: [{ text }] } })) },
      });
      assert.equal(sent.status(), 200);
      await chat.locator(".sb-from-bot", { hasText: texts.at(-1) }).waitFor({ state: "attached" });
    };
    await send("seen");
    assert.equal(await frame.evaluate(() => window.tones), 0, "nothing sounds while the chat is looked at");
    await page.evaluate(() => chat.close());
    // One tone for what comes together, and the launcher counts.
    await send("first", "second", "third");
    await until(() => page.locator(".chatlayer-badge").textContent(), (text) => text === "3", "the badge");
    assert.equal(await frame.evaluate(() => window.tones), tones);
    assert.equal(await page.locator(".chatlayer-button").getAttribute("aria-label"), tones ? "Styled (3)" : "Gallery (3)");
    await page.evaluate(() => chat.open());
    await until(() => page.locator(".chatlayer-badge").isHidden(), Boolean, "no badge");
    await session.close();
  });
}

test("the launcher has the channel's colours", async () => {
  const { page, session } = await f.host({}, { channel: "c0000000000000000000a005" });
  const color = await page.locator(".chatlayer-button").evaluate((node) => getComputedStyle(node).backgroundColor);
  assert.equal(color, "rgb(15, 118, 110)");
  await session.close();
});

test("two widgets on one page do not hear each other", async () => {
  const { page, session } = await f.host({ autoOpen: true }, { body: "<div id=a></div><div id=b></div>" });
  await page.evaluate(() => {
    chat.destroy();
    window.events = [];
    for (const id of ["a", "b"]) {
      const one = chatlayer({ wrapper: document.getElementById(id), autoOpen: true });
      one.on("event", () => window.events.push(id));
    }
  });
  const second = page.frameLocator("#b iframe");
  await page.frameLocator("#a iframe").locator(".sb-from-bot").first().waitFor();
  await second.locator(".sb-from-bot").first().waitFor();
  await say(second, "show event");
  await botSays(second, "Thank you");
  assert.deepEqual(await page.evaluate(() => window.events), ["b"]);
  await session.close();
});

test("works inside a strict Content-Security-Policy of the host page", async () => {
  const boot = "const s=document.createElement('script')";
  f.pages.pages["/strict.js"] = {
    type: "text/javascript",
    body: `${boot};s.src="${f.server.url}/chatbox/sdk/${everybody}";s.async=true;s.onload=()=>{window.chat=chatlayer({autoOpen:true})};document.head.append(s);`,
  };
  f.pages.pages["/strict"] = {
    body: "<!doctype html><title>Strict</title><script src=/strict.js></script>",
    headers: {
      "Content-Security-Policy": `default-src 'none'; script-src 'self' ${f.server.url}; frame-src ${f.server.url}; style-src 'self'`,
    },
  };
  const { page, session } = await openPage(f.browser, { ignore: /favicon/ });
  await page.goto(f.pages.url + "/strict");
  await chatFrame(page).locator(".sb-from-bot").first().waitFor();
  const box = await page.locator("iframe.chatlayer-iframe").boundingBox();
  assert.equal(box.width, 350, "styled all the same");
  assert.deepEqual(page.faults, []);
  await session.close();
});

test("the direct iframe takes its parameters from the address", async () => {
  f.pages.pages["/direct"] = `<!doctype html><title>Direct</title><script>window.strings=[];addEventListener("message",e=>strings.push(e.data))</script>
    <iframe id=chat style="width:380px;height:600px" src="${f.server.url}/chatbox/${everybody}?language=en&senderId=direct-000000000000000001&session[firstName]=Charlie&session[data][tags][]=a&foo=bar"></iframe>`;
  const page = await f.browser.newPage();
  await page.goto(f.pages.url + "/direct");
  const chat = page.frameLocator("#chat");
  await botSays(chat, "Welcome, Charlie.");
  await say(chat, "show event");
  await botSays(chat, "Thank you");
  const strings = await page.evaluate(() => window.strings.filter((data) => typeof data === "string"));
  assert.equal(JSON.parse(strings[0]).type, "CL_DISPATCH_EVENT");
  await page.close();
});

test("the first message is there soon after the click", async () => {
  const { page, chat, session } = await f.host();
  await page.evaluate(() => chat.open());
  await botSays(chat, "Welcome");
  await page.evaluate(() => chat.destroy());
  await page.evaluate(() => boot({}));
  await page.locator(".chatlayer-button").click();
  await botSays(chat, "Welcome");
  await session.close();
});

test("the launcher keeps its looks on a page that styles every button", async () => {
  const head = "<style>button{background:red;padding:30px;border-radius:0;margin:9px}button:hover{background:green}</style>";
  const { page, session } = await f.host({}, { head });
  const launcher = page.locator(".chatlayer-button");
  await launcher.hover();
  const look = await launcher.evaluate((node) => {
    const { backgroundColor, padding, borderRadius, margin } = getComputedStyle(node);
    return { backgroundColor, padding, borderRadius, margin };
  });
  assert.deepEqual(look, { backgroundColor: "rgb(36, 86, 230)", padding: "0px", borderRadius: "50%", margin: "0px" });
  await session.close();
});
