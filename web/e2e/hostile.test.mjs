// Hostile texts in every place where a message can show them. Nothing may run outside a sandboxed frame, nothing may leave
// its place; and a script that ran would be noticed.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fixture, say, until } from "./fixture.mjs";
import { root } from "./harness.mjs";

const f = fixture();
const corpus = (name) => readFileSync(join(root, "tests/corpora", name), "utf8");
const xss = readdirSync(join(root, "tests/corpora/xss-payloads")).filter((name) => name.endsWith(".txt") && !name.startsWith("LICENSE"))
  .flatMap((name) => corpus("xss-payloads/" + name).split("\n")).filter(Boolean);
const naughty = JSON.parse(corpus("naughty-strings/blns.json"));
const unicode = corpus("unicode-text/cases.jsonl").trim().split("\n").map((line) => JSON.parse(line)).map((line) => line.text ?? line.value ?? "");
const usable = (text) => typeof text === "string" && text.trim() !== "" && !text.includes("\u0000") && text.isWellFormed?.() !== false;
const texts = [...xss, ...naughty, ...unicode].filter(usable);

// Functions that payloads call, and what a page does when it escapes. In every frame of the page.
function traps() {
  window.trapped = [];
  const trap = (name) => (...args) => void window.trapped.push(name + " " + String(args[0]).slice(0, 80));
  for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = trap(name);
  document.addEventListener("securitypolicyviolation", (event) => {
    // Pictures and films of odd addresses are refused by the policy, as they should be.
    if (!/^(img|media)-src/.test(event.violatedDirective)) window.trapped.push(`violation ${event.violatedDirective} ${event.blockedURI}`);
  });
}

async function guarded(channel) {
  const opened = await f.host({}, channel ? { channel } : {});
  await opened.session.addInitScript(traps);
  opened.dialogs = [];
  opened.page.on("dialog", (dialog) => (opened.dialogs.push(dialog.message()), dialog.dismiss()));
  opened.popups = [];
  opened.session.on("page", (page) => opened.popups.push(page.url()));
  await opened.page.reload();
  await opened.page.waitForFunction(() => window.chat);
  await opened.page.evaluate(() => chat.open());
  await opened.chat.locator(".sb-from-bot").first().waitFor();
  return opened;
}

const allowedTags = new Set(["A", "AUDIO", "B", "BDI", "BLOCKQUOTE", "BODY", "BR", "BUTTON", "CODE", "DIV", "EM", "H1", "H2", "H3", "H4", "FOOTER", "HEADER", "HR", "I",
  "IFRAME", "IMG", "INPUT", "LI", "MAIN", "OL", "P", "PATH", "PRE", "PROGRESS", "S", "SPAN", "STRONG", "SVG", "TEXTAREA", "TIME", "U", "UL", "VIDEO"]);

// What a browser says about addresses that lead nowhere, and about handlers and styles in documents that it parses for us
// and never runs; those of a document that is shown are events, which the traps see.
const noise = /ERR_|net::|Failed to load|violates the following Content Security Policy directive/;

/** What is wrong with the page after everything was shown. */
async function findings({ page, chat, dialogs, popups }) {
  const caught = (await Promise.all(page.frames().map((frame) => frame.evaluate(() => window.trapped ?? []).catch(() => [])))).flat();
  const found = await chat.locator("body").evaluate((body, tags) => {
    const out = [];
    for (const node of body.querySelectorAll("*")) {
      if (!tags.includes(node.tagName.toUpperCase())) out.push("element " + node.tagName);
      for (const attribute of node.attributes) {
        if (attribute.name.startsWith("on")) out.push("attribute " + attribute.name);
        if (["href", "src"].includes(attribute.name) && !/^(https?:|mailto:|tel:)/.test(attribute.value)) out.push(attribute.name + " " + attribute.value.slice(0, 60));
      }
      if (node.tagName === "IFRAME" && node.className === "sb-html-frame" && /allow-scripts|allow-top/.test(node.sandbox.value)) out.push("sandbox " + node.sandbox.value);
    }
    if (document.documentElement.scrollWidth > innerWidth + 1) out.push("the page is wider than its window");
    const list = body.querySelector(".container");
    if (list.scrollWidth > list.clientWidth + 1) out.push("the conversation is wider than its place");
    const input = body.querySelector("textarea").getBoundingClientRect();
    if (input.bottom > innerHeight || input.width < 100) out.push("the input is out of place");
    return out;
  }, Array.from(allowedTags));
  return [...caught, ...dialogs, ...popups.map((url) => "popup " + url), ...new Set(found), ...page.faults.filter((text) => !noise.test(text))];
}

test("a script that ran would be noticed", async () => {
  const opened = await guarded("c0000000000000000000a005");
  await say(opened.chat, "show html");
  await opened.chat.locator(".sb-trusted").waitFor();
  await opened.chat.locator("body").evaluate((body) => {
    const bad = document.createElement("div");
    bad.innerHTML = "<img src=x onerror=\"alert('ran')\"><form></form><a href=\"javascript:alert(1)\">x</a>";
    body.append(bad);
  });
  const found = await until(() => findings(opened), (list) => list.some((line) => line.includes("alert ran")), "the trap");
  assert.ok(found.some((line) => line.includes("element FORM")), found.join("\n"));
  assert.ok(found.some((line) => line.includes("attribute onerror")), found.join("\n"));
  assert.ok(found.some((line) => line.includes("javascript:")), found.join("\n"));
  await opened.session.close();
});

