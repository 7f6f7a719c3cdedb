// The fences of eslint.config.mjs hold: each snippet is linted as if it stood in that file.
import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL(".", import.meta.url));
const typed = new ESLint({ cwd: root });
// Most rules need no types, and reading those takes long.
const untyped = new ESLint({ cwd: root, overrideConfig: tseslint.configs.disableTypeChecked });
const faultsOf = async (file, text, lint = untyped) => {
  const [result] = await lint.lintText(text + "\n", { filePath: root + file });
  return result.messages.map(({ message }) => message);
};

test.each([
  ["ui/src/urls.ts", 'export * from "./dom.js";'],
  ["widget/src/chat.ts", 'export * from "@signalbox/ui";'],
  ["people/src/home.ts", 'export * from "@signalbox/api";'],
  ["sandbox/src/url.js", 'export * from "whatwg-url";'],
  ["e2e/harness.mjs", 'export * from "../widget/src/options.js";'],
])("%s may: %s", async (file, text) => {
  expect(await faultsOf(file, text)).toEqual([]);
});

test.each([
  ["ui/src/urls.ts", 'export * from "@signalbox/widget";'],
  ["ui/src/urls.ts", 'export * from "../../widget/src/options.js";'],
  ["ui/src/urls.ts", 'export * from "./../../api/src/client.js";'],
  ["ui/src/urls.ts", 'import type { paths } from "@signalbox/api";\nexport type X = paths;'],
  ["api/src/client.ts", 'export * from "@signalbox/ui";'],
  ["api/src/client.ts", 'export * from "node:fs";'],
  ["widget/src/chat.ts", 'export * from "../../ui/src/dom.js";'],
  ["widget/src/chat.ts", 'export * from "@signalbox/ui/src/dom.js";'],
  ["widget/src/chat.ts", 'import "@signalbox/api";'],
  ["widget/src/chat.ts", 'export * from "vitest";'],
  ["people/src/home.ts", 'export * from "@signalbox/widget";'],
  ["sandbox/src/url.js", 'export * from "node:url";'],
  ["sandbox/src/url.js", 'export * from "../../ui/src/urls.js";'],
])("%s may not: %s", async (file, text) => {
  expect((await faultsOf(file, text)).join()).toContain(`web/${file.split("/")[0]} may import its own files`);
});

test.each([
  ["widget/src/chat.ts", 'void import("@signalbox/ui");', "Import at the top"],
  ["widget/src/chat.ts", 'export type X = import("@signalbox/api").ManagePaths;', "Import types at the top"],
  ["ui/src/urls.ts", 'document.body.innerHTML = "";', "no innerHTML"],
  ["people/src/home.ts", 'document.write("");', "no document.write"],
  ["widget/src/chat.ts", 'new Function("");', "No text is run as code"],
  ["e2e/harness.mjs", "const unused = 1;", "'unused' is assigned a value but never used"],
])("%s may not: %s", async (file, text, fault) => {
  expect((await faultsOf(file, text)).join()).toContain(fault);
});

test.each([
  ["ui/src/urls.ts", "const f = async (): Promise<void> => {};\nf();"],
  ["e2e/media.mjs", 'import { chromium } from "playwright-core";\nchromium.launch();'],
])("%s may not drop a promise: %s", async (file, text) => {
  expect((await faultsOf(file, text, typed)).join()).toContain("Promises must be awaited");
}, 60_000);
