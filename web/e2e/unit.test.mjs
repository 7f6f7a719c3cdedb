// Parts of the widget that need no browser.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

async function load(path) {
  const entry = fileURLToPath(new URL("../" + path, import.meta.url));
  const result = await build({ entryPoints: [entry], bundle: true, write: false, format: "esm", target: "es2020" });
  return import("data:text/javascript;base64," + Buffer.from(result.outputFiles[0].text).toString("base64"));
}

const show = (node) =>
  node.children.map((child) => {
    if (typeof child === "string") return JSON.stringify(child);
    const attributes = Array.from(child.attributes, ([name, value]) => ` ${name}=${JSON.stringify(value)}`).join("");
    return `<${child.tag}${attributes}>${show(child)}</>`;
  }).join("");

test("HTML becomes a tree", async () => {
  const { parseHtml } = await load("ui/src/parse.ts");
  const cases = [
    ["", ""],
    ["a < b", '"a ""<"" b"'],
    ["<p>one<p>two", '<p>"one"</><p>"two"</>'],
    ["<ul><li>a<li>b<ul><li>c</ul></ul>", '<ul><li>"a"</><li>"b"<ul><li>"c"</></></></>'],
    ["<b>x</i>y</b>z", '<b>"x""y"</>"z"'],
    ["<a href=x Title='q\"' b>t</a>", '<a href="x" title="q\\"" b="">"t"</>'],
    ["<br/>a<img src=x>", '<br></>"a"<img src="x"></>'],
    ["<script>if (a<b) '</x>'</script>c", "<script>\"if (a<b) '</x>'\"</>\"c\""],
    ["<!-- <b> --><!doctype html><?x?>t", '"t"'],
    ["&amp;&#65;&#x42;&nope;&#xd800;&euro;", '"&AB&nope;\ufffd€"'],
    ["<a href=1 href=2>", '<a href="1"></>'],
    ["<div", "<div></>"],
    ["</", ""],
    ["<p <b>", '<p <b=""></>'],
  ];
  for (const [html, tree] of cases) assert.equal(show(parseHtml(html)), tree, html);
  const deep = parseHtml("<div>".repeat(100_000));
  assert.equal(deep.children.length, 1);
});

test("no text makes the parser fail", async () => {
  const { parseHtml } = await load("ui/src/parse.ts");
  const texts = ["xss-payloads/IntrudersXSS.txt", "xss-payloads/JHADDIX_XSS.txt", "xss-payloads/XSSDetection.txt"]
    .map((name) => readFileSync(new URL("../../tests/corpora/" + name, import.meta.url), "utf8"));
  const all = texts.join("\n");
  for (let i = 0; i < all.length; i += 97) parseHtml(all.slice(i, i + 400));
  const started = process.hrtime.bigint();
  parseHtml("<a ".repeat(50_000));
  parseHtml("<".repeat(200_000));
  parseHtml("<x y=".repeat(50_000));
  assert.ok(process.hrtime.bigint() > started);
});

test("the parameters of a direct iframe", async () => {
  const { optionsFromAddress } = await load("widget/src/options.ts");
  const plain = (value) => JSON.parse(JSON.stringify(value));
  assert.deepEqual(
    plain(optionsFromAddress("?language=nl&senderId=s1&session[data][first_name]=Charlie&session[tags][]=a&session[tags][]=b&session[n][0]=x&token=t&x=y")),
    { lang: "nl", sessionId: "s1", token: "t", session: { data: { first_name: "Charlie" }, tags: ["a", "b"], n: ["x"] }, noAutofocus: true });
  assert.equal(optionsFromAddress("?lang=en&language=nl").lang, "en");
  const polluted = optionsFromAddress("?session[__proto__][admin]=1&session[constructor][prototype][x]=1");
  assert.equal({}.admin, undefined);
  assert.equal({}.x, undefined);
  assert.equal(JSON.stringify(polluted.session), '{"__proto__":{"admin":"1"},"constructor":{"prototype":{"x":"1"}}}');
});

test("links go where links may go", async () => {
  const { linkUrl, mediaUrl, phoneUrl } = await load("ui/src/urls.ts");
  for (const good of ["https://a.example/x", "http://a.example/", "mailto:a@b.example", "tel:+32"]) assert.equal(linkUrl(good), good);
  for (const bad of ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x", "//a.example", "/x", "", null, 5, "blob:https://a/1", "file:///etc"])
    assert.equal(linkUrl(bad), null, String(bad));
  assert.equal(mediaUrl("mailto:a@b"), null);
  assert.equal(phoneUrl("+32 (0)2 / 000"), "tel:+3202000");
  assert.equal(phoneUrl("javascript:alert(1)"), "tel:1");
  assert.equal(phoneUrl("call me"), null);
});

test("calls of frames: shape, source and origin", async () => {
  const { acceptFrameMessage } = await load("widget/src/frames.ts");
  const source = {}, frames = [{ isConnected: true, contentWindow: source }];
  const call = { target: "CL_API", type: "SEND_MESSAGE", payload: { text: "x" } };
  const accepted = (data, more = {}, origins) => acceptFrameMessage({ source, origin: "https://a.example", data, ...more }, frames, origins);
  assert.deepEqual(accepted(call), { type: "SEND_MESSAGE", payload: { text: "x" } });
  assert.deepEqual(accepted(JSON.stringify(call)), { type: "SEND_MESSAGE", payload: { text: "x" } });
  assert.deepEqual(accepted({ target: "CL_API", type: "GO_TO_DIALOGSTATE", payload: "d" }), { type: "GO_TO_DIALOGSTATE", payload: { nextDialogstateId: "d" } });
  assert.equal(accepted(call, { source: {} }), null);
  assert.equal(accepted(call, { source: null }), null);
  assert.equal(accepted(call, {}, ["https://b.example"]), null);
  assert.equal(accepted(call, {}, ["https://a.example.evil"]), null);
  assert.ok(accepted(call, {}, ["https://a.example"]));
  assert.ok(accepted(call, {}, []), "an empty list is no list");
  for (const odd of [null, 0, "", "{", "[]", [], {}, { target: "CL_API" }, { ...call, target: "CL_WIDGET" }, { ...call, type: "toString" }, { ...call, payload: null }, { ...call, payload: "x" }, { ...call, payload: [] }])
    assert.equal(accepted(odd), null, JSON.stringify(odd));
  assert.equal(acceptFrameMessage({ source, origin: "", data: call }, [{ isConnected: false, contentWindow: source }], undefined), null);
});

test("fences: what may import what, and nothing that parses or runs texts", () => {
  const mayImport = { ui: ["./"], widget: ["./", "../../ui/src/"] };
  for (const [folder, allowed] of Object.entries(mayImport)) {
    const base = new URL(`../${folder}/src/`, import.meta.url);
    for (const name of readdirSync(base).filter((file) => file.endsWith(".ts"))) {
      const source = readFileSync(new URL(name, base), "utf8");
      for (const [, path] of source.matchAll(/^(?:import|export)[^;]*?from "([^"]+)"/gm))
        assert.ok(allowed.some((prefix) => path.startsWith(prefix)), `${folder}/${name} may not import ${path}`);
      const sinks = source.replace(/^export function trustedHtml[\s\S]*?^}/m, "");
      const sink = /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc\s*=|createContextualFragment|parseFromString|eval\(|new Function)/.exec(sinks);
      assert.equal(sink, null, `${folder}/${name} uses ${sink?.[0]}`);
    }
  }
});
