// The scripts of ../scripts in other sandboxes, a fresh isolate or context each: node peers.mjs SECONDS. Prints one JSON object
// with runs per CPU second of this process, all its threads included. Neither has a process boundary, a builder beyond the small one
// below, or fetch: this is the engine's share only.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const seconds = Number(process.argv[2] ?? 5);
const require = createRequire(import.meta.url);
const read = (name) => readFileSync(new URL(`../scripts/${name}.js`, import.meta.url), 'utf8');
const args = JSON.stringify({
  basket: [{ name: 'tea', price: 3.5, count: 2 }, { name: 'cup', price: 12, count: 4 }, { name: 'pot', price: 30.25, count: 1 }],
  country: 'BE',
  ok: 'c0000000-0000-4000-8000-000000000030',
});
const builder = `function ChatlayerResponseBuilder() { const state = {session: [], messages: []}; const b = {
  addMessage(text) { state.messages.push({type: 'text', config: {textMessages: [{text}]}}); return b },
  addSessionVariable(namespace, data) { state.session.push({namespace, data}); return b },
  setNextDialogState(id) { state.action = {nextDialogstate: id}; return b }, send() { globalThis.sent = JSON.stringify(state) } }; return b }`;
const lodash = readFileSync(require.resolve('lodash/lodash.min.js'), 'utf8');
const programOf = (name, withLodash) =>
  `${withLodash ? `var self = globalThis; ${lodash};\n` : ''}${builder}\n(async function main(args) {${read(name)}\n})(${args}).then(() => sent)`;

async function isolatedVm() {
  const { default: ivm } = await import('isolated-vm');
  return async (program) => {
    const isolate = new ivm.Isolate({ memoryLimit: 150 });
    const context = await isolate.createContext();
    const sent = await context.eval(program, { promise: true, timeout: 2000 });
    isolate.dispose();
    return sent;
  };
}
async function quickJs() {
  const { getQuickJS } = await import('quickjs-emscripten');
  const quickjs = await getQuickJS();
  return async (program) => {
    const runtime = quickjs.newRuntime();
    const context = runtime.newContext();
    const result = context.evalCode(program);
    if (result.error) throw new Error(JSON.stringify(context.dump(result.error)));
    runtime.executePendingJobs();
    result.value.dispose();
    const sent = context.getProp(context.global, 'sent');
    const text = context.getString(sent);
    sent.dispose();
    context.dispose();
    runtime.dispose();
    return text;
  };
}

const out = {};
for (const [name, make] of [['isolatedVm', isolatedVm], ['quickJs', quickJs]]) {
  try {
    const run = await make();
    out[name] = {};
    for (const [kind, program] of [['plain', programOf('twenty_lines', false)], ['lodash', programOf('lodash_get_map', true)]]) {
      if (!String(await run(program)).includes('Total')) throw new Error('the script did not publish');
      const before = process.cpuUsage(), begin = performance.now();
      let runs = 0;
      while (performance.now() - begin < seconds * 1000) {
        await run(program);
        runs++;
      }
      const { user, system } = process.cpuUsage(before);
      out[name][kind] = { runs, runsPerCpuSecond: Math.round(runs / ((user + system) / 1e6)) };
    }
  } catch (error) {
    out[name] = { missing: String(error.message).split('\n')[0] };
  }
}
console.log(JSON.stringify(out));
