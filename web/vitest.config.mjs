// The tests that need no browser stand beside their subject. (sandbox/test compares with Node itself, so it runs there.)
import { defineConfig } from "vitest/config";

export default defineConfig({
  // The tests' corpora stand in tests/corpora.
  server: { fs: { allow: [".."] } },
  test: {
    include: ["*/src/**/*.test.ts", "*.test.mjs"],
    // Not one process for each file: starting one takes longer than most of the tests.
    poolOptions: { forks: { singleFork: true } },
  },
});
