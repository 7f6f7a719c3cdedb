// Every kind of message, as a user sees and uses it.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { botSays, fixture, say, until } from "./fixture.mjs";

const f = fixture();
const last = (chat, selector) => chat.locator(selector).last();

/** Opens a chat and asks for one kind. */
async function show(kind, selector, more) {
  const opened = await f.open({}, more);
  await say(opened.chat, "show " + kind);
  await last(opened.chat, selector).waitFor();
  return opened;
}

test("text: line breaks, links, its own direction", async () => {
  const { chat, session } = await show("text", ".sb-from-bot .sb-text a");
  const link = last(chat, ".sb-from-bot .sb-text a");
  assert.equal(await link.getAttribute("href"), "https://rail.example/times");
  assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
  assert.match(await last(chat, ".chatBalloon-bot .sb-text").innerText(), /link, https:\/\/rail\.example\/times, and\na second line\. 🚆/);
  assert.equal(await last(chat, ".chatBalloon-bot .sb-text").getAttribute("dir"), "auto");
  await session.close();
});

test("buttons: a click shows the title and sets what the button says", async () => {
  const { chat, session } = await show("buttons", ".chatTemplate-buttonTemplate-container");
  const box = chat.locator(".chatTemplate-buttonTemplate-container");
  assert.equal(await box.locator(".chatTemplate-buttonTemplate-buttons-header").innerText(), "Which class would you like?");
  const buttons = box.locator(".chatTemplate-buttonTemplate-buttons-default");
  assert.equal(await buttons.count(), 3);
  assert.equal(await buttons.nth(1).getAttribute("href"), "https://rail.example/prices");
  assert.equal(await buttons.nth(2).getAttribute("href"), "tel:+3220000000");
  await buttons.first().click();
  await botSays(chat, "Thank you, first.");
  assert.equal(await last(chat, ".chatBalloon-user").innerText(), "First class");
  assert.equal(await buttons.count(), 3, "buttons stay");
  await session.close();
});

test("quick replies: icons, and gone after use", async () => {
  const { chat, session } = await show("quick replies", ".chatQuickReplies-container");
  const box = chat.locator(".chatQuickReplies-container");
  assert.equal(await box.locator(".buttons-default").count(), 2);
  assert.equal(await box.locator(".buttons-textimage img").count(), 1);
  await box.getByRole("button", { name: "Timetable" }).click();
  await botSays(chat, "Thank you");
  assert.equal(await box.count(), 0);
  await session.close();
});

test("location quick reply sends where the user is", async () => {
  const context = { geolocation: { latitude: 51.05, longitude: 3.72 }, permissions: ["geolocation"] };
  const { chat, session } = await show("quick replies", ".chatQuickReplies-container", { context });
  await chat.getByRole("button", { name: "I am here" }).click();
  await chat.locator(".chatBalloon-user .sb-location").waitFor();
  await session.close();
});

test("carousel: cards, arrows, links, buttons", async () => {
  const { chat, session } = await show("carousel", ".sb-carousel");
  const cards = chat.locator(".chatTemplate-chatClarousel-element-container");
  assert.equal(await cards.count(), 3);
  const prefix = ".chatTemplate-chatCarousel-element";
  assert.equal(await cards.first().locator(prefix + "-title").innerText().then((text) => text.split("(")[0].trim()), "Ghent");
  assert.equal(await cards.first().locator(prefix + "-subtitle").innerText(), "2 hours, from 14 EUR");
  assert.equal(await cards.first().locator(prefix + "-image").count(), 1);
  const next = chat.locator(prefix + "-nextButton"), previous = chat.locator(prefix + "-prevButton");
  assert.equal(await previous.isVisible(), false);
  await next.click();
  await until(() => previous.isVisible(), Boolean, "the arrow back");
  await cards.nth(1).locator(prefix + "-button").click();
  await botSays(chat, "Thank you");
  await session.close();
});

test("lists, large and compact", async () => {
  const { chat, session } = await show("large list", ".chatTemplate-listTemplate-container");
  const box = chat.locator(".chatTemplate-listTemplate-container").last();
  assert.equal(await box.locator(".chatTemplate-element-container").count(), 3);
  assert.equal(await box.locator(".chatTemplate-element-image").count(), 3);
  assert.equal(await box.locator(".chatTemplate-listTemplate-button").getAttribute("href"), "https://rail.example/trips");
  await box.locator(".chatTemplate-element-button").click();
  await botSays(chat, "Thank you");
  await say(chat, "show compact list");
  await chat.locator(".chatTemplate-listTemplate-container.sb-compact").waitFor();
  await session.close();
});

