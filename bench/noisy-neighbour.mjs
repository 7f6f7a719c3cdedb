#!/usr/bin/env node
// What a bot of endless loops and memory bombs does to another bot's turns: node bench/noisy-neighbour.mjs [SECONDS].
// Time from the message sent to the answer delivered, one message after the other, in rounds with and without the noise.
// Needs a release build. Prints one JSON object a round and the medians of the ratios.
import { createServer } from "node:http";
import { loadavg } from "node:os";
import { join } from "node:path";
import { root, startServer } from "../web/e2e/harness.mjs";

const seconds = Number(process.argv[2] ?? 4), rounds = 3;
const token = "0123456789abcdef01234567:0123456789abcdef0123456789abcdef";

// The webhook of both bots: tells whoever waits for a conversation.
const waiting = new Map();
const receiver = createServer((request, answer) => {
  let text = "";
  request.on("data", (chunk) => (text += chunk)).on("end", () => {
    answer.end();
    waiting.get(JSON.parse(text).senderId)?.();
  });
});
await new Promise((done) => receiver.listen(0, "127.0.0.1", done));
const server = await startServer({
  bots: ["quiet", "noisy"].map((name) => join(root, "bench/neighbours", name)),
  env: {
    SIGNALBOX_TOKEN: token, SIGNALBOX_EGRESS_ALLOW: "127.0.0.1",
    NEIGHBOUR_WEBHOOK_URL: `http://127.0.0.1:${receiver.address().port}/`,
  },
});

async function post(channel, conversationId, text) {
  const answer = await fetch(`${server.url}/v1/channels/webhook/${channel}/messages`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ conversationId, message: { textMessage: { text } } }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

// From the message sent to the answer delivered, in ms.
async function turn(channel, conversation, text) {
  const answered = new Promise((done) => waiting.set(conversation, done));
  const begun = performance.now();
  const status = await post(channel, conversation, text);
  if (status !== 200) throw new Error(`the server answered ${status}`);
  await answered;
  waiting.delete(conversation);
  return performance.now() - begun;
}
let number = 0;
const quietTurn = (text) => turn("bbbbbbbbbbbbbbbbbbbbbbb1", `quiet-${number++}`, text);
async function measure(text) {
  const times = [], until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    times.push(await quietTurn(text));
    await new Promise((done) => setTimeout(done, 5));
  }
  times.sort((a, b) => a - b);
  return { turns: times.length, p50Ms: times[times.length >> 1], p99Ms: times[Math.floor(times.length * 0.99)] };
}

// A conversation of the noisy bot that is never without a turn.
let noisy = false, sent = 0;
async function noise(lane) {
  while (noisy) await turn("bbbbbbbbbbbbbbbbbbbbbbb2", `noisy-${lane}`, sent++ % 3 === 0 ? "bomb" : "loop");
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const ratios = { plain: [], code: [] };
for (const text of ["plain", "code"]) for (let i = 0; i < 50; i++) await quietTurn(text);
for (let round = 0; round < rounds; round++) {
  const result = {};
  for (const text of ["plain", "code"]) {
    noisy = false;
    const quiet = await measure(text);
    noisy = true;
    const lanes = Array.from({ length: 8 }, (_, lane) => noise(`${round}-${text}-${lane}`));
    await new Promise((done) => setTimeout(done, 500));
    const loud = await measure(text);
    noisy = false;
    await Promise.all(lanes);
    result[text] = { quiet, loud, ratioP99: loud.p99Ms / quiet.p99Ms };
    ratios[text].push(result[text].ratioP99);
  }
  console.log(JSON.stringify({ round, loadAverage: loadavg()[0].toFixed(2), noisyTurns: sent, ...result }));
}
console.log(JSON.stringify({ p99RatioPlain: median(ratios.plain), p99RatioCode: median(ratios.code) }));
await server.stop("SIGKILL");
receiver.close();
