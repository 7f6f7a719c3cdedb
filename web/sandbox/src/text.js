// TextEncoder, TextDecoder, atob, btoa.
import { decodeUtf8, encodeUtf8 } from './utf8.js';

const labels = { __proto__: null };
for (const label of ['utf-8', 'utf8', 'unicode-1-1-utf-8', 'unicode11utf8', 'unicode20utf8', 'x-unicode20utf8']) labels[label] = 'utf-8';
for (const label of ['utf-16le', 'utf-16', 'ucs-2', 'unicode', 'unicodefeff', 'csunicode', 'iso-10646-ucs-2']) labels[label] = 'utf-16le';
for (const label of ['latin1', 'iso-8859-1', 'iso8859-1', 'ascii', 'us-ascii', 'windows-1252', 'cp1252', 'x-cp1252', 'l1', 'iso88591']) labels[label] = 'windows-1252';
// 0x80 to 0x9f of windows-1252.
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function bytesOf(input) {
  if (input === undefined) return new Uint8Array(0);
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  if (input instanceof ArrayBuffer) return new Uint8Array(input);
  throw new TypeError('The "input" argument must be an instance of ArrayBuffer or ArrayBufferView.');
}

class TextEncoder {
  get encoding() {
    return 'utf-8';
  }
  encode(text = '') {
    return encodeUtf8(String(text));
  }
  encodeInto(text, into) {
    let read = 0, written = 0;
    for (const character of String(text)) {
      const bytes = encodeUtf8(character);
      if (written + bytes.length > into.length) break;
      into.set(bytes, written);
      written += bytes.length;
      read += character.length;
    }
    return { read, written };
  }
}

class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  #rest = new Uint8Array(0);
  #begun = false;
  constructor(label = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
    const encoding = labels[String(label).trim().toLowerCase()];
    if (!encoding) throw new RangeError(`The "${label}" encoding is not supported`);
    this.#encoding = encoding;
    this.#fatal = Boolean(fatal);
    this.#ignoreBOM = Boolean(ignoreBOM);
  }
  get encoding() {
    return this.#encoding;
  }
  get fatal() {
    return this.#fatal;
  }
  get ignoreBOM() {
    return this.#ignoreBOM;
  }
  decode(input, { stream = false } = {}) {
    const fresh = bytesOf(input);
    const bytes = new Uint8Array(this.#rest.length + fresh.length);
    bytes.set(this.#rest);
    bytes.set(fresh, this.#rest.length);
    let text;
    if (this.#encoding === 'utf-8') {
      const decoded = decodeUtf8(bytes, stream);
      if (this.#fatal && decoded.malformed) throw this.#malformed();
      text = decoded.text;
      this.#rest = bytes.slice(decoded.used);
    } else if (this.#encoding === 'utf-16le') {
      text = this.#utf16(bytes, stream);
    } else {
      text = Array.from(bytes, (byte) => (byte >= 0x80 && byte < 0xa0 ? windows1252[byte - 0x80] : String.fromCharCode(byte))).join('');
    }
    if (!this.#begun && text !== '') {
      this.#begun = true;
      if (!this.#ignoreBOM && text[0] === '\ufeff') text = text.slice(1);
    }
    if (!stream) {
      this.#begun = false;
      this.#rest = new Uint8Array(0);
    }
    return text;
  }
  #utf16(bytes, stream) {
    let text = '';
    let at = 0;
    for (; at + 1 < bytes.length; at += 2) text += String.fromCharCode(bytes[at] | (bytes[at + 1] << 8));
    this.#rest = bytes.slice(at);
    if (!stream && at < bytes.length) text += '\ufffd';
    const whole = text.toWellFormed ? text.toWellFormed() : text;
    if (this.#fatal && (whole !== text || (!stream && at < bytes.length))) throw this.#malformed();
    return whole;
  }
  #malformed() {
    const error = new TypeError(`The encoded data was not valid for encoding ${this.#encoding}`);
    error.code = 'ERR_ENCODING_INVALID_ENCODED_DATA';
    return error;
  }
}

function invalidCharacter(message) {
  const error = new Error(message);
  error.name = 'InvalidCharacterError';
  error.code = 5;
  return error;
}

function btoa(value) {
  if (arguments.length === 0) throw new TypeError('The "data" argument must be specified');
  const text = String(value);
  let out = '';
  for (let i = 0; i < text.length; i += 3) {
    const [a, b, c] = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
    if (a > 255 || b > 255 || c > 255) throw invalidCharacter('Invalid character');
    const bits = (a << 16) | ((b || 0) << 8) | (c || 0);
    out += alphabet[bits >> 18] + alphabet[(bits >> 12) & 63];
    out += i + 1 < text.length ? alphabet[(bits >> 6) & 63] : '=';
    out += i + 2 < text.length ? alphabet[bits & 63] : '=';
  }
  return out;
}

function atob(value) {
  if (arguments.length === 0) throw new TypeError('The "data" argument must be specified');
  let text = String(value).replace(/[\t\n\f\r ]/g, '');
  if (text.length % 4 === 0) text = text.replace(/==?$/, '');
  if (text.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(text)) {
    throw invalidCharacter('The string to be decoded is not correctly encoded.');
  }
  let out = '', bits = 0, count = 0;
  for (const character of text) {
    bits = (bits << 6) | alphabet.indexOf(character);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += String.fromCharCode((bits >> count) & 255);
    }
  }
  return out;
}

export default function () {
  return { TextEncoder, TextDecoder, atob, btoa };
}
