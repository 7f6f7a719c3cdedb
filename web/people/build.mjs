// Bundles the pages of people who log in. Usage: node build.mjs OUT
import { build } from "esbuild";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

await build({
  entryPoints: ["login.ts", "setup.ts", "home.ts", "people.css"].map((file) => join(here, "src", file)),
  outdir: process.argv[2],
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020", "safari15"],
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});
