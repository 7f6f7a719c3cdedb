#!/usr/bin/env node
// The widget in Chromium: node bench/widget.mjs [ROUNDS] [SECONDS]. Needs a release build (SIGNALBOX_BUILD).
//
// First: from the click on the launcher to the frame that shows the first bot message, in a browser that has never seen the
// page. Then: 60 messages a second for SECONDS while somebody types; every key must arrive, every message be shown in order.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accessToken } from "../web/e2e/fixture.mjs";
import { chatFrame, chooChoo, hostPage, launchBrowser, root, startPages, startServer, webChannel } from "../web/e2e/harness.mjs";

const rounds = Number(process.argv[2] ?? 20);
const seconds = Number(process.argv[3] ?? 10);
const perSecond = 60;
const gallery = "c0000000000000000000a001";

const pages = await startPages({ "/favicon.ico": { type: "image/x-icon", body: "" } });
const server = await startServer({
  bots: [join(root, "web/e2e/bots/gallery"), chooChoo],
  env: { SIGNALBOX_TOKEN: accessToken, SIGNALBOX_EGRESS_ALLOW: new URL(pages.url).host },
});
const browser = await launchBrowser();
const load = () => readFileSync("/proc/loadavg", "utf8").split(" ").slice(0, 2).join(" ");
const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const wait = (ms) => new Promise((done) => setTimeout(done, Math.max(0, ms)));

// Runs in every frame: when the launcher was clicked, and when the first message of the bot was painted.
function watch() {
  const now = () => performance.timeOrigin + performance.now();
  addEventListener("click", (event) => (window.clickedAt ??= performance.timeOrigin + event.timeStamp), true);
  const look = () => {
    if (window.paintedAt || !document.querySelector(".sb-from-bot .sb-text")) return;
    requestAnimationFrame(() => setTimeout(() => (window.paintedAt ??= now())));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

async function firstMessage(channel) {
  pages.pages["/shop"] = hostPage(server, {}, { channel });
  const context = await browser.newContext({ viewport: { width: 900, height: 760 } });
  await context.addInitScript(watch);
  const page = await context.newPage();
  await page.goto(pages.url + "/shop");
  await page.waitForFunction(() => window.chat);
  await page.locator(".chatlayer-button").click();
  await chatFrame(page).locator(".sb-from-bot .sb-text").first().waitFor();
  const frame = page.frames().find((one) => one.url().includes("/chatbox/"));
  const painted = await frame.waitForFunction(() => window.paintedAt).then((handle) => handle.jsonValue());
  const clicked = await page.evaluate(() => window.clickedAt);
  await context.close();
  return painted - clicked;
}

// Frames and keys as the page itself sees them.
function measure() {
  window.gaps = [];
  window.keys = [];
  let last = performance.now();
  const step = (at) => {
    window.gaps.push(at - last);
    last = at;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
  // From the key press to the frame in which it shows.
  document.querySelector("textarea").addEventListener("input", (event) => {
    const pressed = event.timeStamp;
    requestAnimationFrame(() => setTimeout(() => window.keys.push(performance.now() - pressed)));
  });
}

async function burst() {
  const session = "bench-widget-0000000000001";
  pages.pages["/shop"] = hostPage(server, { autoOpen: true, sessionId: session }, { channel: gallery });
  const page = await browser.newPage({ viewport: { width: 900, height: 760 } });
  await page.goto(pages.url + "/shop");
  const chat = chatFrame(page);
  await chat.locator(".sb-from-bot").first().waitFor();
  const frame = page.frames().find((one) => one.url().includes("/chatbox/"));
  await frame.evaluate(measure);
  await chat.locator("textarea").focus();

  const count = perSecond * seconds, alphabet = "abcdefghijklmnopqrstuvwxyz ";
  let typed = "", sending = true;
  const typing = (async () => {
    for (let i = 0; sending; i++) {
      const key = alphabet[i % alphabet.length];
      await page.keyboard.type(key);
      typed += key;
      await wait(50);
    }
  })();
  const begun = performance.now();
  for (let i = 0; i < count; i++) {
    await wait(begun + (i * 1000) / perSecond - performance.now());
    const answer = await fetch(`${server.url}/v1/bots/gallery/conversations/${session}/actions?version=LIVE`, {
      method: "POST",
      headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
      body: JSON.stringify({ sendMessages: [{ textMessageTemplate: { textMessages: [{ text: `Message ${i} of a burst, long enough for a second line` }] } }] }),
    });
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  }
  const sentIn = (performance.now() - begun) / 1000;
  await chat.locator(".sb-row", { hasText: `Message ${count - 1} of` }).waitFor();
  const shownIn = (performance.now() - begun) / 1000;
  sending = false;
  await typing;
  await wait(200);
  const { gaps, keys, value, rows } = await frame.evaluate(() => ({
    gaps: window.gaps, keys: window.keys, value: document.querySelector("textarea").value,
    rows: Array.from(document.querySelectorAll(".sb-row .sb-text"), (row) => row.textContent).filter((text) => text.startsWith("Message ")),
  }));
  const inOrder = rows.length === count && rows.every((text, i) => text.startsWith(`Message ${i} `));
  await page.close();
  return {
    messages: count, perSecond: Math.round(count / sentIn), lastShownAfterMs: Math.round((shownIn - sentIn) * 1000), inOrder,
    keysTyped: typed.length, keysLost: value === typed ? 0 : typed.length - value.length || "order",
    keyToFrameMs: { p50: Math.round(quantile(keys, 0.5)), p99: Math.round(quantile(keys, 0.99)), max: Math.round(Math.max(...keys)) },
    frameGapMs: { p50: Math.round(quantile(gaps, 0.5)), p99: Math.round(quantile(gaps, 0.99)), max: Math.round(Math.max(...gaps)) },
  };
}

for (const [name, channel] of [["gallery", gallery], ["choochoo", webChannel]]) {
  const times = [];
  for (let i = 0; i < rounds; i++) times.push(await firstMessage(channel));
  console.log(JSON.stringify({
    firstMessage: name, rounds, ms: { min: Math.round(Math.min(...times)), p50: Math.round(quantile(times, 0.5)), max: Math.round(Math.max(...times)) },
    loadAverage: load(),
  }));
}
console.log(JSON.stringify({ ...(await burst()), loadAverage: load() }));
await browser.close();
await server.stop();
await pages.stop();
