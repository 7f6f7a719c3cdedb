// The unit `lodash`: `_` loads a method's modules when it is touched, and the whole library when something needs it.
// The comments below are filled in by lodash-units.mjs.
(function (runtime) {
  // The table of modules comes in pieces: evaluating a text takes time in proportion to its length.
  const pieceSize = /* piece-size */;
  const made = [];
  // "|name:number|…"
  const methods = '/* methods */';
  // Those whose arguments may be `_` itself, as a placeholder.
  const holders = { __proto__: null, bind: 1, bindKey: 1, curry: 1, curryRight: 1, partial: 1, partialRight: 1 };

  const loaded = [];
  function require(number) {
    const known = loaded[number];
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    loaded[number] = module;
    const piece = (number / pieceSize) | 0;
    if (made[piece] === undefined) made[piece] = runtime.host(HOST.unit, 'lodashPieces/' + piece)(runtime.need);
    made[piece][number % pieceSize](module, module.exports, require);
    return module.exports;
  }

  let full = null;
  const own = { __proto__: null, VERSION: '/* version */' };
  function whole() {
    if (full === null) {
      full = runtime.unit('lodashFull')._;
      full.placeholder = proxy;
      for (const name in own) full[name] = own[name];
    }
    return full;
  }
  // The number of a method's module, -1: it has none of its own.
  function numberOf(name) {
    if (typeof name !== 'string') return -1;
    const at = methods.indexOf('|' + name + ':');
    return at < 0 ? -1 : parseInt(methods.slice(at + name.length + 2, at + name.length + 6), 10);
  }
  function method(name, number) {
    const value = require(number);
    if (name in holders) value.placeholder = proxy;
    return value;
  }

  const target = () => undefined;
  const proxy = new Proxy(target, {
    get(_, name) {
      const known = own[name];
      if (known !== undefined) return known;
      if (full === null) {
        const number = numberOf(name);
        if (number >= 0) return (own[name] = method(name, number));
      }
      return whole()[name];
    },
    set(_, name, value) {
      // What is replaced here must be what the library uses itself.
      whole()[name] = value;
      own[name] = value;
      return true;
    },
    has(_, name) {
      return numberOf(name) >= 0 || name in whole();
    },
    deleteProperty(_, name) {
      delete own[name];
      return Reflect.deleteProperty(whole(), name);
    },
    defineProperty(_, name, descriptor) {
      delete own[name];
      return Reflect.defineProperty(whole(), name, { ...descriptor, configurable: true });
    },
    ownKeys() {
      return Reflect.ownKeys(whole());
    },
    getOwnPropertyDescriptor(_, name) {
      const found = Reflect.getOwnPropertyDescriptor(whole(), name);
      return found && { ...found, configurable: true };
    },
    getPrototypeOf() {
      return Function.prototype;
    },
    apply(_, self, values) {
      return Reflect.apply(whole(), self, values);
    },
  });
  return { _: proxy };
})
