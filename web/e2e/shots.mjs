// Makes pictures of the widget and a contact sheet of them: node shots.mjs [OUT]. Needs a built server (SIGNALBOX_BUILD).
// ONLY=dark,buttons makes some of them; ASSETS=FOLDER shows a bundle that is not in the server yet.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chatFrame, chooChoo, freePort, hostPage, launchBrowser, root, startBackend, startConsole, startPages, startServer } from "./harness.mjs";
import { accessToken, until } from "./fixture.mjs";
import { media } from "./media.mjs";

const out = process.argv[2] ?? join(root, "build/widget-shots");
mkdirSync(out, { recursive: true });

const port = await freePort();
const backend = await startBackend({ args: ["--chat", `http://127.0.0.1:${port}`] });
const pages = await startPages(media());
const verifyToken = "desk secret";
const desk = await startConsole({ server: `http://127.0.0.1:${port}`, token: accessToken, verifyToken });
const server = await startServer({
  bots: [join(root, "web/e2e/bots/gallery"), chooChoo],
  port,
  env: {
    GALLERY_MEDIA: pages.url, CHOOCHOO_BACKEND_URL: backend.url, CHOOCHOO_OFFLOAD_URL: desk.url, CHOOCHOO_OFFLOAD_TOKEN: verifyToken,
    SIGNALBOX_TOKEN: accessToken, SIGNALBOX_EGRESS_ALLOW: "127.0.0.1",
  },
});
const browser = await launchBrowser();
const shots = [];

async function useAssets(session) {
  const folder = process.env.ASSETS;
  if (!folder) return;
  await session.route("**/chatbox/assets/**", (route) => route.fulfill({ path: join(folder, route.request().url().split("/").pop()) }));
  await session.route("**/chatbox/sdk/*", async (route) => {
    const settings = (await (await route.fetch()).text()).split("\n", 1)[0];
    await route.fulfill({ contentType: "text/javascript", body: `${settings}\n${readFileSync(join(folder, "sdk.js"), "utf8")}})();` });
  });
}

async function shoot(name, { options = {}, context = {}, channel = "c0000000000000000000a001", act, clip } = {}) {
  pages.pages["/shop"] = hostPage(server, { autoOpen: true, withCloseButton: true, ...options }, { channel });
  const session = await browser.newContext({ viewport: { width: 420, height: 700 }, deviceScaleFactor: 2, ...context });
  await useAssets(session);
  const page = await session.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (fault) => faults.push(String(fault)));
  try {
    await page.goto(pages.url + "/shop");
    const chat = chatFrame(page);
    await chat.locator(".sb-from-bot, .sb-system").first().waitFor();
    if (act) await act(chat, page);
    await page.waitForTimeout(450);
    await page.screenshot({ path: join(out, name + ".png"), ...(clip ? { clip } : {}) });
    shots.push(name);
  } catch (fault) {
    console.error(name, String(fault).split("\n")[0], faults.slice(0, 3));
    await page.screenshot({ path: join(out, name + "-failed.png") });
  }
  if (faults.length) console.error(name, faults.slice(0, 4));
  await session.close();
}

const say = (text, wait = ".sb-from-bot") => async (chat) => {
  const before = await chat.locator(wait).count();
  await chat.locator("textarea").fill(text);
  await chat.locator("textarea").press("Enter");
  await chat.locator(wait).nth(before).waitFor();
};
const several = (...acts) => async (chat, page) => {
  for (const act of acts) await act(chat, page);
};

const only = process.env.ONLY?.split(",");
const all = {
  "choochoo": { channel: "c00000000000000000000002", act: async (chat) => {
    await chat.locator(".chatQuickReplies-container").waitFor();
    await chat.getByRole("button", { name: "Who are you?" }).click();
    await chat.locator(".sb-from-bot").nth(2).waitFor();
  } },
  "dark": { channel: "c00000000000000000000002", context: { colorScheme: "dark" }, act: (chat) => chat.locator(".chatQuickReplies-container").waitFor() },
  "buttons": { act: say("show buttons") },
  "quick-replies": { act: say("show quick replies", ".chatQuickReplies-container") },
  "carousel": { act: say("show carousel") },
  "list-large": { act: say("show large list") },
  "list-compact": { act: say("show compact list") },
  "media": { act: several(say("show image"), say("show file")) },
  "audio-video": { act: several(say("show audio"), say("show video")) },
  "upload": { act: say("show upload") },
  "rich-text": { act: say("show rich text") },
  "html": { act: say("show html", ".sb-html-frame") },
  "frame": { act: say("show frame", ".chatlayer-plugin-iframe") },
  "dark-cards": { context: { colorScheme: "dark" }, act: several(say("show compact list"), say("show buttons"), say("show quick replies", ".chatQuickReplies-container")) },
  "right-to-left": { options: { lang: "ar" }, act: several(say("مرحبا، أريد تذكرة إلى Ghent من فضلك"), say("show carousel")) },
  "mobile": { context: { viewport: { width: 360, height: 700 }, isMobile: true, hasTouch: true }, act: several(say("show carousel"), say("show text")) },
  "handover": { channel: "c00000000000000000000002", options: { session: { firstName: "Ann" } }, act: async (chat) => {
    await chat.locator(".chatQuickReplies-container").waitFor();
    await say("can a colleague help me")(chat);
    for (const line of ["open", "Hello Ann, Tom from the ticket desk. Which trip shall I look at?", "/cards Ghent: Tomorrow, 9:12|Lyon: Tomorrow, 10:40"]) desk.type(line);
    await chat.locator(".sb-from-agent .sb-carousel").waitFor();
    await say("Ghent, please", ".sb-from-user")(chat);
    desk.type("/replies With a seat at the window?|Yes|No");
    await chat.locator(".chatQuickReplies-container").waitFor();
  } },
  "unread": { channel: "c0000000000000000000a005", options: { sessionId: "shots-unread-0000000000001", animation: "none" },
    context: { viewport: { width: 420, height: 260 } }, act: async (chat, page) => {
      await page.evaluate(() => window.chat.close());
      await page.request.post(`${server.url}/v1/bots/gallery/conversations/shots-unread-0000000000001/actions?version=LIVE`, {
        headers: { Authorization: "Bearer " + accessToken },
        data: { sendMessages: ["Your train leaves from platform 4.", "Have a good trip!"].map((text) => ({ textMessageTemplate: { textMessages: [{ text }] } })) },
      });
      await page.locator(".chatlayer-badge", { hasText: "2" }).waitFor();
    } },
  "styled-dark": { channel: "c0000000000000000000a005", context: { colorScheme: "dark" }, act: several(say("show text"), say("show buttons")) },
  "styled": { channel: "c0000000000000000000a005", act: several(say("show text"), say("show buttons")) },
};
for (const [name, shot] of Object.entries(all)) {
  if (only && !only.includes(name)) continue;
  await shoot(name, shot);
}

