// Conversation 8 of the demo bot in the widget: the bot gives up, a person answers from the agent console over the offloading
// webhook and the REST API, gives the conversation back, and the bot goes on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chatFrame, chooChoo, freePort, hostPage, launchBrowser, openPage, startConsole, startPages, startServer, webChannel } from "./harness.mjs";
import { accessToken, botSays, bubbles, say, until } from "./fixture.mjs";
import { media } from "./media.mjs";

const session = "handover-widget-0000000001";
const bookTicket = "c0000000-0000-4000-8000-000000000020";
let pages, desk, server, browser;
before(async () => {
  const port = await freePort();
  const verifyToken = "desk secret & more";
  pages = await startPages(media());
  desk = await startConsole({ server: `http://127.0.0.1:${port}`, token: accessToken, verifyToken });
  server = await startServer({
    bots: [chooChoo], port,
    env: {
      CHOOCHOO_OFFLOAD_URL: desk.url, CHOOCHOO_OFFLOAD_TOKEN: verifyToken, SIGNALBOX_TOKEN: accessToken,
      SIGNALBOX_EGRESS_ALLOW: "127.0.0.1",
    },
  });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await desk?.stop();
  await pages?.stop();
});

/** Waits until the console has shown such a line after the first `from` ones; the number of lines by then. */
const shown = (pattern, from = 0) =>
  until(() => desk.screen().findIndex((line, at) => at >= from && pattern.test(line)) + 1, (at) => at > 0, `${pattern} on the console`);
const rest = async (path, body) => {
  const answer = await fetch(`${server.url}/v1/bots/choochoo/conversations/${session}/${path}?version=LIVE`, {
    method: body ? "POST" : "GET",
    headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  assert.equal(answer.status, 200);
  return answer.json();
};
const agent = (chat, selector) => chat.locator(`.sb-from-agent ${selector}`).last();

test("a person takes over in the widget, answers in every kind, and gives the conversation back", async () => {
  pages.pages["/shop"] = hostPage(server, { autoOpen: true, sessionId: session, session: { firstName: "Ann" } }, { channel: webChannel });
  const { page, session: context } = await openPage(browser, { context: { viewport: { width: 420, height: 760 }, reducedMotion: "reduce" } });
  await page.goto(pages.url + "/shop");
  const chat = chatFrame(page);
  await chat.locator(".chatQuickReplies-container").waitFor();

  // The bot gives up and asks for a person, who sees what was said before.
  await say(chat, "qwer zxcv");
  await botSays(chat, "That went past me");
  await say(chat, "gibberish");
  await botSays(chat, "A colleague will be with you shortly.");
  await shown(/^\* Ann \(handover-widget-0000000001\) asks for a human \{"skill":"tickets"\}: open 1$/);
  desk.type("open");
  const read = await shown(/^--- Ann/);
  assert.match(desk.screen().slice(0, read).join("\n"), /user {2}qwer zxcv\n.*bot .*That went past me.*\n.*user {2}gibberish\n/);

  // The bot is silent, and does not look as if it were typing.
  await say(chat, "hello?");
  const asked = await shown(/ user {2}hello\?$/);
  assert.equal(await chat.locator(".sb-typing").count(), 0);
  const saidByBot = await chat.locator(".sb-from-bot").count();

  // Every kind of answer, marked as a person's.
  desk.type("Ann from the desk. What can I do for you?");
  await agent(chat, ".chatBalloon-agent.chatBalloon-default").waitFor();
  assert.equal(await agent(chat, ".chatBalloon-agent").innerText(), "Ann from the desk. What can I do for you?");
  assert.match(await chat.locator(".sb-from-agent").last().textContent(), /Agent: Ann from the desk/);
  const buttons = [
    { postBackButton: { title: "Book a ticket", payload: { nextDialogstateId: bookTicket, sessionDataToSet: [{ key: "clicked", value: "yes" }] } } },
    { urlButton: { title: "Timetable", url: "https://rail.example/times" } },
    { phoneNumberButton: { title: "Call us", phoneNumber: "+3212345" } },
  ];
  desk.type("/send " + JSON.stringify({ buttonTemplate: { textMessages: [{ text: "One of these?" }], buttons } }));
  await agent(chat, ".chatTemplate-buttonTemplate-container").waitFor();
  assert.equal(await agent(chat, ".chatTemplate-buttonTemplate-container").locator(".chatTemplate-buttonTemplate-buttons-default").count(), 3);
  desk.type("/cards Ghent: 2 hours|Lyon: 4 hours");
  await agent(chat, ".sb-carousel").waitFor();
  assert.equal(await agent(chat, ".sb-carousel").locator(".chatTemplate-chatClarousel-element-container").count(), 2);
  desk.type("/list Ghent: 2 hours|Lyon: 4 hours");
  await agent(chat, ".chatTemplate-listTemplate-container").waitFor();
  for (const [file, selector] of [["ghent.png?1", ".chatTemplate-chatImage-container img"], ["film.mp4", "video"], ["sound.mp3", "audio"], ["ticket.pdf", "a.sb-file"]]) {
    desk.type(`/media ${pages.url}/${file}`);
    await agent(chat, selector).waitFor();
  }
  desk.type("/send " + JSON.stringify({ type: "__raw", config: { withBalloon: false, html: "<b>Seat 12</b>", type: "html" } }));
  await agent(chat, ".sb-html-frame").waitFor();
  desk.type("/replies Shall I look for you?|Yes please|No");
  await chat.locator(".chatQuickReplies-container").waitFor();

  // Clicks are told to the agent and run nothing.
  await chat.locator(".chatQuickReplies-container").getByRole("button", { name: "Yes please" }).click();
  await shown(/ user {2}\[Yes please\]$/, asked);
  assert.equal(await chat.locator(".chatQuickReplies-container").count(), 0);
  await agent(chat, ".chatTemplate-buttonTemplate-container").getByRole("button", { name: "Book a ticket" }).click();
  await shown(/ user {2}\[Book a ticket\]$/, asked);
  const paused = await rest("session-data");
  assert.equal(paused.internal.isPaused, true);
  assert.equal("clicked" in paused, false);
  assert.equal(await chat.locator(".sb-from-bot").count(), saidByBot, "the bot said nothing all the while");

  // A page that is loaded again shows the same, agent's messages as the agent's.
  const before = await bubbles(chat);
  const agentRows = await chat.locator(".sb-from-agent").count();
  assert.equal(agentRows, 10);
  await page.reload();
  await chat.locator(".chatBalloon-user", { hasText: "Book a ticket" }).waitFor();
  assert.deepEqual(await bubbles(chat), before);
  assert.equal(await chat.locator(".sb-from-agent").count(), agentRows);

  // Back to the bot, which says nothing by itself and then goes on; the agent's button works now.
  desk.type("/back");
  await shown(/^The bot has the conversation again\.$/);
  assert.equal(await chat.locator(".sb-from-bot").count(), saidByBot);
  await say(chat, "hello");
  await botSays(chat, "Hi Ann!");
  await agent(chat, ".chatTemplate-buttonTemplate-container").getByRole("button", { name: "Book a ticket" }).click();
  await botSays(chat, "What is your destination?");
  const ended = await rest("session-data");
  assert.equal(ended.internal.isPaused, false);
  assert.equal(ended.clicked, "yes");
  assert.deepEqual(page.faults, []);
  await context.close();
});
