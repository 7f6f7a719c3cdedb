// Bundles the widget and holds it to its size. Usage: node build.mjs OUT
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundle } from "../bundle.mjs";

const out = process.argv[2];
const budgetsBytes = { sdk: 8 * 1024, page: 45 * 1024 };

await bundle(dirname(fileURLToPath(import.meta.url)), ["chat.ts", "chat.css", "sdk.ts", "preview.ts", "preview.css"], out);

const packed = (file) => gzipSync(readFileSync(join(out, file)), { level: 9 });
for (const file of ["chat.js", "chat.css", "sdk.js"]) writeFileSync(join(out, file + ".gz"), packed(file));
const sizes = { sdk: packed("sdk.js").length, page: packed("chat.js").length + packed("chat.css").length };
for (const [name, bytes] of Object.entries(sizes)) {
  if (bytes > budgetsBytes[name]) {
    console.error(`web/widget: ${name} has ${bytes} bytes after gzip, its budget is ${budgetsBytes[name]}`);
    process.exitCode = 1;
  }
}
writeFileSync(join(out, "sizes.json"), JSON.stringify(sizes) + "\n");
