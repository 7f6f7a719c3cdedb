// What the code of a Code action sees. Checked against the implementation by ../test/types.test.mjs and
// src/script/globals_test.cpp. For editors: /// <reference path="code-action.d.ts" />, with "lib": ["ES2022"].

/** The arguments of the action, by their keys. */
declare const args: Record<string, any>;

declare const _: any;

interface PostbackPayload {
  nextDialogstateId?: string;
  params?: { key: string; value: unknown }[];
}
interface QuickReply {
  title: string;
  payload?: PostbackPayload | unknown;
  imageUrl?: string;
  type?: string;
}
interface Button {
  type: 'postback' | 'web_url' | 'phone_number';
  title: string;
  payload?: PostbackPayload | string;
  url?: string;
}
interface CarouselElement {
  title: string;
  subTitle?: string;
  webUrl?: string;
  imageUrl?: string;
  buttons?: Button[];
}
interface ResponseState {
  session?: { namespace: string; data: unknown }[];
  messages: { type: string; config: unknown }[];
  action?: { nextDialogstate: string };
}
interface ResponseBuilderInstance {
  addSessionVariable(namespace: string, data: unknown): this;
  /** Older: replaces everything that was set before. */
  setSessionVariable(namespace: string, data: unknown): this;
  addMessage(text: string): this;
  addText(text: string): this;
  addQuickReplies(config: { title: string; quickReplies: (QuickReply | QuickReply[])[] }): this;
  addButtonGroup(config: { title: string; buttons?: Button[] }): this;
  addCarousel(elements: CarouselElement[]): this;
  addList(config: unknown): this;
  addMediaMessage(media: { type: 'image' | 'video' | 'file' | 'audio'; url: string }): this;
  addHtml(html: string, options?: { withBalloon?: boolean }): this;
  addIframe(src: string, options?: { withBalloon?: boolean; height?: string | number }): this;
  addJSONResponse(config: object, options?: { dispatch?: boolean }): this;
  addBanner(config: {
    message?: string;
    type?: 'DANGER' | 'ERROR' | 'SUCCESS' | 'INFO';
    title?: string;
    color?: { background?: string; text?: string };
    borderRadius?: string;
  }): this;
  setNextDialogState(id: string | null | undefined): this;
  /** Publishes what was added since the last send(). */
  send(): void;
  toJSON(): ResponseState;
  tostring(): string;
}
interface ResponseBuilderFunction {
  (init?: {
    nextDialogstate?: string;
    messages?: unknown[];
    sessionVariable?: { namespace: string; data: unknown };
  }): ResponseBuilderInstance;
  helpers: {
    makeButtonLink(link: { url: string; text: string }): Button;
    makeQuickReply(reply: { text: string; payload: unknown }): QuickReply;
  };
}
declare const ChatlayerResponseBuilder: ResponseBuilderFunction;
declare const ResponseBuilder: ResponseBuilderFunction;

interface CodeActionConsole {
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  assert(condition: unknown, ...values: unknown[]): void;
  trace(...values: unknown[]): void;
  dir(value: unknown): void;
  table(value: unknown): void;
  group(...values: unknown[]): void;
  groupCollapsed(...values: unknown[]): void;
  groupEnd(): void;
  count(label?: string): void;
  countReset(label?: string): void;
  time(label?: string): void;
  timeLog(label?: string, ...values: unknown[]): void;
  timeEnd(label?: string): void;
}
declare const console: CodeActionConsole;

interface Timeout {
  ref(): this;
  unref(): this;
  hasRef(): boolean;
  refresh(): this;
  close(): this;
}
interface Immediate {
  ref(): this;
  unref(): this;
  hasRef(): boolean;
}
declare function setTimeout<A extends unknown[]>(callback: (...values: A) => void, ms?: number, ...values: A): Timeout;
declare function clearTimeout(timer: Timeout | number | string | undefined): void;
declare function setInterval<A extends unknown[]>(callback: (...values: A) => void, ms?: number, ...values: A): Timeout;
declare function clearInterval(timer: Timeout | number | string | undefined): void;
declare function setImmediate<A extends unknown[]>(callback: (...values: A) => void, ...values: A): Immediate;
declare function clearImmediate(immediate: Immediate | undefined): void;
declare function queueMicrotask(callback: () => void): void;

type HeadersInit = Headers | Record<string, string> | Iterable<[string, string]>;
declare class Headers implements Iterable<[string, string]> {
  constructor(init?: HeadersInit);
  get(name: string): string | null;
  set(name: string, value: string): void;
  append(name: string, value: string): void;
  has(name: string): boolean;
  delete(name: string): void;
  raw(): Record<string, string[]>;
  forEach(callback: (value: string, name: string, headers: Headers) => void, thisArg?: unknown): void;
  entries(): IterableIterator<[string, string]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}