const handovers = desk.screen().filter((line) => line.includes("asks for a human")).length;

// The demo as a visitor sees it: the shop with a booked ticket, and the station map inside the chat.
async function shootDemo(name, act) {
  if (only && !only.includes(name)) return;
  const session = await browser.newContext({ viewport: { width: 1180, height: 720 }, reducedMotion: "reduce" });
  await useAssets(session);
  const page = await session.newPage();
  await page.goto(backend.url + "/");
  await page.getByRole("button", { name: "Ask for a ticket" }).click();
  const chat = chatFrame(page);
  await chat.getByRole("button", { name: "Book a ticket" }).waitFor();
  await act(chat, page);
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(out, name + ".png") });
  await session.close();
}
await shootDemo("demo-shop", async (chat, page) => {
  await chat.getByRole("button", { name: "Book a ticket" }).click();
  for (const [question, text] of [["What is your destination", "Brussels"], ["From which station", "Antwerp"], ["At what hour", "9am"], ["On which day", "24-12-2030"]]) {
    await chat.locator(".sb-from-bot", { hasText: question }).last().waitFor();
    await chat.locator("textarea").fill(text);
    await chat.locator("textarea").press("Enter");
  }
  await chat.getByRole("button", { name: "First class" }).click();
  await chat.getByRole("button", { name: "Window" }).click();
  await chat.locator(".chatQuickReplies-container").getByRole("button", { name: "Yes" }).click();
  await page.locator("#ticket").waitFor();
  await chat.locator(".sb-carousel").waitFor();
}).catch((fault) => console.error("demo-shop", String(fault).split("\n")[0]));
await shootDemo("demo-map", async (chat) => {
  await say("open the map", ".chatlayer-plugin-iframe")(chat);
  await chat.frameLocator("iframe.chatlayer-plugin-iframe").getByRole("button", { name: "Pick Ghent" }).last().click();
  await chat.locator(".sb-from-bot", { hasText: "I noted Ghent" }).waitFor();
}).catch((fault) => console.error("demo-map", String(fault).split("\n")[0]));

await shootDemo("demo-handover", async (chat) => {
  await say("can a colleague help me")(chat);
  const asked = await until(() => desk.screen().filter((line) => line.includes("asks for a human")), (lines) => lines.length > handovers, "the handover");
  for (const line of [asked.at(-1).split(": ").at(-1), "Hello, Ann from the ticket desk.", "/buttons Shall I look at another day?|Yes|No"]) desk.type(line);
  await chat.getByRole("button", { name: "Yes" }).click();
}).catch((fault) => console.error("demo-handover", String(fault).split("\n")[0]));

// The contact sheet is a page of the pictures, photographed.
const sheet = await browser.newPage({ viewport: { width: 1500, height: 900 } });
const cells = shots.map((name) => `<figure><img src="data:image/png;base64,${readFileSync(join(out, name + ".png")).toString("base64")}"><figcaption>${name}</figcaption></figure>`);
await sheet.setContent(`<style>body{margin:24px;background:#dfe4ee;font:15px system-ui;display:grid;grid-template-columns:repeat(6,1fr);gap:18px}figure{margin:0}img{width:100%;border-radius:10px;box-shadow:0 2px 10px #0002}figcaption{padding:6px 2px;color:#334}</style>${cells.join("")}`);
await sheet.screenshot({ path: join(out, "contact-sheet.png"), fullPage: true });
writeFileSync(join(out, "index.txt"), shots.join("\n") + "\n");
console.log(`${shots.length} pictures in ${out}`);
await browser.close();
await server.stop();
await backend.stop();
await desk.stop();
await pages.stop();
