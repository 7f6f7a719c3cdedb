// Each global against Node's own, and against node-fetch 2: the same expression, the same answer or the same kind of error.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import nodeFetch from 'node-fetch';
import lodash from 'lodash';
import { makeContext } from './units.mjs';

const { Headers, Request, Response } = nodeFetch;
const node = vm.createContext({
  Headers, Request, Response, URL, URLSearchParams, Buffer, TextEncoder, TextDecoder, atob, btoa, AbortController, _: lodash,
  setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, Uint8Array, ArrayBuffer,
});

const cases = {
  url: [
    "new URL('https://user:pw@exämple.com:8080/a/../b?q=ü#f').href", "new URL('//b/c', 'https://a/x').href", "new URL('nothing')",
    "new URL('http://[::1]:80/').host", "new URL('HTTP://A.example/%7Efoo/../bar').href", "new URL('http://a/?x=1&x=2').searchParams.getAll('x')",
    "(() => { const u = new URL('http://a/b'); u.pathname = 'c d'; u.search = 'e=f g'; u.hash = 'h'; u.port = '81'; return u.href })()",
    "new URL('http://a.example./').hostname", "new URL('file:///a/b').pathname", "new URL('mailto:a@b').pathname", "JSON.stringify(new URL('http://a'))",
    "new URL('http://1.2.3/').hostname", "new URL('http://0x7f.1/').hostname", "new URL('http://a b/')",
  ],
  urlSearchParams: [
    "new URLSearchParams('?a=1&b=2&a=3').toString()", "[...new URLSearchParams({a: 'é', b: '+ &='})]", "new URLSearchParams([['a', 'b'], ['c', 'd']]).get('c')",
    "(() => { const p = new URLSearchParams('b=1&a=2'); p.sort(); p.append('c', 3); p.delete('b'); return p.toString() })()", "new URLSearchParams([['a']])",
    "new URLSearchParams('a=%zz&b=%20+').get('b')",
  ],
  buffer: [
    "Buffer.from('héllo').toString('hex')", "Buffer.from('68656c6c6f', 'hex').toString()", "Buffer.from('aGk', 'base64').toString('latin1')",
    "Buffer.concat([Buffer.from('a'), Buffer.from('b')]).toString()", "Buffer.alloc(3, 'ab').toString()", "Buffer.byteLength('€')",
    "Buffer.from([1, 2, 300]).toString('hex')", "Buffer.from('a').equals(Buffer.from('a'))", "Buffer.from('test').slice(1, 3).toString()",
    "Buffer.from('ÿ', 'latin1')[0]", "Buffer.from('abc').readUInt16BE(1)", "JSON.stringify(Buffer.from('a'))", "Buffer.isBuffer(Buffer.alloc(1))",
    "Buffer.from('zz', 'hex').length", "Buffer.from('a', 'utf16le').length", "Buffer.from('abcdef').indexOf('cd')", "Buffer.from({})",
  ],
  base64: ["btoa('hello')", "btoa('ÿ')", "btoa('€')", "atob('aGVsbG8=')", "atob('aGVsbG8')", "atob('a')", "atob(' aG k= ')", "atob('a=b')", "btoa('')", 'btoa(12)'],
  text: [
    "[...new TextEncoder().encode('a€😀\\ud800')]", 'new TextDecoder().decode(new Uint8Array([0xe2, 0x82, 0xac]))',
    'new TextDecoder().decode(new Uint8Array([0xe2, 0x82, 0x41, 0xf0, 0x9f]))', "new TextDecoder('utf-8', {fatal: true}).decode(new Uint8Array([0xff]))",
    // 0x80 to 0x9f of latin1 are those of windows-1252; Node gets that right from version 23 on.
    "new TextDecoder('latin1').decode(new Uint8Array([0xa3, 0xe9]))", "new TextDecoder('utf-16le').decode(new Uint8Array([0x61, 0, 0x3d, 0xd8]))",
    "new TextDecoder('nothing')", "(() => { const d = new TextDecoder(); return d.decode(new Uint8Array([0xe2, 0x82]), {stream: true}) + d.decode(new Uint8Array([0xac])) })()",
    'new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))', "new TextDecoder('utf-8', {ignoreBOM: true}).decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])).length",
    "new TextEncoder().encodeInto('a€', new Uint8Array(3))", 'new TextDecoder().decode(new Uint8Array([0xed, 0xa0, 0x80, 0xc0, 0x80, 0xf4, 0x90, 0x80, 0x80]))',
  ],
  headers: [
    "new Headers({A: '1', b: '2'}).get('a')", "[...new Headers([['b', '1'], ['A', '2'], ['b', '3']])]", "new Headers({'bad name': '1'})", "new Headers({a: 'x\\ny'})",
    "(() => { const h = new Headers(); h.set('X-A', 1); h.append('x-a', 2); h.delete('none'); return [h.has('X-A'), h.get('x-A'), h.raw()] })()",
    "(() => { const seen = []; new Headers({b: '1', a: '2'}).forEach((value, name) => seen.push(name + value)); return seen })()", "new Headers('text')",
    "new Headers([['a']])", "new Headers(null).get('a')", "[...new Headers({Z: '1', a: '2'}).keys()]", "[...new Headers({Z: '1', a: '2'}).values()]", "Object.prototype.toString.call(new Headers())",
    "new Headers(new Headers({a: '1'})).get('A')", "new Headers({a: 'é'}).get('a')", "new Headers({a: '€'})",
  ],
  response: [
    "new Response('x').text()", "new Response('{\"a\":1}').json()", "new Response('{').json().catch((e) => [e.name, e.type])", "new Response(null, {status: 404}).ok",
    "(async () => { const r = new Response('x'); await r.text(); return [r.bodyUsed, await r.text().catch((e) => [e.name, e.message])] })()",
    "new Response('x', {headers: {a: 'b'}}).headers.get('content-type')", "new Response(new URLSearchParams({a: 'b c'})).text()", "new Response(Buffer.from('hé')).text()",
    "(async () => { const r = new Response('x', {status: 201}); const c = r.clone(); return [await c.text(), await r.text(), c.status] })()",
    "new Response('hi').arrayBuffer().then((b) => b.byteLength)", "new Response('hi').buffer().then((b) => b.toString('hex'))", "new Response('x', {url: 'http://a/'}).url",
    "new Response('x').blob().then((b) => [b.size, b.type])", "Object.prototype.toString.call(new Response())", "new Response('x', {status: 301}).redirected",
  ],
  request: [
    "new Request('http://a/b').url", "new Request('http://a').method", "new Request('http://a/', {method: 'post', body: 'x'}).method", "new Request('http://a/', {method: 'GET', body: 'x'})",
    "new Request('http://a/', {method: 'POST', body: 'x'}).headers.get('content-type')", "new Request('http://a/', {method: 'POST', body: new URLSearchParams('a=b')}).headers.get('content-type')",
    "new Request(new Request('http://a/', {method: 'PUT', headers: {x: 'y'}})).headers.get('x')", "new Request('http://a/é ?q=ü').url", "new Request('http://a/', {redirect: 'manual'}).redirect",
    "new Request('http://a/', {method: 'POST', body: '{}'}).json()", "new Request(new URL('http://a/x')).url", "new Request('http://a/', {signal: {}})", "new Request('http://a/').follow",
    "new Request('http://a/', {method: 'POST', body: 'x'}).clone().text()", "new Request(\"http://a/b'c?d='e'\").url",
  ],
  timers: [
    "new Promise((r) => { const o = []; setTimeout(() => o.push(3), 10); setTimeout(() => o.push(2), 1); setImmediate(() => o.push(1)); Promise.resolve().then(() => o.push(0)); setTimeout(() => r(o.sort()), 30) })",
    'setTimeout(1)', "typeof setTimeout(() => 0, 1)", "clearTimeout(undefined)", "typeof setTimeout(() => 0, 1).refresh",
  ],
  abort: [
    "(() => { const c = new AbortController(); let n = 0; c.signal.onabort = () => n++; c.abort(); return [n, c.signal.aborted, c.signal.reason.name] })()",
    "(() => { const c = new AbortController(); c.abort('why'); return c.signal.reason })()", "(() => { const c = new AbortController(); c.abort(); c.signal.throwIfAborted() })()",
  ],
};
// Timers of a vm context are not the worker's: what is compared of them needs no waiting.
const withoutWaiting = (text) => !text.startsWith('new Promise');

