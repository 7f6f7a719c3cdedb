// Writes the types of both APIs: node generate.mjs http://127.0.0.1:8080
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const here = dirname(fileURLToPath(import.meta.url));
export const documents = { v1: "/v1/openapi.json", manage: "/manage/openapi.json" };

export const typesFile = (name) => join(here, "src", name + ".d.ts");

/** The text of the types of one document. */
export async function typesOf(document) {
  return "// Generated from the server's OpenAPI document by generate.mjs: change the server instead.\n\n" + astToString(await openapiTS(document));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const server = process.argv[2];
  if (!server) throw new Error("usage: node generate.mjs http://HOST:PORT");
  for (const [name, path] of Object.entries(documents)) {
    const answer = await fetch(server + path);
    writeFileSync(typesFile(name), await typesOf(await answer.json()));
  }
}