for (const [kind, selector] of [
  ["image", ".chatTemplate-chatImage-container img"],
  ["video", ".chatTemplate-chatVideo-container video"],
  ["audio", ".chatTemplate-chatAudio-container audio"],
  ["file", "a.sb-file"],
]) {
  test("media: " + kind, async () => {
    const { chat, session } = await show(kind, selector);
    const address = await chat.locator(selector).evaluate((node) => node.getAttribute("src") ?? node.getAttribute("href"));
    assert.ok(address.startsWith(f.pages.url), address);
    await session.close();
  });
}

test("file upload: progress, the address reaches the bot, the file comes back safely", async () => {
  const { chat, page, session } = await show("upload", ".sb-upload");
  const bytes = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(200_000, 7)]);
  await chat.locator(".sb-upload input[type=file]").setInputFiles({ name: "Fahrkarte Ünï.png", mimeType: "image/png", buffer: bytes });
  await botSays(chat, "It arrived: ");
  const text = await chat.locator(".sb-from-bot", { hasText: "It arrived" }).locator("a").getAttribute("href");
  assert.ok(text.startsWith(f.server.url + "/chatbox/files/"), text);
  const answer = await page.request.get(text);
  assert.deepEqual(Buffer.compare(await answer.body(), bytes), 0);
  assert.equal(answer.headers()["content-type"], "image/png");
  assert.match(answer.headers()["content-security-policy"], /sandbox/);
  assert.equal(answer.headers()["x-content-type-options"], "nosniff");
  assert.match(answer.headers()["content-disposition"], /^inline; filename\*=UTF-8''Fahrkarte%20/);
  assert.equal(await chat.locator(".chatBalloon-user img.sb-image").count(), 1);
  await session.close();
});

test("a file over 10 MB is refused before it is sent", async () => {
  const { chat, session } = await show("upload", ".sb-upload");
  // From a file: 10 MB through the browser's control connection takes longer than a test on a slow machine may.
  const folder = mkdtempSync(join(tmpdir(), "signalbox-upload-"));
  const file = join(folder, "a.bin");
  writeFileSync(file, Buffer.alloc(10_000_001));
  await chat.locator(".sb-upload input[type=file]").setInputFiles(file);
  await chat.getByText("The file is larger than 10 MB.").waitFor();
  await session.close();
  rmSync(folder, { recursive: true });
});

test("an uploaded page is a download, not a page", async () => {
  const { chat, page, session } = await show("upload", ".sb-upload");
  await chat.locator(".sb-upload input[type=file]").setInputFiles({ name: "x.html", mimeType: "text/html", buffer: Buffer.from("<script>alert(1)</script>") });
  await botSays(chat, "It arrived: ");
  const address = await chat.locator(".sb-from-bot", { hasText: "It arrived" }).locator("a").getAttribute("href");
  const headers = (await page.request.get(address)).headers();
  assert.equal(headers["content-type"], "application/octet-stream");
  assert.match(headers["content-disposition"], /^attachment/);
  await session.close();
});

test("rich text: blocks, links, a link to a dialog", async () => {
  const { chat, session } = await show("rich text", ".sb-rich");
  const rich = chat.locator(".sb-rich");
  assert.equal(await rich.locator("h2").innerText(), "Your trip");
  assert.equal(await rich.locator("li").count(), 2);
  assert.equal(await rich.locator("a").getAttribute("href"), "https://rail.example/terms");
  await rich.getByRole("button", { name: "Say thanks" }).click();
  await botSays(chat, "Thank you");
  await session.close();
});

test("HTML: shown in a frame as high as its content, and runs nothing", async () => {
  const { chat, page, session } = await show("html", ".sb-html-frame");
  const frame = chat.frameLocator(".sb-html-frame");
  assert.equal(await frame.locator("h3").innerText(), "Booked");
  assert.equal(await frame.locator("h3").evaluate((node) => getComputedStyle(node.parentElement).backgroundColor), "rgb(239, 255, 241)");
  const box = await until(() => chat.locator(".sb-html-frame").boundingBox(), (size) => size.height > 40, "its height");
  assert.ok(box.height < 300, "height " + box.height);
  assert.equal(await frame.locator("script, [onerror]").count(), 0);
  assert.deepEqual(await page.evaluate(() => window.strings), []);
  await session.close();
});

