// fetch, Headers, Request, Response, FormData and Blob with the behaviour of node-fetch 2. The request itself is performed
// by the server; the worker has no network.
import { Blob, File, FormData, multipart } from './form.js';
import { decodeUtf8, encodeUtf8 } from './utf8.js';
import { reasons } from './status.js';

const tokens = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
const badValue = /[^\t\x20-\x7e\x80-\xff]/;
const redirects = new Set([301, 302, 303, 307, 308]);

class FetchError extends Error {
  constructor(message, type, code) {
    super(message);
    this.message = message;
    this.type = type;
    if (code !== undefined) this.code = this.errno = code;
    this.name = 'FetchError';
  }
}
class AbortError extends Error {
  constructor(message) {
    super(message);
    this.type = 'aborted';
    this.message = message;
    this.name = 'AbortError';
  }
}

function headerName(name) {
  const text = `${name}`;
  if (!tokens.test(text) || text === '') throw new TypeError(`${text} is not a legal HTTP header name`);
  return text;
}
function headerValue(value) {
  const text = `${value}`;
  if (badValue.test(text)) throw new TypeError(`${text} is not a legal HTTP header value`);
  return text;
}

class Headers {
  // Keys as they were written first; looked up without regard to case.
  #map = new Map();
  constructor(init = undefined) {
    if (init instanceof Headers) {
      const raw = init.raw();
      for (const name of Object.keys(raw)) for (const value of raw[name]) this.append(name, value);
      return;
    }
    if (init === null || init === undefined) return;
    if (typeof init !== 'object') throw new TypeError('Provided initializer must be an object');
    const method = init[Symbol.iterator];
    if (method !== null && method !== undefined) {
      if (typeof method !== 'function') throw new TypeError('Header pairs must be iterable');
      for (const pair of init) {
        if (typeof pair !== 'object' || typeof pair[Symbol.iterator] !== 'function') {
          throw new TypeError('Each header pair must be iterable');
        }
        const [...both] = pair;
        if (both.length !== 2) throw new TypeError('Each header pair must be a name/value tuple');
        this.append(both[0], both[1]);
      }
    } else {
      for (const name of Object.keys(init)) this.set(name, init[name]);
    }
  }
  #key(name) {
    const lower = name.toLowerCase();
    for (const key of this.#map.keys()) if (key.toLowerCase() === lower) return key;
    return undefined;
  }
  get(name) {
    const key = this.#key(headerName(name));
    return key === undefined ? null : this.#map.get(key).join(', ');
  }
  set(name, value) {
    const text = headerName(name), checked = headerValue(value);
    const key = this.#key(text);
    this.#map.set(key === undefined ? text : key, [checked]);
  }
  append(name, value) {
    const text = headerName(name), checked = headerValue(value);
    const key = this.#key(text);
    if (key === undefined) this.#map.set(text, [checked]);
    else this.#map.get(key).push(checked);
  }
  has(name) {
    return this.#key(headerName(name)) !== undefined;
  }
  delete(name) {
    const key = this.#key(headerName(name));
    if (key !== undefined) this.#map.delete(key);
  }
  raw() {
    const out = Object.create(null);
    for (const [name, values] of this.#map) out[name] = [...values];
    return out;
  }
  forEach(callback, thisArg = undefined) {
    for (const [name, value] of this.entries()) callback.call(thisArg, value, name, this);
  }
  *entries() {
    for (const name of [...this.#map.keys()].sort()) yield [name.toLowerCase(), this.get(name)];
  }
  *keys() {
    for (const [name] of this.entries()) yield name;
  }
  *values() {
    for (const [, value] of this.entries()) yield value;
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  get [Symbol.toStringTag]() {
    return 'Headers';
  }
}

// The bytes of a body and the content type it brings along.
function readBody(body) {
  if (body === null || body === undefined) return { bytes: null, type: null };
  if (body instanceof URLSearchParams) {
    return { bytes: encodeUtf8(String(body)), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  }
  if (body instanceof FormData) return multipart(body);
  if (body instanceof Blob) return { bytes: body._bytes, type: body.type || null };
  if (ArrayBuffer.isView(body)) {
    return { bytes: new Uint8Array(body.buffer, body.byteOffset, body.byteLength).slice(), type: null };
  }
  if (body instanceof ArrayBuffer) return { bytes: new Uint8Array(body.slice(0)), type: null };
  return { bytes: encodeUtf8(String(body)), type: 'text/plain;charset=UTF-8' };
}

class Body {
  #bytes;
  #used = false;
  constructor(bytes) {
    this.#bytes = bytes;
  }
  // Not a stream of Node: an iterable of one piece, which is what `for await` over it needs.
  get body() {
    const bytes = this.#bytes;
    if (bytes === null) return null;
    const take = () => this.#take();
    return {
      async *[Symbol.asyncIterator]() {
        yield Buffer.from(await take());
      },
    };
  }
  get bodyUsed() {
    return this.#used;
  }
  async #take() {
    if (this.#used) throw new TypeError(`body used already for: ${this.url}`);
    this.#used = true;
    return this.#bytes || new Uint8Array(0);
  }
  async text() {
    return decodeUtf8(await this.#take(), false).text;
  }
  async json() {
    const text = decodeUtf8(await this.#take(), false).text;
    try {
      // Some servers put a byte order mark before JSON.
      return JSON.parse(text[0] === '\ufeff' ? text.slice(1) : text);
    } catch (error) {
      throw new FetchError(`invalid json response body at ${this.url} reason: ${error.message}`, 'invalid-json');
    }
  }
  async buffer() {
    return Buffer.from(await this.#take());
  }
  async arrayBuffer() {
    const bytes = await this.#take();
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  }
  async blob() {
    const type = (this.headers && this.headers.get('content-type')) || '';
    return new Blob([await this.#take()], { type: type.toLowerCase() });
  }
  _bytesForCopy() {
    if (this.#used) throw new Error('cannot clone body after it is used');
    return this.#bytes === null ? null : this.#bytes.slice();
  }
}

class Response extends Body {
  #headers;
  #status;
  #statusText;
  #url;
  #redirected;
  constructor(body = null, init = {}) {
    const options = init === null ? {} : init;
    const { bytes, type } = readBody(body);
    super(bytes);
    this.#headers = new Headers(options.headers);
    this.#status = options.status || 200;
    this.#statusText = options.statusText || reasons[this.#status] || '';
    this.#url = options.url || '';
    this.#redirected = Boolean(options.counter);
    if (type !== null && !this.#headers.has('Content-Type')) this.#headers.append('Content-Type', type);
  }
  get url() {
    return this.#url;
  }
  get status() {
    return this.#status;
  }
  get ok() {
    return this.#status >= 200 && this.#status < 300;
  }
  get redirected() {
    return this.#redirected;
  }
  get statusText() {
    return this.#statusText;
  }
  get headers() {
    return this.#headers;
  }
  clone() {
    return new Response(this._bytesForCopy(), {
      url: this.url,
      status: this.status,
      statusText: this.statusText,
      headers: this.headers,
      counter: this.redirected ? 1 : 0,
    });
  }
  get [Symbol.toStringTag]() {
    return 'Response';
  }
}

function isSignal(value) {
  return typeof value === 'object' && value !== null && typeof value.aborted === 'boolean' && typeof value.addEventListener === 'function';
}
function urlText(input) {
  if (typeof input === 'object' && input !== null && input.href) return String(input.href);
  return `${input}`;
}

class Request extends Body {
  #inner;
  constructor(input, init = {}) {
    const options = init === null ? {} : init;
    const from = input instanceof Request ? input : null;
    const method = String(options.method || (from && from.method) || 'GET').toUpperCase();
    const ownBody = options.body !== null && options.body !== undefined;
    const hasBody = ownBody || (from && from.body !== null);
    if (hasBody && (method === 'GET' || method === 'HEAD')) {
      throw new TypeError('Request with GET/HEAD method cannot have body');
    }
    const { bytes, type } = ownBody ? readBody(options.body) : { bytes: from ? from._bytesForCopy() : null, type: null };
    super(bytes);
    const headers = new Headers(options.headers || (from ? from.headers : {}));
    if (type !== null && !headers.has('Content-Type')) headers.append('Content-Type', type);
    const signal = 'signal' in options ? options.signal : from ? from.signal : null;
    if (signal !== null && signal !== undefined && !isSignal(signal)) {
      throw new TypeError('Expected signal to be an instanceof AbortSignal');
    }
    const pick = (name, fallback) => (options[name] !== undefined ? options[name] : from && from[name] !== undefined ? from[name] : fallback);
    this.#inner = { method, headers, signal, url: urlText(from ? from.url : input), redirect: pick('redirect', 'follow'), bytes };
    this.follow = pick('follow', 20);
    this.compress = pick('compress', true);
    this.counter = options.counter || (from && from.counter) || 0;
    this.agent = options.agent || (from && from.agent);
    this.timeout = pick('timeout', 0);
    this.size = pick('size', 0);
    // Parsed here, so that a wrong address fails where it is written.
    if (typeof input === 'string' || !from) this.#inner.url = normalUrl(this.#inner.url);
  }
  get method() {
    return this.#inner.method;
  }
  get url() {
    return this.#inner.url;
  }
  get headers() {
    return this.#inner.headers;
  }
  get redirect() {
    return this.#inner.redirect;
  }
  get signal() {
    return this.#inner.signal;
  }
  clone() {
    return new Request(this);
  }
  _sent() {
    return this.#inner.bytes;
  }
  get [Symbol.toStringTag]() {
    return 'Request';
  }
}

// A plain http(s) address is used as it stands: parsing costs milliseconds.
const plainUrl = /^https?:\/\/[a-z0-9.-]+(:[0-9]+)?\/[\w\-.~!$&()*+,;=:@%/?]*$/;
function normalUrl(text) {
  if (plainUrl.test(text) && !/\/\.\.?(\/|$|\?)|%2e/i.test(text) && !/^http:[^?]*:80\/|^https:[^?]*:443\//.test(text)) return text;
  if (!/^[a-zA-Z][a-zA-Z\d+\-.]*:/.exec(text)) return text;
  // node-fetch takes the way over Node's older parser, which escapes a few more.
  return new URL(text).toString().replace(/['{}|\\^`]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase());
}

export default function (runtime) {
  const { host } = runtime;
  const pending = new Map();
  let count = 0;

  // From the worker: the outcome of a request.
  host(HOST.onFetched, (number, head, bytes) => {
    const settle = pending.get(number);
    pending.delete(number);
    if (settle) settle(JSON.parse(head), new Uint8Array(bytes));
  });

  function failure(url, request, { type, message, code }) {
    if (type === 'request-timeout') return new FetchError(`network timeout at: ${url}`, type);
    if (type === 'max-size') return new FetchError(`content size at ${url} over limit: ${request.size || message}`, type);
    if (type === 'max-redirect') return new FetchError(`maximum redirect reached at: ${url}`, type);
    if (type === 'no-redirect') {
      return new FetchError(`uri requested responds with a redirect, redirect mode is set to error: ${url}`, type);
    }
    return new FetchError(`request to ${url} failed, reason: ${message}`, type, code);
  }

  function send(request, resolve, reject) {
    const number = ++count;
    const { signal } = request;
    const abort = () => {
      if (!pending.delete(number)) return;
      host(HOST.abort, number);
      reject(new AbortError('The user aborted a request.'));
    };
    if (signal && signal.aborted) {
      count--;
      return reject(new AbortError('The user aborted a request.'));
    }
    const headers = new Headers(request.headers);
    if (!headers.has('Accept')) headers.set('Accept', '*/*');
    if (!headers.has('User-Agent')) headers.set('User-Agent', 'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)');
    const raw = headers.raw();
    const head = {
      method: request.method,
      url: request.url,
      headers: Object.keys(raw).flatMap((name) => raw[name].map((value) => [name, value])),
      redirect: request.redirect,
      follow: request.follow,
      timeout: request.timeout,
      size: request.size,
    };
    pending.set(number, (answer, bytes) => {
      if (signal) signal.removeEventListener('abort', abort);
      if (answer.error) return reject(failure(request.url, request, answer.error));
      const received = new Headers();
      for (const [name, value] of answer.headers) {
        const key = name.toLowerCase();
        if (!tokens.test(key)) continue;
        received.append(key, badValue.test(value) ? value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '') : value);
      }
      if (request.redirect === 'manual' && redirects.has(answer.status) && received.has('location')) {
        try {
          received.set('location', new URL(received.get('location'), answer.url).toString());
        } catch {
          // A location that is none stays as it came.
        }
      }
      const empty = request.method === 'HEAD' || answer.status === 204 || answer.status === 304;
      resolve(
        new Response(empty ? new Uint8Array(0) : bytes, {
          url: answer.url || request.url,
          status: answer.status,
          statusText: reasons[answer.status] || '',
          headers: received,
          counter: answer.redirected ? 1 : 0,
        }),
      );
    });
    const bytes = request._sent();
    try {
      host(HOST.fetch, number, JSON.stringify(head), bytes === null ? undefined : bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    } catch (error) {
      pending.delete(number);
      return reject(new FetchError(`request to ${request.url} failed, reason: ${error.message}`, 'system'));
    }
    if (signal) signal.addEventListener('abort', abort);
    return undefined;
  }

  function fetch(input, init) {
    return new Promise((resolve, reject) => {
      const request = new Request(input, init);
      if (!/^[a-zA-Z][a-zA-Z\d+\-.]*:/.test(request.url)) throw new TypeError('Only absolute URLs are supported');
      if (!/^https?:/i.test(request.url)) throw new TypeError('Only HTTP(S) protocols are supported');
      send(request, resolve, reject);
    });
  }
  fetch.isRedirect = (status) => redirects.has(status);
  return { fetch, Headers, Request, Response, FormData, Blob, File, FetchError };
}
