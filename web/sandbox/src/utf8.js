// UTF-8 both ways, malformed input as U+FFFD in the manner of the Encoding standard.

export function encodeUtf8(text) {
  const out = new Uint8Array(text.length * 3);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let c = text.charCodeAt(i);
    if (c >= 0xd800 && c < 0xe000) {
      const low = c < 0xdc00 ? text.charCodeAt(i + 1) : NaN;
      if (low >= 0xdc00 && low < 0xe000) {
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
        i++;
      } else {
        c = 0xfffd;
      }
    }
    if (c < 0x80) {
      out[at++] = c;
    } else if (c < 0x800) {
      out[at++] = 0xc0 | (c >> 6);
      out[at++] = 0x80 | (c & 63);
    } else if (c < 0x10000) {
      out[at++] = 0xe0 | (c >> 12);
      out[at++] = 0x80 | ((c >> 6) & 63);
      out[at++] = 0x80 | (c & 63);
    } else {
      out[at++] = 0xf0 | (c >> 18);
      out[at++] = 0x80 | ((c >> 12) & 63);
      out[at++] = 0x80 | ((c >> 6) & 63);
      out[at++] = 0x80 | (c & 63);
    }
  }
  return out.slice(0, at);
}

// {text, used, malformed}: with `stream`, an unfinished character at the end is left unused.
export function decodeUtf8(bytes, stream) {
  let text = '', malformed = false, at = 0;
  const parts = [];
  while (at < bytes.length) {
    const first = bytes[at];
    if (first < 0x80) {
      text += String.fromCharCode(first);
      at++;
    } else {
      const more = first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : 0;
      let low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
      let high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
      let c = more === 1 ? first & 31 : more === 2 ? first & 15 : first & 7;
      let read = 0;
      while (read < more && at + 1 + read < bytes.length) {
        const next = bytes[at + 1 + read];
        if (next < low || next > high) break;
        c = (c << 6) | (next & 63);
        low = 0x80;
        high = 0xbf;
        read++;
      }
      if (more > 0 && read === more) {
        text += String.fromCodePoint(c);
      } else if (stream && more > 0 && at + 1 + read === bytes.length) {
        break;
      } else {
        text += '\ufffd';
        malformed = true;
      }
      at += 1 + read;
    }
    if (text.length > 8192) {
      parts.push(text);
      text = '';
    }
  }
  return { text: parts.length === 0 ? text : parts.join('') + text, used: at, malformed };
}