test("as text of the user, and of the bot that repeats it", async () => {
  const opened = await guarded();
  // Twenty texts a message: the corpora have hundreds.
  for (let i = 0; i < texts.length; i += 20) {
    const text = texts.slice(i, i + 20).join("\n");
    await say(opened.chat, text.slice(0, 20_000));
  }
  const count = Math.ceil(texts.length / 20);
  await until(() => opened.chat.locator(".sb-from-bot").count(), (rows) => rows > count, "all answers", 20_000);
  assert.deepEqual(await findings(opened), []);
  await opened.session.close();
});

test("texts come back code point for code point", async () => {
  const opened = await guarded();
  const chosen = [...unicode, ...naughty].filter(usable).filter((text) => text.length < 2000 && text.trim() === text).filter((_, i) => i % 9 === 0);
  for (const text of chosen) {
    const users = await opened.chat.locator(".chatBalloon-user").count();
    await opened.chat.locator("textarea").evaluate((input, value) => {
      input.value = value;
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    }, text);
    await until(() => opened.chat.locator(".chatBalloon-user").count(), (rows) => rows > users, "its balloon");
  }
  await until(() => opened.chat.locator(".sb-from-bot").count(), (rows) => rows > chosen.length, "all answers", 20_000);
  const shown = await opened.chat.locator(".chatBalloon-bot .sb-text").evaluateAll((nodes) => nodes.map((node) => node.textContent));
  // A textarea normalises line ends; nothing else may change.
  const wanted = chosen.map((text) => "You said: " + text.replace(/\r\n?/g, "\n"));
  for (const text of wanted) assert.ok(shown.includes(text), JSON.stringify(text));
  assert.deepEqual(await findings(opened), []);
  await opened.session.close();
});

const batchSize = 48;

/** One message of every kind, made of hostile texts, as an API answer. */
function answer(from, host) {
  const take = (i) => from[i % from.length];
  const row = (make) => from.map((_, i) => make(i));
  // Four to a message: what one leaves open, the next one falls into.
  const groups = row((i) => i).filter((i) => i % 4 === 0).map((i) => from.slice(i, i + 4).join("\n"));
  const postback = (i) => ({ type: "postback", title: take(i), payload: { nextDialogstateId: "thanks" } });
  return {
    messages: [
      { type: "buttons", config: { textMessages: [{ text: take(0) }], buttons: row(postback) } },
      { type: "buttons", config: { textMessages: [{ text: take(1) }], buttons: row((i) => ({ type: "web_url", title: take(i), url: take(i) })) } },
      { type: "buttons", config: { textMessages: [{ text: take(2) }], buttons: row((i) => ({ type: "phone_number", title: take(i), payload: take(i) })) } },
      { type: "carousel", config: { elements: row((i) => ({ title: take(i), subTitle: take(i + 1), imageUrl: take(i), webUrl: take(i), buttons: [postback(i)] })) } },
      { type: "list", config: { elements: row((i) => ({ title: take(i), subTitle: take(i), imageUrl: take(i), webUrl: take(i) })).slice(0, 10) } },
      ...["image", "video", "audio", "file"].map((type, i) => ({ type: "media", config: { media: { type, url: `${host}/${encodeURIComponent(take(i))}` } } })),
      ...groups.map((html) => ({ type: "richText", config: { html } })),
      ...groups.map((html, i) => ({ type: "__raw", config: { type: "html", withBalloon: i % 2 === 0, html } })),
      ...row((i) => i).slice(0, 4).map((i) => ({ type: "JSONTemplate", config: { __component: "html", withBalloon: false, html: `<iframe src="${take(i)}"></iframe>` } })),
      { type: "quickReplies", config: { textMessages: [{ text: take(3) }], quickReplies: row((i) => ({ title: take(i), imageUrl: take(i), payload: { nextDialogstateId: "thanks" } })) } },
    ],
  };
}

const inSandboxes = (body) =>
  Array.from(body.querySelectorAll(".sb-html-frame"), (frame) =>
    Array.from(frame.contentDocument.querySelectorAll("*"))
      .filter((node) => /^(script|iframe|object|embed|base|meta|link|form|animate|set|use)$/i.test(node.tagName) ||
        Array.from(node.attributes).some(({ name, value }) => name.startsWith("on") || /^\s*(java|vb)script:/i.test(value)))
      .map((node) => node.outerHTML.slice(0, 80))).flat();

test("as titles, addresses, HTML and rich text of a back end's answer", async () => {
  const all = [...xss, ...naughty.filter((text) => /[<:]/.test(text))].filter(usable).filter((text) => text.length < 4000);
  assert.ok(all.length > 300);
  const batches = Array.from({ length: Math.ceil(all.length / batchSize) }, (_, i) => all.slice(i * batchSize, (i + 1) * batchSize));
  for (const [number, batch] of batches.entries()) {
    const opened = await guarded();
    f.pages.pages["/answer"] = { type: "application/json", body: JSON.stringify(answer(batch, f.pages.url)) };
    await say(opened.chat, "show answer");
    await opened.chat.locator(".chatQuickReplies-container").waitFor().catch(async () => {
      throw new Error(`batch ${number}: ${(await opened.chat.locator(".sb-from-bot").last().innerText()).slice(0, 200)}`);
    });
    assert.ok((await opened.chat.locator(".sb-html-frame").count()) >= Math.floor(batch.length / 4), `batch ${number}`);
    assert.deepEqual(await findings(opened), [], `batch ${number}`);
    assert.deepEqual(await opened.chat.locator("body").evaluate(inSandboxes), [], `batch ${number}`);
    await opened.session.close();
  }
});
