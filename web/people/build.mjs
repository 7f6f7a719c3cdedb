// Bundles the pages of people who log in. Usage: node build.mjs OUT
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../bundle.mjs";

await bundle(dirname(fileURLToPath(import.meta.url)), ["login.ts", "setup.ts", "home.ts", "people.css"], process.argv[2]);