type BodyInit = string | Buffer | ArrayBuffer | ArrayBufferView | URLSearchParams | FormData | Blob | null;
declare class Body {
  readonly body: AsyncIterable<Buffer> | null;
  readonly bodyUsed: boolean;
  text(): Promise<string>;
  json(): Promise<any>;
  buffer(): Promise<Buffer>;
  arrayBuffer(): Promise<ArrayBuffer>;
  blob(): Promise<Blob>;
}
interface RequestInit {
  method?: string;
  headers?: HeadersInit;
  body?: BodyInit;
  redirect?: 'follow' | 'manual' | 'error';
  signal?: AbortSignal | null;
  follow?: number;
  timeout?: number;
  size?: number;
  compress?: boolean;
}
declare class Request extends Body {
  constructor(input: string | URL | Request, init?: RequestInit);
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly redirect: 'follow' | 'manual' | 'error';
  readonly signal: AbortSignal | null;
  clone(): Request;
}
declare class Response extends Body {
  constructor(body?: BodyInit, init?: { status?: number; statusText?: string; headers?: HeadersInit; url?: string });
  readonly url: string;
  readonly status: number;
  readonly ok: boolean;
  readonly redirected: boolean;
  readonly statusText: string;
  readonly headers: Headers;
  clone(): Response;
}
declare class FetchError extends Error {
  constructor(message: string, type: string, code?: string);
  readonly type: string;
  readonly code?: string;
}
declare function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;

declare class Blob {
  constructor(parts?: Iterable<string | ArrayBuffer | ArrayBufferView | Blob>, options?: { type?: string });
  readonly size: number;
  readonly type: string;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
  slice(start?: number, end?: number, type?: string): Blob;
}
declare class File extends Blob {
  constructor(parts: Iterable<string | ArrayBuffer | ArrayBufferView | Blob>, name: string, options?: { type?: string; lastModified?: number });
  readonly name: string;
  readonly lastModified: number;
}
declare class FormData implements Iterable<[string, string | File]> {
  append(name: string, value: string | Blob, filename?: string): void;
  set(name: string, value: string | Blob, filename?: string): void;
  delete(name: string): void;
  get(name: string): string | File | null;
  getAll(name: string): (string | File)[];
  has(name: string): boolean;
  forEach(callback: (value: string | File, name: string, form: FormData) => void, thisArg?: unknown): void;
  entries(): IterableIterator<[string, string | File]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string | File>;
  [Symbol.iterator](): IterableIterator<[string, string | File]>;
}

declare class Event {
  constructor(type: string, init?: { cancelable?: boolean; bubbles?: boolean });
  readonly type: string;
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}
declare class EventTarget {
  addEventListener(type: string, listener: ((event: Event) => void) | null, options?: { once?: boolean }): void;
  removeEventListener(type: string, listener: ((event: Event) => void) | null): void;
  dispatchEvent(event: Event): boolean;
}
declare class AbortSignal extends EventTarget {
  readonly aborted: boolean;
  readonly reason: unknown;
  onabort: ((event: Event) => void) | null;
  throwIfAborted(): void;
  static abort(reason?: unknown): AbortSignal;
  static timeout(ms: number): AbortSignal;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare class URL {
  constructor(url: string, base?: string | URL);
  hash: string;
  host: string;
  hostname: string;
  href: string;
  readonly origin: string;
  password: string;
  pathname: string;
  port: string;
  protocol: string;
  search: string;
  readonly searchParams: URLSearchParams;
  username: string;
  toJSON(): string;
  toString(): string;
}
declare class URLSearchParams implements Iterable<[string, string]> {
  constructor(init?: string | Record<string, string> | Iterable<[string, string]>);
  append(name: string, value: string): void;
  delete(name: string): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string): boolean;
  set(name: string, value: string): void;
  sort(): void;
  toString(): string;
  forEach(callback: (value: string, name: string, parent: URLSearchParams) => void, thisArg?: unknown): void;
  entries(): IterableIterator<[string, string]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}

type BufferEncoding = 'utf8' | 'utf-8' | 'hex' | 'base64' | 'ascii' | 'latin1' | 'binary' | 'ucs2' | 'utf16le';
declare class Buffer extends Uint8Array {
  static from(text: string, encoding?: BufferEncoding): Buffer;
  static from(data: ArrayLike<number> | ArrayBuffer | Iterable<number>): Buffer;
  static alloc(size: number, fill?: string | number, encoding?: BufferEncoding): Buffer;
  static concat(list: Uint8Array[], totalLength?: number): Buffer;
  static isBuffer(value: unknown): value is Buffer;
  static byteLength(text: string, encoding?: BufferEncoding): number;
  toString(encoding?: BufferEncoding, start?: number, end?: number): string;
  equals(other: Uint8Array): boolean;
  write(text: string, offset?: number, length?: number, encoding?: BufferEncoding): number;
}
declare class TextEncoder {
  readonly encoding: string;
  encode(text?: string): Uint8Array;
  encodeInto(text: string, into: Uint8Array): { read: number; written: number };
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  decode(input?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string;
}
declare function atob(text: string): string;
declare function btoa(text: string): string;
