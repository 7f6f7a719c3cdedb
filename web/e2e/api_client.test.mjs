// The typed clients speak to the server.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { documents, typesFile, typesOf } from "../api/generate.mjs";
import { accessToken, gallery } from "./fixture.mjs";
import { root, startServer } from "./harness.mjs";

let server;
before(async () => {
  server = await startServer({ bots: [gallery], env: { SIGNALBOX_TOKEN: accessToken } });
});
after(() => server?.stop());

test("the client reads and is refused", async () => {
  const { outputFiles } = await build({
    entryPoints: [root + "/web/api/src/client.ts"], bundle: true, format: "esm", platform: "neutral", write: false, mainFields: ["module", "main"],
  });
  const { manageClient, v1Client } = await import("data:text/javascript," + encodeURIComponent(outputFiles[0].text));
  const manage = manageClient({ baseUrl: server.url, token: accessToken });
  const bots = await manage.GET("/manage/v1/bots");
  assert.deepEqual(bots.data.data.map(({ id }) => id), ["gallery"]);
  const made = await manage.POST("/manage/v1/bots", { body: { name: "" } });
  assert.equal(made.response.status, 400);
  assert.equal(made.error.code, "VALIDATION");
  const v1 = v1Client({ baseUrl: server.url, token: accessToken });
  const bot = await v1.GET("/v1/bots/{botId}", { params: { path: { botId: "gallery" } } });
  assert.equal(bot.data.id, "gallery");
  assert.equal((await v1Client({ baseUrl: server.url }).GET("/v1/bots")).response.status, 401);
});

test("the types are those of the server", async () => {
  for (const [name, path] of Object.entries(documents)) {
    const answer = await fetch(server.url + path);
    const types = await typesOf(await answer.json());
    assert.ok(types === readFileSync(typesFile(name), "utf8"), `${name}: run web/api/generate.mjs with the address of a server`);
  }
});
