// `npm run dev`: the pages of a server with our sources in them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createServer } from "vite";
import { botSays, everybody, gallery, say, until } from "./fixture.mjs";
import { chatFrame, launchBrowser, root, startServer } from "./harness.mjs";

let server, dev, browser;
before(async () => {
  server = await startServer({ bots: [gallery] });
  process.env.SIGNALBOX_URL = server.url;
  dev = await createServer({ root: root + "/web", configFile: root + "/web/vite.config.mjs", logLevel: "error", server: { port: 0 } });
  await dev.listen();
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await dev?.close();
  await server?.stop();
});

test("widget and people come from their sources, and a style changes in the open page", async () => {
  const url = `http://127.0.0.1:${dev.httpServer.address().port}`;
  const page = await browser.newPage();
  const loaded = [];
  page.on("request", (request) => loaded.push(request.url().slice(url.length)));
  await page.goto(`${url}/chatbox/preview/${everybody}`);
  const chat = chatFrame(page);
  await botSays(chat, "Welcome");
  await say(chat, "hello");
  await botSays(chat, "You said: hello");
  for (const source of ["/widget/src/preview.ts", "/widget/src/chat.ts", "/ui/src/render.ts", "/widget/src/chat.css"])
    assert.ok(loaded.some((path) => path.startsWith(source)), source);
  assert.deepEqual(loaded.filter((path) => /^\/chatbox\/assets\/|^\/assets\//.test(path)), []);

  const styles = () => loaded.filter((path) => path.startsWith("/widget/src/chat.css")).length;
  const earlier = styles(), rows = await chat.locator(".sb-row").count();
  dev.watcher.emit("change", root + "/web/ui/src/ui.css");
  await until(styles, (count) => count > earlier, "the new style");
  assert.equal(await chat.locator(".sb-row").count(), rows, "the conversation goes on");

  await page.goto(url + "/login");
  await page.getByLabel("Password").waitFor();
  assert.ok(loaded.some((path) => path.startsWith("/people/src/login.ts")));
});