test("HTML of a channel that trusts it stands in the page itself", async () => {
  const { chat, session } = await show("html", ".sb-trusted h3", { channel: "c0000000000000000000a005" });
  assert.equal(await chat.locator(".sb-html-frame").count(), 0);
  await session.close();
});

test("the configuration's colours, sizes, texts and style sheet are used", async () => {
  const { chat, session } = await f.open({}, { channel: "c0000000000000000000a005" });
  const style = (selector, name) => chat.locator(selector).first().evaluate((node, property) => getComputedStyle(node)[property], name);
  assert.equal(await style(".ChatTitleBar", "backgroundColor"), "rgb(15, 118, 110)");
  assert.equal(await style(".ChatTitle", "fontSize"), "20px");
  assert.equal(await style(".chatBalloon-bot", "borderTopRightRadius"), "2px");
  assert.equal(await chat.locator("textarea").getAttribute("placeholder"), "Ask away");
  await session.close();
});

test("the class names of the specification are all there", async () => {
  const { chat, session } = await f.open({ withCloseButton: true });
  const seen = new Set();
  const collect = async () => {
    const names = await chat.locator("body").evaluate((body) => Array.from(body.querySelectorAll("*"), (node) => Array.from(node.classList)).flat());
    for (const name of names) seen.add(name);
  };
  for (const kind of ["buttons", "carousel", "large list", "image", "video", "audio", "quick replies"]) {
    const rows = await chat.locator(".sb-from-bot").count();
    await say(chat, "show " + kind);
    await chat.locator(".sb-from-bot").nth(rows).waitFor();
    await collect();
  }
  const source = readFileSync(new URL("../ui/src/render.ts", import.meta.url), "utf8") + readFileSync(new URL("../widget/src/view.ts", import.meta.url), "utf8");
  const names = `ChatTitle ChatTitleBar ChatTitleImage wrapper BotImage userImage container chatBalloon-default chatBalloon-user
    chatBalloon-bot ChatInputContainer ChatInputText-container ChatInputText-textarea SendIconImage
    chatQuickReplies-container buttons-textimage buttons-default chatTemplate-buttonTemplate-container
    chatTemplate-buttonTemplate-buttons-default chatTemplate-buttonTemplate-buttons-header chatTemplate-listTemplate-button
    chatTemplate-listTemplate-container chatTemplate-element-container chatTemplate-element-column chatTemplate-element-image
    chatTemplate-element-title chatTemplate-element-subtitle chatTemplate-element-button chatTemplate-chatImage-container
    chatTemplate-chatVideo-container chatTemplate-chatAudio-container chatTemplate-chatClarousel-element-container
    chatTemplate-chatCarousel-element-image chatTemplate-chatCarousel-element-title chatTemplate-chatCarousel-element-subtitle
    chatTemplate-chatCarousel-element-button chatTemplate-chatCarousel-element-prevButton
    chatTemplate-chatCarousel-element-prevButtonIcon chatTemplate-chatCarousel-element-nextButton
    chatTemplate-chatCarousel-element-nextButtonIcon`.split(/\s+/);
  assert.deepEqual(names.filter((name) => !seen.has(name)), []);
  // Shown only in states that this conversation does not reach.
  for (const name of ["chatBalloon-${kind}", '"agent"', "buttons-image", '"-unknown"']) assert.ok(source.includes(name), name);
  await session.close();
});

test("typing shows before a message with a delay, Enter in a composition sends nothing", async () => {
  const { chat, session } = await f.open();
  const input = chat.locator("textarea");
  await input.fill("こんにちは");
  await input.evaluate((node) => node.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true })));
  assert.equal(await input.inputValue(), "こんにちは");
  await input.press("Shift+Enter");
  assert.equal(await input.inputValue(), "こんにちは\n");
  await input.fill("👩‍👩‍👧‍👦 family");
  await input.press("Enter");
  await botSays(chat, "You said: 👩‍👩‍👧‍👦 family");
  await session.close();
});