async function outcome(evaluate, text) {
  try {
    const value = await evaluate(`(async () => (${text}))()`);
    return JSON.parse(JSON.stringify(value === undefined ? null : value));
  } catch (error) {
    return { threw: error.name };
  }
}

for (const [name, expressions] of Object.entries(cases)) {
  test(name, async () => {
    const { evaluate } = makeContext();
    for (const text of expressions.filter(withoutWaiting)) {
      const ours = await outcome(evaluate, text);
      const theirs = await outcome((source) => vm.runInContext(source, node), text);
      assert.deepEqual(ours, theirs, text);
    }
  });
}

test('lodash has every member of the package, and they agree on small inputs', () => {
  const { evaluate } = makeContext();
  const missing = Object.keys(lodash).filter((name) => evaluate(`typeof _.${name}`) !== typeof lodash[name]);
  assert.deepEqual(missing, []);
  const texts = [
    "_.map({a: 1, b: 2}, (v, k) => k + v)", "_.get({a: {'b.c': [1, 2]}}, ['a', 'b.c', 1])", "_.groupBy(['one', 'two', 'three'], 'length')", "_.merge({a: [1]}, {a: [2, 3], b: {c: 1}})",
    "_.orderBy([{a: 1, b: 2}, {a: 2, b: 1}], ['a'], ['desc'])", "_.filter([{a: 1}, {a: 2}], {a: 1})", "_.camelCase('Foo bar-baz')", "_.chunk([1, 2, 3], 2)", "_.isEqual({a: [1, {b: 2}]}, {a: [1, {b: 2}]})",
    "_.chain([3, 1, 2]).sortBy().map((x) => x * 2).value()", "_([1, 2]).sum()", "_.template('<%= a %>-<% _.each([1, 2], (x) => { %><%= x %><% }) %>')({a: 1})", "_.set({}, 'a[0].b', 1)",
    "_.partial((a, b, c) => [a, b, c], _, 2, _)(1, 3)", "_.curry((a, b) => a + b)(1)(2)", "_.flow([(x) => x + 1, (x) => x * 2])(3)", "_.cloneDeep({a: new Date(0), b: [1]})", "_.words('fred, barney & pebbles')",
    "_.range(0, 10, 3)", "_.pickBy({a: 1, b: null})", "_.sumBy([{n: 1}, {n: 2}], 'n')", "_.unescape('&lt;a&gt;')", "_.padStart('5', 3, '0')", "_.uniqWith([{a: 1}, {a: 1}], _.isEqual)", "_.matchesProperty('a.b', 1)({a: {b: 1}})",
    "_.bind(function (a, b) { return this.x + a + b }, {x: 1}, _, 3)(2)", "_.invokeMap([[3, 1, 2]], 'sort')", "_.overEvery([Boolean, isFinite])(1)", "_.toPath('a[0].b.c')", "_.zipObjectDeep(['a.b[0].c'], [1])",
  ];
  for (const text of texts) {
    const ours = JSON.stringify(evaluate(text)), theirs = JSON.stringify(vm.runInContext(text, node));
    assert.equal(ours, theirs, text);
  }
});
