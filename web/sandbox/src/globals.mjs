// Which unit (a file of this folder) defines which globals of a script. The build makes lazy properties of them; the types
// in ../types name the same (checked by ../test/types.test.mjs).
export const globals = {
  builder: ['ChatlayerResponseBuilder', 'ResponseBuilder'],
  console: ['console'],
  timers: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'queueMicrotask'],
  date: ['Date'],
  http: ['fetch', 'Headers', 'Request', 'Response', 'FormData', 'Blob', 'File', 'FetchError'],
  url: ['URL', 'URLSearchParams'],
  abort: ['AbortController', 'AbortSignal', 'Event', 'EventTarget'],
  buffer: ['Buffer'],
  text: ['TextEncoder', 'TextDecoder', 'atob', 'btoa'],
  lodash: ['_'],
};

// Globals that the code of a unit itself uses.
export const needs = {
  abort: ['setTimeout'],
  url: ['TextEncoder', 'TextDecoder'],
  http: ['Buffer', 'URL', 'URLSearchParams', 'Date'],
  console: ['Date'],
  lodash: ['setTimeout', 'clearTimeout', 'Date', 'Buffer'],
  lodashFull: ['setTimeout', 'clearTimeout', 'Date', 'Buffer'],
};

// Units that only others use.
export const inner = ['random', 'lodashFull'];

// What the native function `host` does, by its first argument: the same numbers as in src/script/worker/engine.cpp.
export const host = { unit: 0, elapsed: 1, done: 2, failed: 3, console: 4, result: 5, fetch: 6, abort: 7 };
