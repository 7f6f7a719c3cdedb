// The demo: Choo Choo in the widget of the ticket shop, which is on an origin of its own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chatFrame, chooChoo, freePort, launchBrowser, openPage, startBackend, startServer } from "./harness.mjs";
import { botSays, bubbles, say, until } from "./fixture.mjs";

let server, backend, browser;
before(async () => {
  const port = await freePort();
  backend = await startBackend({ args: ["--chat", `http://127.0.0.1:${port}`] });
  server = await startServer({
    bots: [chooChoo], port,
    env: { CHOOCHOO_BACKEND_URL: backend.url, SIGNALBOX_EGRESS_ALLOW: backend.address },
  });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await backend?.stop();
});

async function shop() {
  const { page, session } = await openPage(browser, { context: { viewport: { width: 1100, height: 800 }, reducedMotion: "reduce" }, ignore: /favicon/ });
  await page.goto(backend.url + "/");
  await page.locator(".chatlayer-button").waitFor();
  await page.getByRole("button", { name: "Ask for a ticket" }).click();
  const chat = chatFrame(page);
  await chat.getByRole("button", { name: "Book a ticket" }).waitFor();
  return { page, chat, close: () => session.close() };
}
const answer = async (chat, text, question) => {
  await say(chat, text);
  await botSays(chat, question);
};

test("the page and the bot change their language together", async () => {
  const { page, chat, close } = await shop();
  await say(chat, "change language");
  await chat.locator(".sb-typing").waitFor();
  await chat.getByRole("button", { name: "Nederlands" }).click();
  await botSays(chat, "Hallo, Choo Choo hier");
  await until(() => page.locator("h1").innerText(), (text) => text === "De trage weg is de mooie weg.", "the page in Dutch");
  assert.equal(await page.locator("html").getAttribute("lang"), "nl");
  assert.deepEqual(page.faults.filter((text) => !text.includes("404")), []);
  await close();
});

test("a booking, from the first question to the ticket on the page", async (t) => {
  const { page, chat, close } = await shop();
  await chat.getByRole("button", { name: "Book a ticket" }).click();
  await botSays(chat, "What is your destination?");
  await answer(chat, "Brussels", "From which station");
  await answer(chat, "Antwerp", "At what hour?");
  await answer(chat, "9am", "On which day?");
  await answer(chat, "24-12-2030", "First or second class?");
  await chat.getByRole("button", { name: "First class" }).click();
  await botSays(chat, "Window or aisle?");
  await chat.getByRole("button", { name: "Window" }).click();
  const price = chat.locator(".sb-from-bot", { hasText: /45 EUR\. Book it\?|Something went wrong/ });
  await price.waitFor();
  if ((await price.innerText()).includes("Something went wrong")) {
    await close();
    return t.skip("this server runs no Code actions");
  }
  await chat.locator(".chatQuickReplies-container").getByRole("button", { name: "Yes" }).click();
  await botSays(chat, "Your booking number is CC-");
  const number = await until(() => page.locator("#number").innerText(), (text) => /^CC-\d+$/.test(text), "the ticket on the page");
  const card = chat.locator(".chatTemplate-chatClarousel-element-container");
  await card.waitFor();
  assert.match(await card.innerText(), new RegExp("Ticket " + number));
  assert.equal(await card.locator("a").last().getAttribute("href"), `${backend.url}/bookings/${number}`);
  await close();
});

test("the station map inside the chat uses all three calls", async () => {
  const { chat, close } = await shop();
  await say(chat, "open the map");
  const map = chat.frameLocator("iframe.chatlayer-plugin-iframe");
  await map.getByRole("button", { name: "Pick Ghent" }).last().click();
  await botSays(chat, "I noted Ghent as your station.");
  await map.getByRole("button", { name: "Book from scratch" }).click();
  await botSays(chat, "What is your destination?");
  await answer(chat, "Lyon", "From which station");
  const rows = await chat.locator(".sb-from-user").count();
  await map.getByRole("button", { name: "I need a ticket" }).click();
  await until(() => chat.locator(".sb-from-user").count(), (count) => count > rows, "the words of the map");
  assert.ok((await bubbles(chat, ".chatBalloon-user .sb-text")).includes("I need a ticket"));
  await close();
});

test("the bot takes its leave, and the page removes the chat", async () => {
  const { page, chat, close } = await shop();
  await say(chat, "that was all, goodbye");
  await botSays(chat, "Have a good trip!");
  await until(() => page.locator(".chatlayer-chatbox-wrapper").count(), (count) => count === 0, "no chat");
  assert.equal(await page.getByRole("button", { name: "Ask for a ticket" }).isVisible(), false);
  assert.deepEqual(page.faults, []);
  await close();
});

test("the page can be rid of the chat", async () => {
  const { page, close } = await shop();
  await page.getByRole("button", { name: "Remove the chat" }).click();
  await until(() => page.locator(".chatlayer-chatbox-wrapper").count(), (count) => count === 0, "no chat");
  await close();
});

test("the server's own preview page has the chat on it", async () => {
  const page = await browser.newPage();
  await page.goto(server.url + "/");
  await page.getByRole("link", { name: "a page with the chat on it" }).click();
  await chatFrame(page).getByRole("button", { name: "Book a ticket" }).waitFor();
  await page.close();
});
