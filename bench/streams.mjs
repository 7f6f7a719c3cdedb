#!/usr/bin/env node
// Memory of open event streams: node bench/streams.mjs [STREAMS]. Needs a release build and enough descriptors (ulimit -n).
// Sessions are started first, so that what a conversation costs is not counted as the stream's.
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { root, startServer } from "../web/e2e/harness.mjs";

const streams = Number(process.argv[2] ?? 5000);
const channel = "c0000000000000000000a001";
const server = await startServer({ bots: [join(root, "web/e2e/bots/gallery")] });
const { hostname, port } = new URL(server.url);
const api = `/chatbox/api/${channel}`;
const keepAlive = new Agent({ keepAlive: true, maxSockets: 32 });
const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid()}/status`, "utf8"))[1]) * 1024;

function call(path, { method = "GET", headers = {}, body, agent = keepAlive } = {}) {
  return new Promise((done, failed) => {
    const sent = request({ hostname, port, path, method, headers, agent }, (answer) => {
      let text = "";
      answer.on("data", (chunk) => (text += chunk)).on("end", () => done({ status: answer.statusCode, text }));
    });
    sent.on("error", failed).end(body);
  });
}

const page = await call(`/chatbox/${channel}`, { headers: { Referer: `${server.url}/` } });
const { grant } = JSON.parse(/id="settings">(.*?)<\/script>/.exec(page.text)[1]);
const tickets = [];
await Promise.all(Array.from({ length: 32 }, async (_, worker) => {
  for (let i = worker; i < streams; i += 32) {
    const answer = await call(api + "/start", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ grant }) });
    tickets.push(JSON.parse(answer.text).ticket);
  }
}));

const before = resident();
const opened = process.hrtime.bigint();
let open = 0;
for (const ticket of tickets) {
  await new Promise((done, failed) => {
    const sent = request({ hostname, port, path: api + "/events", agent: false, headers: { Authorization: "Bearer " + ticket, "Last-Event-ID": "1000000000" } }, (answer) => {
      answer.once("data", () => (open++, done())).resume();
    });
    sent.on("error", failed).end();
  });
}
const seconds = Number(process.hrtime.bigint() - opened) / 1e9;
const after = resident();
console.log(JSON.stringify({
  streams: open,
  secondsToOpen: Number(seconds.toFixed(2)),
  residentBytesBefore: before,
  residentBytesAfter: after,
  bytesPerStream: Math.round((after - before) / open),
  loadAverage: readFileSync("/proc/loadavg", "utf8").split(" ")[0],
}));
await server.stop("SIGKILL");
process.exit(0);
