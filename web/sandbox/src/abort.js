// AbortController, AbortSignal and the events they need.

class Event {
  constructor(type, init = {}) {
    this.type = String(type);
    this.cancelable = Boolean(init.cancelable);
    this.bubbles = Boolean(init.bubbles);
    this.defaultPrevented = false;
    this.target = null;
    this.currentTarget = null;
    this.timeStamp = 0;
  }
  preventDefault() {
    if (this.cancelable) this.defaultPrevented = true;
  }
  stopPropagation() {}
  stopImmediatePropagation() {
    this._stopped = true;
  }
}

class EventTarget {
  #listeners = new Map();
  addEventListener(type, listener, options) {
    if (listener === null || listener === undefined) return;
    const list = this.#listeners.get(type) || [];
    if (list.some((known) => known.listener === listener)) return;
    this.#listeners.set(type, [...list, { listener, once: Boolean(options && options.once) }]);
  }
  removeEventListener(type, listener) {
    const list = this.#listeners.get(type) || [];
    this.#listeners.set(type, list.filter((known) => known.listener !== listener));
  }
  dispatchEvent(event) {
    event.target = event.currentTarget = this;
    const handler = this['on' + event.type];
    if (typeof handler === 'function') handler.call(this, event);
    for (const { listener, once } of this.#listeners.get(event.type) || []) {
      if (event._stopped) break;
      if (once) this.removeEventListener(event.type, listener);
      if (typeof listener === 'function') listener.call(this, event);
      else listener.handleEvent(event);
    }
    return !event.defaultPrevented;
  }
}

function abortError() {
  const error = new Error('This operation was aborted');
  error.name = 'AbortError';
  error.code = 20;
  return error;
}
function timeoutError() {
  const error = new Error('The operation was aborted due to timeout');
  error.name = 'TimeoutError';
  error.code = 23;
  return error;
}
const fire = Symbol('fire');
let making = false;

class AbortSignal extends EventTarget {
  #aborted = false;
  #reason = undefined;
  onabort = null;
  constructor() {
    super();
    if (!making) throw new TypeError('Illegal constructor');
  }
  get aborted() {
    return this.#aborted;
  }
  get reason() {
    return this.#reason;
  }
  throwIfAborted() {
    if (this.#aborted) throw this.#reason;
  }
  [fire](reason) {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason === undefined ? abortError() : reason;
    this.dispatchEvent(new Event('abort'));
  }
  static abort(reason) {
    const signal = make();
    signal[fire](reason);
    return signal;
  }
  static timeout(ms) {
    const signal = make();
    setTimeout(() => signal[fire](timeoutError()), ms);
    return signal;
  }
  get [Symbol.toStringTag]() {
    return 'AbortSignal';
  }
}
function make() {
  making = true;
  try {
    return new AbortSignal();
  } finally {
    making = false;
  }
}

class AbortController {
  #signal = make();
  get signal() {
    return this.#signal;
  }
  abort(reason) {
    this.#signal[fire](reason);
  }
  get [Symbol.toStringTag]() {
    return 'AbortController';
  }
}

export default function () {
  return { AbortController, AbortSignal, Event, EventTarget };
}
