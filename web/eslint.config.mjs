// The rules of web/: small mistakes that a type checker does not see, and who may import whom (fences.mjs).
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import js from "@eslint/js";
import tseslint from "typescript-eslint";
import { fenceRules, importsAreStatements, mayImport, noTextIsParsed } from "./fences.mjs";

const named = (names, value = "readonly") => Object.fromEntries(names.split(" ").map((name) => [name, value]));
const inNode = named("process Buffer URL URLSearchParams console fetch setTimeout clearTimeout setInterval clearInterval setImmediate clearImmediate " +
  "TextEncoder TextDecoder atob btoa AbortController AbortSignal performance Headers");
// What the browser tests evaluate in a page, with what their host page (e2e/harness.mjs) defines.
const inPages = named("window document parent location navigator history getComputedStyle addEventListener postMessage matchMedia requestAnimationFrame " +
  "innerWidth innerHeight Event KeyboardEvent CompositionEvent boot chat chatlayer");
const withTypes = { parserOptions: { projectService: true, tsconfigRootDir: dirname(fileURLToPath(import.meta.url)) } };

const everywhere = {
  eqeqeq: ["error", "always", { null: "ignore" }],
  "no-var": "error",
  "prefer-const": "error",
  "object-shorthand": "error",
  "no-unused-vars": ["error", { caughtErrors: "all", ignoreRestSiblings: true }],
  "no-else-return": "error",
  "no-useless-return": "error",
  "no-implied-eval": "error",
  "no-throw-literal": "error",
  "no-unneeded-ternary": "error",
};

export default tseslint.config(
  // Generated; checked by its own test (sandbox/test/types.test.mjs); a text with gaps that the build fills.
  { ignores: ["api/src/*.d.ts", "sandbox/types/", "sandbox/src/lodash-loader.js"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { ...js.configs.recommended, rules: { ...js.configs.recommended.rules, ...everywhere } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: withTypes,
    rules: {
      "no-unused-vars": "off",
      "@typescript-eslint/no-unused-vars": everywhere["no-unused-vars"],
      "no-restricted-syntax": ["error", ...importsAreStatements, ...noTextIsParsed],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
    },
  },
  { files: ["**/*.mjs"], languageOptions: { globals: inNode } },
  {
    // A forgotten `await` makes a test of a browser pass for the wrong reason.
    files: ["e2e/**/*.mjs"],
    plugins: { "@typescript-eslint": tseslint.plugin },
    languageOptions: { parser: tseslint.parser, ...withTypes, globals: inPages },
    rules: { "@typescript-eslint/no-floating-promises": "error", "@typescript-eslint/await-thenable": "error" },
  },
  {
    files: ["sandbox/src/**/*.js"],
    languageOptions: {
      globals: named("HOST globalThis setTimeout clearTimeout Buffer URL URLSearchParams TextEncoder TextDecoder"),
    },
  },
  // lazy.js and its like are expressions, not modules.
  { files: ["sandbox/src/lazy.js"], languageOptions: { sourceType: "script" } },
  ...Object.keys(mayImport).flatMap((folder) => [
    { files: [`${folder}/src/**/*.{ts,js,mjs}`], rules: fenceRules(folder) },
    { files: [`${folder}/src/**/*.test.ts`], rules: fenceRules(folder, ["vitest"]) },
  ]),
);
