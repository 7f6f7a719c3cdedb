// setTimeout and its kin, with the semantics of Node: callbacks in the order of their due time, then of their making; each
// runs in a turn of its own. The worker calls tick() when the next one is due.

// More than any honest script has; each costs memory of the server.
const timersMax = 10000;
const delayMax = 2147483647;
// Told by tick(): something was run, and its microtasks may have made more.
const ranOne = -2;

export default function (runtime) {
  const { apply } = Reflect;
  const timers = []; // a binary heap by (due, number)
  const immediates = [];
  let number = 0;

  const before = (a, b) => a.due < b.due || (a.due === b.due && a.number < b.number);
  function push(timer) {
    let at = timers.length;
    timers[at] = timer;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(timer, timers[parent])) break;
      timers[at] = timers[parent];
      at = parent;
    }
    timers[at] = timer;
  }
  function pop() {
    const first = timers[0];
    const last = timers.pop();
    const size = timers.length;
    if (size > 0) {
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= size) break;
        if (child + 1 < size && before(timers[child + 1], timers[child])) child++;
        if (!before(timers[child], last)) break;
        timers[at] = timers[child];
        at = child;
      }
      timers[at] = last;
    }
    return first;
  }

  class Timeout {
    constructor(callback, delay, args, repeats) {
      this._callback = callback;
      this._args = args;
      this._repeat = repeats ? delay : null;
      this._delay = delay;
      this._id = ++number;
      this._destroyed = false;
    }
    ref() {
      return this;
    }
    unref() {
      return this;
    }
    hasRef() {
      return true;
    }
    refresh() {
      if (this._destroyed) return this;
      this._generation = (this._generation || 0) + 1;
      arm(this);
      return this;
    }
    close() {
      clear(this);
      return this;
    }
    [Symbol.toPrimitive]() {
      byId.set(this._id, this);
      return this._id;
    }
  }
  class Immediate {
    constructor(callback, args) {
      this._callback = callback;
      this._args = args;
      this._destroyed = false;
    }
    ref() {
      return this;
    }
    unref() {
      return this;
    }
    hasRef() {
      return true;
    }
  }
  const byId = new Map(); // timers whose number was asked for

  function arm(timer) {
    if (timers.length >= timersMax) throw new RangeError('too many timers: at most ' + timersMax + ' at once');
    push({ due: runtime.elapsed() + timer._delay, number: ++number, timer, generation: timer._generation });
  }
  function checked(callback) {
    if (typeof callback !== 'function') {
      const error = new TypeError('The "callback" argument must be of type function. Received ' + describe(callback));
      error.code = 'ERR_INVALID_ARG_TYPE';
      throw error;
    }
  }
  function describe(value) {
    if (value === null || value === undefined) return String(value);
    return 'type ' + typeof value + ' (' + String(value) + ')';
  }
  function delayOf(value) {
    const delay = Number(value);
    return delay >= 1 && delay <= delayMax ? Math.trunc(delay) : 1;
  }
  function clear(timer) {
    if (typeof timer === 'number' || typeof timer === 'string') timer = byId.get(Number(timer));
    if (!(timer instanceof Timeout)) return;
    timer._destroyed = true;
    byId.delete(timer._id);
  }

  // The time of the next callback from now in ms, 0: at once, -1: there is none.
  function next() {
    while (immediates.length > 0 && immediates[0]._destroyed) immediates.shift();
    if (immediates.length > 0) return 0;
    while (timers.length > 0 && stale(timers[0])) pop();
    return timers.length === 0 ? -1 : Math.max(0, timers[0].due - runtime.elapsed());
  }
  function stale(entry) {
    return entry.timer._destroyed || entry.generation !== entry.timer._generation;
  }

  let timersTurn = true; // timers and immediates alternate when both wait
  function tick() {
    const wait = next();
    if (wait !== 0) return wait;
    const timerIsDue = timers.length > 0 && timers[0].due <= runtime.elapsed();
    if (timerIsDue && (timersTurn || immediates.length === 0)) {
      timersTurn = false;
      fire(pop().timer);
    } else if (immediates.length > 0) {
      timersTurn = true;
      const immediate = immediates.shift();
      immediate._destroyed = true;
      apply(immediate._callback, immediate, immediate._args);
    }
    return ranOne;
  }
  function fire(timer) {
    if (timer._repeat === null) {
      timer._destroyed = true;
      byId.delete(timer._id);
    }
    const generation = timer._generation;
    try {
      apply(timer._callback, timer, timer._args);
    } finally {
      if (timer._repeat !== null && !timer._destroyed && timer._generation === generation) arm(timer);
    }
  }

  runtime.host(HOST.onTick, tick);
  return {
    setTimeout: function setTimeout(callback, delay, ...args) {
      checked(callback);
      const timer = new Timeout(callback, delayOf(delay), args, false);
      arm(timer);
      return timer;
    },
    setInterval: function setInterval(callback, delay, ...args) {
      checked(callback);
      const timer = new Timeout(callback, delayOf(delay), args, true);
      arm(timer);
      return timer;
    },
    setImmediate: function setImmediate(callback, ...args) {
      checked(callback);
      if (immediates.length >= timersMax) throw new RangeError('too many immediates: at most ' + timersMax + ' at once');
      const immediate = new Immediate(callback, args);
      immediates.push(immediate);
      return immediate;
    },
    clearTimeout: function clearTimeout(timer) {
      clear(timer);
    },
    clearInterval: function clearInterval(timer) {
      clear(timer);
    },
    clearImmediate: function clearImmediate(immediate) {
      if (immediate instanceof Immediate) immediate._destroyed = true;
    },
    queueMicrotask: function queueMicrotask(callback) {
      checked(callback);
      apply(Promise.prototype.then, Promise.resolve(), [() => callback()]);
    },
  };
}
