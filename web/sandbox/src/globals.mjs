// Which unit (a file of this folder) defines which globals of a script. The build makes lazy properties of them; the types
// in ../types name the same (checked by ../test/types.test.mjs).
export const globals = {
  timers: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'queueMicrotask'],
  date: ['Date'],
};

// Units that only others use.
export const inner = ['random'];

// What the native function `host` does, by its first argument: the same numbers as in src/script/worker/engine.cpp.
export const host = { unit: 0, elapsed: 1, done: 2, failed: 3, console: 4, result: 5, fetch: 6, abort: 7 };
