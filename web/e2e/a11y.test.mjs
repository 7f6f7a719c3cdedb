// Accessibility: axe in light, dark and right-to-left; the keyboard alone; small screens.
import assert from "node:assert/strict";
import { test } from "node:test";
import { botSays, fixture, say, until } from "./fixture.mjs";
import { accessibilityFaults } from "./harness.mjs";

const f = fixture();

/** The chat's own: the host page is not ours. */
const faultsOfChat = (page) => accessibilityFaults(page.frames().find((one) => one.url().includes("/chatbox/") && one.parentFrame() === page.mainFrame()));

const kinds = ["text", "buttons", "carousel", "large list", "compact list", "image", "file", "upload", "rich text", "html", "quick replies"];
const styled = "c0000000000000000000a005", bright = "c0000000000000000000a007";
for (const [name, options, context, channel] of [
  ["light", {}, {}],
  ["dark", {}, { colorScheme: "dark" }],
  ["right to left", { lang: "ar" }, {}],
  ["a brand's colours", {}, {}, styled],
  ["a brand's colours in the dark", {}, { colorScheme: "dark" }, styled],
  ["a bright brand", {}, {}, bright],
  ["a bright brand in the dark", {}, { colorScheme: "dark" }, bright],
]) {
  test("axe finds nothing: " + name, async () => {
    const { page, chat, session } = await f.open({ withCloseButton: true, ...options }, { channel, context: { reducedMotion: "reduce", ...context } });
    // Where HTML is trusted, what stands in it is the bot's to get right.
    for (const kind of kinds.filter((one) => one !== "html" || channel !== styled)) {
      const rows = await chat.locator(".sb-from-bot").count();
      await say(chat, "show " + kind);
      await chat.locator(".sb-from-bot").nth(rows).waitFor();
    }
    await chat.locator(".chatQuickReplies-container").waitFor();
    assert.deepEqual(await faultsOfChat(page), []);
    await session.close();
  });
}

test("a bright brand: the scheme changes in an open chat, and what is on the brand is dark", async () => {
  const { page, chat, session } = await f.open({}, { channel: bright });
  const linkColor = () => chat.locator("html").evaluate((root) => getComputedStyle(root).getPropertyValue("--sb-link"));
  const byDay = await linkColor();
  assert.match(byDay, /^rgb\(/);
  const ink = "rgb(19, 26, 43)";
  assert.equal(await chat.locator(".ChatTitleBar").evaluate((bar) => getComputedStyle(bar).color), ink);
  assert.equal(await page.locator(".chatlayer-button").evaluate((button) => getComputedStyle(button).color), ink);
  await page.emulateMedia({ colorScheme: "dark" });
  await until(linkColor, (color) => color !== byDay, "the link colour of the night");
  assert.deepEqual(await faultsOfChat(page), []);
  await session.close();
});

test("everything can be done with the keyboard", async () => {
  const { page, chat, session } = await f.host({ withCloseButton: true });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await botSays(chat, "Welcome");
  assert.equal(await chat.locator("textarea").evaluate((node) => node === document.activeElement), true, "the input has the focus");
  await page.keyboard.type("show quick replies");
  await page.keyboard.press("Enter");
  await chat.locator(".chatQuickReplies-container").waitFor();
  for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+Tab");
  assert.equal(await chat.locator(":focus").innerText(), "Book a ticket");
  await page.keyboard.press("Enter");
  await botSays(chat, "Thank you");
  assert.equal(await chat.locator("textarea").evaluate((node) => node === document.activeElement), true, "the focus came back");
  await chat.getByRole("button", { name: "Close chat" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".chatlayer-button").evaluate((node) => node === document.activeElement), true);
  await session.close();
});

test("a screen reader is told of new messages and who says them", async () => {
  const { chat, session } = await f.open();
  const log = chat.getByRole("log", { name: "Messages" });
  assert.equal(await log.getAttribute("aria-live"), "polite");
  await say(chat, "hello");
  await botSays(chat, "You said");
  assert.match(await log.locator(".sb-row").last().textContent(), /^.*Bot: You said: hello/);
  assert.match(await log.locator(".sb-from-user").last().textContent(), /You: hello/);
  await session.close();
});

test("reduced motion is respected", async () => {
  const { chat, page, session } = await f.open({}, { context: { reducedMotion: "reduce" } });
  assert.equal(await page.locator("iframe.chatlayer-iframe").evaluate((node) => getComputedStyle(node).animationName), "none");
  const seconds = await chat.locator(".sb-row").last().evaluate((node) => parseFloat(getComputedStyle(node).animationDuration));
  assert.ok(seconds <= 0.001);
  await session.close();
});

test("a small screen is filled, and nothing is wider than it", async () => {
  const { page, chat, session } = await f.open({ withCloseButton: true }, { context: { viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true } });
  const box = await page.locator("iframe.chatlayer-iframe").boundingBox();
  assert.deepEqual([box.x, box.y, box.width, box.height], [0, 0, 320, 568]);
  for (const kind of ["carousel", "buttons", "large list"]) await say(chat, "show " + kind);
  await chat.locator(".chatTemplate-listTemplate-container").waitFor();
  assert.equal(await chat.locator("html").evaluate((node) => node.scrollWidth), 320);
  await session.close();
});
