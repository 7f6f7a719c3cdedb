// What a conversation survives: a killed server, a broken line, a second tab.
import assert from "node:assert/strict";
import { test } from "node:test";
import { botSays, bubbles, fixture, say, until } from "./fixture.mjs";

const f = fixture();

test("a killed server in the middle of a conversation: nothing lost, nothing doubled", async () => {
  const { page, chat, session } = await f.open();
  const expected = ["Welcome, Guest."];
  for (let round = 0; round < 3; round++) {
    for (const text of [`before ${round}`, `while ${round}`, `after ${round}`]) {
      if (text.startsWith("while")) {
        await f.server.kill();
        await say(chat, text);
        await chat.getByText("You are offline.").waitFor();
        await f.server.restart();
        await botSays(chat, "You said: " + text);
      } else {
        await say(chat, text);
        await botSays(chat, "You said: " + text);
      }
      expected.push(text, "You said: " + text);
    }
  }
  await chat.getByText("You are offline.").waitFor({ state: "hidden" });
  assert.deepEqual(await bubbles(chat), expected);
  assert.deepEqual(page.faults.filter((text) => !/ERR_|Failed to load/.test(text)), []);
  await session.close();
});

test("a send whose answer is lost is done once", async () => {
  const { page, chat, session } = await f.open();
  let lost = 0;
  await page.route("**/messages", async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await say(chat, "only once");
  await botSays(chat, "You said: only once");
  await until(() => lost, (count) => count >= 2, "the second attempt");
  await until(() => chat.locator(".sb-pending").count(), (count) => count === 0, "the confirmation");
  await say(chat, "and on");
  await botSays(chat, "You said: and on");
  assert.deepEqual(await bubbles(chat), ["Welcome, Guest.", "only once", "You said: only once", "and on", "You said: and on"]);
  await session.close();
});

test("offline: a notice, and what was written goes out in order when the line is back", async () => {
  const { chat, session } = await f.open();
  await session.setOffline(true);
  await chat.getByText("You are offline.").waitFor();
  for (const text of ["one", "two", "three"]) await say(chat, text);
  assert.equal(await chat.locator(".sb-pending").count(), 3);
  await session.setOffline(false);
  await botSays(chat, "You said: three");
  await until(() => chat.locator(".sb-pending").count(), (count) => count === 0, "the confirmations");
  const said = (await bubbles(chat)).filter((text) => text.startsWith("You said"));
  assert.deepEqual(said, ["You said: one", "You said: two", "You said: three"]);
  await session.close();
});

test("two tabs with one session show the same conversation", async () => {
  const sessionId = "two-tabs-0000000000000001";
  const first = await f.open({ sessionId });
  const second = await f.open({ sessionId });
  await say(first.chat, "from the first");
  await botSays(second.chat, "You said: from the first");
  await say(second.chat, "from the second");
  await botSays(first.chat, "You said: from the second");
  const expected = ["Welcome, Guest.", "from the first", "You said: from the first", "from the second", "You said: from the second"];
  assert.deepEqual(await bubbles(first.chat), expected);
  assert.deepEqual(await bubbles(second.chat), expected);
  await first.session.close();
  await second.session.close();
});

test("two tabs that open a new session at once are greeted once", async () => {
  const sessionId = "two-at-once-00000000000001";
  const both = await Promise.all([f.open({ sessionId }, { path: "/a" }), f.open({ sessionId }, { path: "/b" })]);
  await say(both[0].chat, "hello");
  for (const { chat } of both) await botSays(chat, "You said: hello");
  for (const { chat, session } of both) {
    assert.deepEqual(await bubbles(chat), ["Welcome, Guest.", "hello", "You said: hello"]);
    await session.close();
  }
});

test("a long history comes whole and in order", async () => {
  const sessionId = "long-history-0000000000001";
  const { chat, page, session } = await f.open({ sessionId });
  const count = 130;
  for (let i = 0; i < count; i += 65) {
    for (let j = i; j < i + 65; j++) await say(chat, `message ${j}`);
    await botSays(chat, `You said: message ${i + 64}`);
  }
  await page.reload();
  await page.waitForFunction(() => window.chat);
  await botSays(chat, `You said: message ${count - 1}`);
  const said = (await bubbles(chat)).filter((text) => text.startsWith("You said: message"));
  assert.deepEqual(said, Array.from({ length: count }, (_, i) => `You said: message ${i}`));
  await session.close();
});

test("sixty messages at once are rendered while the user types", async () => {
  const { chat, session } = await f.open();
  for (let i = 0; i < 60; i++) {
    await chat.locator("textarea").evaluate((input, text) => {
      const kept = input.value;
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
      input.value = kept;
    }, `burst ${i}`);
    if (i === 5) await chat.locator("textarea").pressSequentially("typed all the while");
  }
  await botSays(chat, "You said: burst 59");
  assert.equal(await chat.locator("textarea").inputValue(), "typed all the while");
  assert.equal(await chat.locator(".sb-row").count(), 121);
  await session.close();
});
