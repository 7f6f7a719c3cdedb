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
  // Its random() is the run's.
  random: ['Math'],
};

// Globals that the code of a unit itself uses (pieces of lodash: found by lodash-units.mjs).
export const needs = {
  abort: ['setTimeout'],
  url: ['TextEncoder', 'TextDecoder'],
  http: ['Buffer', 'URL', 'URLSearchParams', 'Date'],
  console: ['Date'],
  lodashFull: ['setTimeout', 'clearTimeout', 'Date', 'Buffer', 'Math'],
};

// Units that only others use.
export const inner = ['lazy', 'lodashFull'];

// What the native function `host` does, by its first argument: the same numbers as in src/script/worker/run.cpp.
export const host = { unit: 0, elapsed: 1, console: 2, result: 3, fetch: 4, abort: 5, json: 6, isArray: 7, onTick: 8, onFetched: 9 };
