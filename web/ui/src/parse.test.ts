/// <reference types="vite/client" />
import { expect, test } from "vitest";
import { parseHtml, type HtmlNode } from "./parse.js";

const show = (node: HtmlNode): string =>
  node.children.map((child) => {
    if (typeof child === "string") return JSON.stringify(child);
    const attributes = Array.from(child.attributes, ([name, value]) => ` ${name}=${JSON.stringify(value)}`).join("");
    return `<${child.tag}${attributes}>${show(child)}</>`;
  }).join("");

test.each([
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
])("%j becomes a tree", (html, tree) => {
  expect(show(parseHtml(html))).toBe(tree);
});

test("a deep tree is cut, not a stack that overflows", () => {
  expect(parseHtml("<div>".repeat(100_000)).children).toHaveLength(1);
});

test("no text makes the parser fail, or take its time", () => {
  const payloads = import.meta.glob<string>("../../../tests/corpora/xss-payloads/{IntrudersXSS,JHADDIX_XSS,XSSDetection}.txt", { query: "?raw", import: "default", eager: true });
  expect(Object.keys(payloads)).toHaveLength(3);
  const all = Object.values(payloads).join("\n");
  for (let i = 0; i < all.length; i += 97) parseHtml(all.slice(i, i + 400));
  // In quadratic time these would run into the limit of a test.
  for (const text of ["<a ".repeat(50_000), "<".repeat(200_000), "<x y=".repeat(50_000)]) parseHtml(text);
});
