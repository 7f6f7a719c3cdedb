// What every fresh context evaluates first: small, because each run pays for it. It returns `dispatch`, through which the
// worker (src/script/worker) runs the author's code; everything else is a unit that is evaluated when a script touches a
// global of it. `host` is the one native function; nobody but the units sees it.
(function (host) {
  'use strict';
  // Taken before the author's code can change them.
  const { defineProperty } = Object;
  const { apply } = Reflect;
  const { parse } = JSON;
  const { then } = Promise.prototype;
  const { indexOf, slice, split } = String.prototype;
  const TextOf = String;
  const plainDate = Date;

  const units = { __proto__: null };
  // unit(name): the exports of web/sandbox/src/<name>.js, evaluated on first use.
  function unit(name) {
    if (units[name]) return units[name];
    if (needs[name]) defineAll(needs[name]);
    return (units[name] = host(HOST.unit, name)(runtime));
  }

  // How much of the run's time is over, in ms. Never decreases.
  function elapsed() {
    return host(HOST.elapsed);
  }

  // What units and the worker share. `tick` and `fetched` are put there by the units that need them.
  const runtime = { __proto__: null, host, unit, elapsed, startedAt: 0, seed: '', plainDate, tick: null, fetched: null };

  function defineValue(name, value) {
    defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
  }
  // Globals whose unit is evaluated when they are touched. Only those are defined that a text names: the worker looks which
  // ones occur in the author's source (all of them where a name could be put together), and units say what they need.
  const lazy = { __proto__: null, /* lazy-globals */ };
  const needs = { __proto__: null, /* unit-needs */ };
  function defineLazy(name) {
    const from = lazy[name];
    if (from === undefined) return;
    lazy[name] = undefined;
    defineProperty(globalThis, name, {
      get() {
        const value = unit(from)[name];
        defineValue(name, value);
        return value;
      },
      set(value) {
        defineValue(name, value);
      },
      enumerable: false,
      configurable: true,
    });
  }
  function defineAll(names) {
    for (let i = 0; i < names.length; i++) defineLazy(names[i]);
  }

  // Where in the author's own source it happened: the first line of the stack that names it.
  function placeOf(error) {
    const stack = TextOf(error.stack);
    const at = apply(indexOf, stack, ['code.js:']);
    if (at < 0) return [0, 0];
    const place = apply(split, apply(slice, stack, [at + 8, at + 40]), [':']);
    return [parseInt(place[0], 10) || 0, parseInt(place[1], 10) || 0];
  }
  function describe(error) {
    let message = 'error', place = [0, 0];
    try {
      if (typeof error === 'object' && error !== null) {
        message = error.message === undefined ? TextOf(error) : TextOf(error.message);
        if (message === '') message = TextOf(error.name || 'Error');
        place = placeOf(error);
      } else {
        message = TextOf(error);
      }
    } catch {
      // Whatever a getter or toString of it does, the run has failed.
    }
    return [message, place[0], place[1]];
  }
  runtime.describe = describe;

  function done() {
    host(HOST.done);
  }
  function failed(error) {
    const told = describe(error);
    host(HOST.failed, told[0], told[1], told[2]);
  }
  const random = Math;
  const plainRandom = { configurable: true, writable: true, enumerable: false, value: undefined };
  plainRandom.value = function random() {
    return unit('random').next();
  };
  defineProperty(random, 'random', plainRandom);

  // dispatch(what, …): 0 run(main, args text, seed, time, names of globals), 1 tick() -> ms until the next one, -1 never, -2 one was run,
  // 2 fetched(id, head, body), 3 describe(error).
  return function dispatch(what, a, b, c, d, e) {
    if (what === 0) {
      runtime.seed = c;
      runtime.startedAt = d;
      if (e !== '') defineAll(apply(split, e, [' ']));
      apply(then, a(parse(b)), [done, failed]);
      return undefined;
    }
    if (what === 1) return runtime.tick ? runtime.tick() : -1;
    if (what === 2) return runtime.fetched ? runtime.fetched(a, b, c) : undefined;
    return describe(a);
  };
})
