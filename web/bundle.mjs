// Bundles a package with Vite.
import { join } from "node:path";
import { build } from "vite";

const settings = (folder, entry, more) => ({
  root: folder,
  configFile: false,
  logLevel: "warn",
  publicDir: false,
  esbuild: { charset: "utf8", legalComments: "none" },
  build: {
    target: ["es2020", "safari15"],
    emptyOutDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: join(folder, "src", entry),
      output: { format: entry.endsWith(".css") ? "es" : "iife", entryFileNames: "[name].js", assetFileNames: "[name][extname]" },
    },
    ...more,
  },
});

/**
 * Writes each entry of `folder`/src to `out` as one file that stands alone: "chat.ts" becomes chat.js, a classic script that
 * leaves no name behind; "chat.css" becomes chat.css with what it imports.
 */
export async function bundle(folder, entries, out) {
  for (const entry of entries) await build(settings(folder, entry, { outDir: out }));
}

/** One such script for developing, and the files that it is made of. */
export async function readableBundle(folder, entry) {
  const { output } = await build(settings(folder, entry, { write: false, minify: false }));
  return { code: output[0].code, files: output[0].moduleIds };
}
