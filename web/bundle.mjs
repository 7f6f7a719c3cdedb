// Bundles a package with Vite.
import { join } from "node:path";
import { build } from "vite";

export const browsers = ["es2020", "safari15"];

/**
 * Writes each entry of `folder`/src to `out` as one file that stands alone: "chat.ts" becomes chat.js, a classic script that
 * leaves no name behind; "chat.css" becomes chat.css with what it imports.
 */
export async function bundle(folder, entries, out) {
  for (const entry of entries) {
    await build({
      root: folder,
      configFile: false,
      logLevel: "warn",
      publicDir: false,
      esbuild: { charset: "utf8", legalComments: "none" },
      build: {
        outDir: out,
        emptyOutDir: false,
        target: browsers,
        modulePreload: false,
        reportCompressedSize: false,
        rollupOptions: {
          input: join(folder, "src", entry),
          output: { format: entry.endsWith(".css") ? "es" : "iife", entryFileNames: "[name].js", assetFileNames: "[name][extname]" },
        },
      },
    });
  }
}
