import { expect, test } from "vitest";
import { linkUrl, mediaUrl, phoneUrl } from "./urls.js";

test.each(["https://a.example/x", "http://a.example/", "mailto:a@b.example", "tel:+32"])("a link may go to %s", (url) => {
  expect(linkUrl(url)).toBe(url);
});

test.each([
  "javascript:alert(1)", " JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x", "//a.example", "/x", "", null, 5,
  "blob:https://a/1", "file:///etc",
])("a link may not go to %j", (url) => {
  expect(linkUrl(url)).toBeNull();
});

test("media come over HTTP", () => {
  expect(mediaUrl("https://a.example/x.png")).toBe("https://a.example/x.png");
  expect(mediaUrl("mailto:a@b")).toBeNull();
});

test("a telephone link has digits and nothing else", () => {
  expect(phoneUrl("+32 (0)2 / 000")).toBe("tel:+3202000");
  expect(phoneUrl("javascript:alert(1)")).toBe("tel:1");
  expect(phoneUrl("call me")).toBeNull();
});
