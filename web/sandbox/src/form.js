// FormData and Blob.
import { decodeUtf8, encodeUtf8 } from './utf8.js';

function bytesOf(part) {
  if (part instanceof Blob) return part._bytes;
  if (ArrayBuffer.isView(part)) return new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
  if (part instanceof ArrayBuffer) return new Uint8Array(part);
  return encodeUtf8(String(part));
}
function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export class Blob {
  constructor(parts = [], { type = '' } = {}) {
    Object.defineProperty(this, '_bytes', { value: joined([...parts].map(bytesOf)), enumerable: false });
    const text = String(type).toLowerCase();
    Object.defineProperty(this, 'type', { value: /[^\x20-\x7e]/.test(text) ? '' : text, enumerable: true });
  }
  get size() {
    return this._bytes.length;
  }
  async text() {
    return decodeUtf8(this._bytes, false).text;
  }
  async arrayBuffer() {
    return this._bytes.slice().buffer;
  }
  slice(start = 0, end = this.size, type = '') {
    return new Blob([this._bytes.slice(start, end)], { type });
  }
  get [Symbol.toStringTag]() {
    return 'Blob';
  }
}

export class File extends Blob {
  constructor(parts, name, options = {}) {
    super(parts, options);
    this.name = String(name);
    this.lastModified = options.lastModified === undefined ? Date.now() : Number(options.lastModified);
  }
  get [Symbol.toStringTag]() {
    return 'File';
  }
}

function entryOf(name, value, filename) {
  if (!(value instanceof Blob)) return [String(name), String(value)];
  const fileName = filename !== undefined ? String(filename) : value instanceof File ? value.name : 'blob';
  return [String(name), value instanceof File && filename === undefined ? value : new File([value], fileName, { type: value.type })];
}

export class FormData {
  #entries = [];
  append(name, value, filename) {
    this.#entries.push(entryOf(name, value, filename));
  }
  set(name, value, filename) {
    const entry = entryOf(name, value, filename);
    const at = this.#entries.findIndex(([known]) => known === entry[0]);
    if (at < 0) {
      this.#entries.push(entry);
      return;
    }
    this.#entries[at] = entry;
    this.#entries = this.#entries.filter(([known], index) => known !== entry[0] || index <= at);
  }
  delete(name) {
    this.#entries = this.#entries.filter(([known]) => known !== String(name));
  }
  get(name) {
    const found = this.#entries.find(([known]) => known === String(name));
    return found ? found[1] : null;
  }
  getAll(name) {
    return this.#entries.filter(([known]) => known === String(name)).map(([, value]) => value);
  }
  has(name) {
    return this.#entries.some(([known]) => known === String(name));
  }
  forEach(callback, thisArg) {
    for (const [name, value] of this) callback.call(thisArg, value, name, this);
  }
  *entries() {
    yield* this.#entries.map((entry) => [...entry]);
  }
  *keys() {
    for (const [name] of this.#entries) yield name;
  }
  *values() {
    for (const [, value] of this.#entries) yield value;
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  get [Symbol.toStringTag]() {
    return 'FormData';
  }
}

const escaped = (name) => name.replace(/\r?\n|\r/g, '%0D%0A').replace(/"/g, '%22');

// {bytes, type}: as browsers send forms.
export function multipart(form) {
  let boundary = '----formdata-signalbox-';
  for (let i = 0; i < 16; i++) boundary += Math.floor(Math.random() * 16).toString(16);
  const parts = [];
  for (const [name, value] of form) {
    let head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"`;
    if (value instanceof Blob) {
      head += `; filename="${escaped(value.name)}"\r\nContent-Type: ${value.type || 'application/octet-stream'}`;
      parts.push(encodeUtf8(head + '\r\n\r\n'), value._bytes, encodeUtf8('\r\n'));
    } else {
      parts.push(encodeUtf8(`${head}\r\n\r\n${value.replace(/\r?\n|\r/g, '\r\n')}\r\n`));
    }
  }
  parts.push(encodeUtf8(`--${boundary}--\r\n`));
  return { bytes: joined(parts), type: `multipart/form-data; boundary=${boundary}` };
}
