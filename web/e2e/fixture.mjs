// One server, one browser and one page server for a test file.
import { after, before } from "node:test";
import { join } from "node:path";
import { chatFrame, hostPage, launchBrowser, openPage, root, startPages, startServer } from "./harness.mjs";
import { media } from "./media.mjs";

export const gallery = join(root, "web/e2e/bots/gallery");
export const everybody = "c0000000000000000000a001";

export const accessToken = "a".repeat(24) + ":" + "b".repeat(32);

export function fixture() {
  const f = {
    /** @type {import("playwright-core").Browser | undefined} */
    browser: undefined,
    /** @type {Awaited<ReturnType<typeof startServer>> | undefined} */
    server: undefined,
    /** @type {Awaited<ReturnType<typeof startPages>> | undefined} */
    pages: undefined,

    /** A host page at `path` with the widget on it, in a browser context of its own. */
    async host(options = {}, { channel = everybody, context = {}, head, body, path = "/shop", origin } = {}) {
      f.pages.pages[path] = hostPage(f.server, options, { channel, head, body });
      const { page, session } = await openPage(f.browser, { context });
      await page.goto((origin ?? f.pages.url) + path);
      await page.waitForFunction(() => window.chat);
      return { page, session, chat: chatFrame(page) };
    },

    /** The same, open and greeted. */
    async open(options = {}, more = {}) {
      const opened = await f.host({ autoOpen: true, ...options }, more);
      await opened.chat.locator(".sb-from-bot").first().waitFor();
      return opened;
    },
  };
  before(async () => {
    f.pages = await startPages(media());
    const { url } = f.pages;
    f.server = await startServer({
      bots: [gallery],
      env: { GALLERY_MEDIA: url, GALLERY_HOOK: url + "/hook", SIGNALBOX_TOKEN: accessToken, SIGNALBOX_EGRESS_ALLOW: new URL(url).host },
    });
    f.browser = await launchBrowser();
  });
  after(async () => {
    await f.browser?.close();
    await f.server?.stop();
    await f.pages?.stop();
  });
  return f;
}

/**
 * Types a message and sends it with Enter.
 * @param {import("playwright-core").FrameLocator} chat
 */
export async function say(chat, text) {
  await chat.locator("textarea").fill(text);
  await chat.locator("textarea").press("Enter");
}

/**
 * Waits until the bot has said a text with this in it.
 * @param {import("playwright-core").FrameLocator} chat
 */
export async function botSays(chat, text) {
  await chat.locator(".sb-from-bot", { hasText: text }).last().waitFor();
}

/**
 * The texts of the balloons, in their order.
 * @param {import("playwright-core").FrameLocator} chat
 */
export async function bubbles(chat, selector = ".chatBalloon-default .sb-text") {
  return chat.locator(selector).allInnerTexts();
}

/** Waits for a condition that a value must meet. */
export async function until(read, accept, what = "a condition", timeoutMs = 8000) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}: ${JSON.stringify(value)}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}
