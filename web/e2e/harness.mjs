// What the browser tests stand on: the real server with a bot folder, a host page on another origin, Debian's Chromium.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, "../..");
export const build = resolve(root, process.env.SIGNALBOX_BUILD ?? "build/release");

const chromiumFlags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--force-color-profile=srgb",
];

/** Debian's Chromium. */
export async function launchBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: chromiumFlags,
    headless: true,
  });
}

/**
 * A page in a browser context of its own. `page.faults` collects what no page may do, except for what `ignore` matches.
 * @param {import("playwright-core").Browser} browser
 * @param {{ context?: import("playwright-core").BrowserContextOptions, ignore?: RegExp }} [options]
 */
export async function openPage(browser, { context = {}, ignore } = {}) {
  const session = await browser.newContext({ viewport: { width: 900, height: 760 }, ...context });
  session.setDefaultTimeout(15_000);
  const page = await session.newPage();
  page.faults = [];
  const note = (text) => ignore?.test(text) || page.faults.push(text);
  page.on("pageerror", (fault) => note(String(fault)));
  page.on("console", (message) => message.type() === "error" && note(message.text()));
  page.on("dialog", (dialog) => (note("dialog " + dialog.message()), dialog.dismiss()));
  return { page, session };
}

/**
 * What axe finds in a page or a frame: the rules of WCAG 2.2 AA and its own good practices.
 * @param {import("playwright-core").Page | import("playwright-core").Frame} place
 */
export async function accessibilityFaults(place) {
  // Evaluated in the test's own world: the page's policy allows no other script.
  await place.evaluate(axe.source);
  const options = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], iframes: false };
  const { violations } = await place.evaluate((chosen) => window.axe.run(document, chosen), options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
}

/** Starts a program and waits for the line that matches; returns what is needed to stop it. */
async function start(command, args, { env = {}, ready, input = "ignore" }) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: [input, "pipe", "pipe"] });
  let log = "";
  const exited = new Promise((done) => child.once("exit", done));
  const match = await new Promise((found, failed) => {
    const look = (chunk) => {
      log += chunk;
      const hit = ready.exec(log);
      if (hit) found(hit);
    };
    child.stdout.on("data", look);
    child.stderr.on("data", look);
    child.once("exit", (code) => failed(new Error(`${command} ended with ${code}: ${log.slice(-2000)}`)));
  });
  return {
    match,
    pid: child.pid,
    log: () => log,
    write: (line) => child.stdin.write(line + "\n"),
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      await exited;
    },
  };
}

/** A bot server on a port of its own; `restart` keeps port and data. */
export async function startServer({ bots, env = {}, publish = true, port = 0 }) {
  const data = mkdtempSync(join(tmpdir(), "signalbox-e2e-"));
  let listen = `127.0.0.1:${port}`;
  let program;
  const run = async () => {
    const args = ["serve", "--listen", listen, "--data", data];
    for (const bot of bots) args.push("--bot", bot);
    if (publish) args.push("--publish");
    program = await start(join(build, "signalbox"), args, { env, ready: /listen[a-z]* on (?:http:\/\/)?([\d.]+:\d+)/ });
    listen = program.match[1];
  };
  await run();
  return {
    get url() {
      return `http://${listen}`;
    },
    data,
    pid: () => program.pid,
    log: () => program.log(),
    kill: () => program.stop("SIGKILL"),
    restart: run,
    async stop(signal) {
      await program.stop(signal);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export async function startBackend({ port = 0, env = {}, args = [] } = {}) {
  const data = mkdtempSync(join(tmpdir(), "tickets-e2e-"));
  const program = await start(join(build, "ticket-backend"), ["--listen", `127.0.0.1:${port}`, "--data", join(data, "t.db"), ...args],
    { env, ready: /listen[a-z]* on (?:http:\/\/)?([\d.]+:\d+)/ });
  return {
    address: program.match[1],
    url: `http://${program.match[1]}`,
    async stop() {
      await program.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** The agent console of the examples, with its keyboard and its screen. */
export async function startConsole({ server, token, verifyToken }) {
  const program = await start(process.execPath,
    [join(root, "examples/agent-console/agent-console.mjs"), "--listen", "127.0.0.1:0", "--server", server, "--verify-token", verifyToken],
    { env: { SIGNALBOX_TOKEN: token }, ready: /listening on (http:\/\/[\d.]+:\d+)/, input: "pipe" });
  return {
    url: program.match[1] + "/",
    type: (line) => program.write(line),
    /** What it shows, oldest line first. */
    screen: () => program.log().split("\n"),
    stop: () => program.stop(),
  };
}

/** A port that is free now. */
export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** A tiny web server: pages by path, on an origin of its own. `pages[path]` is HTML or {type, body, headers}. */
export async function startPages(pages) {
  const received = [];
  const server = createServer(async (request, response) => {
    if (request.method === "POST") {
      let text = "";
      for await (const chunk of request) text += chunk;
      received.push({ path: request.url, body: JSON.parse(text) });
      return void response.writeHead(200).end();
    }
    const page = pages[new URL(request.url, "http://x").pathname];
    if (page === undefined) return void response.writeHead(404).end();
    const { type = "text/html; charset=utf-8", body = page, headers = {} } = typeof page === "object" ? page : {};
    response.writeHead(200, { "Content-Type": type, ...headers }).end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  return {
    pages,
    /** What was posted to it, in order. */
    received,
    url: `http://127.0.0.1:${port}`,
    /** The same server under another name: another origin. */
    otherUrl: `http://localhost:${port}`,
    stop: () => new Promise((done) => (server.closeAllConnections(), server.close(done))),
  };
}

export const chooChoo = join(root, "examples/choochoo");
export const webChannel = "c00000000000000000000002";

/** A host page that loads the SDK as the documentation says and keeps what it is told. */
export function hostPage(server, options = {}, { channel = webChannel, head = "", body = "" } = {}) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${head}</head>
<body style="margin:0;min-height:100vh;background:#eef1f7;font-family:sans-serif">${body}
<script>
window.heard=[];window.strings=[];
addEventListener("message",e=>{if(typeof e.data==="string")window.strings.push(e.data)});
function boot(o){window.chat=chatlayer(o);for(const n of ["open","close","event"])window.chat.on(n,p=>window.heard.push([n,p]))}
</script>
<script src="${server.url}/chatbox/sdk/${channel}" onload='boot(${JSON.stringify(options).replace(/'/g, "&#39;")})' async></script>
</body></html>`;
}

/**
 * The chat page inside a host page.
 * @param {import("playwright-core").Page} page
 */
export const chatFrame = (page) => page.frameLocator("iframe.chatlayer-iframe");

/** A bot folder made of dialogs given as YAML texts: `{ "main/hello": "id: …" }`. */
export function makeBot(files) {
  const folder = mkdtempSync(join(tmpdir(), "bot-e2e-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
