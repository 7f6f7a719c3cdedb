// The unit `lazy`: globals whose units are evaluated when a script touches them. A run has it only when its source names such
// a global, for evaluating this costs as much as a short script. `host` is the one native function; nobody but the units sees it.
// `names` are pairs with spaces between: the global, its unit.
(function (host, seed, startedAt, names) {
  'use strict';
  // Taken before the author's code can change them.
  const { defineProperty } = Object;
  const { apply } = Reflect;
  const { split } = String.prototype;

  const units = { __proto__: null };
  // unit(name): the exports of web/sandbox/src/<name>.js, evaluated on first use.
  function unit(name) {
    return units[name] || (units[name] = host(HOST.unit, name)(runtime));
  }
  // How much of the run's time is over, in ms. Never decreases.
  function elapsed() {
    return host(HOST.elapsed);
  }

  function defineValue(name, value) {
    defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
  }
  const defined = { __proto__: null };
  function defineLazy(name, from) {
    if (defined[name]) return;
    defined[name] = true;
    if (name === 'Math') return defineRandom();
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
  function defineRandom() {
    const value = function random() {
      return unit('random').next();
    };
    defineProperty(Math, 'random', { value, writable: true, enumerable: false, configurable: true });
  }
  // What a unit itself uses; the same pairs.
  function need(pairs) {
    const list = apply(split, pairs, [' ']);
    for (let i = 0; i < list.length; i += 2) defineLazy(list[i], list[i + 1]);
  }

  // What units share.
  const runtime = { __proto__: null, host, unit, need, elapsed, startedAt, seed, plainDate: Date };
  need(names);
})
