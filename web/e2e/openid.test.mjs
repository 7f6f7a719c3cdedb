// Logging in at a real OpenID Connect provider.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import Provider from "oidc-provider";
import { accessToken, gallery } from "./fixture.mjs";
import { freePort, launchBrowser, openPage, startServer } from "./harness.mjs";

let server, browser, listener, issuer;

const people = {
  ann: { email: "ann@example.org", email_verified: true, name: "Ann" },
  bob: { email: "bob@example.org", email_verified: false },
  eve: { email: "eve@example.org", email_verified: true },
};

async function startProvider(port, redirectUri) {
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [{ client_id: "signalbox", client_secret: "a secret & more", redirect_uris: [redirectUri],
      post_logout_redirect_uris: [new URL("/login", redirectUri).href] }],
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["a key of the test"] },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
  });
  const running = provider.listen(port, "127.0.0.1");
  await new Promise((done) => running.once("listening", done));
  return running;
}

async function call(method, path, body) {
  const answer = await fetch(server.url + "/manage/v1/" + path, {
    method, headers: { Authorization: "Bearer " + accessToken, "Content-Type": "application/json" }, body: body && JSON.stringify(body),
  });
  return answer.json();
}

before(async () => {
  const [port, providerPort] = [await freePort(), await freePort()];
  issuer = `http://127.0.0.1:${providerPort}`;
  listener = await startProvider(providerPort, `http://127.0.0.1:${port}/login/openid/return`);
  server = await startServer({
    bots: [gallery], port,
    env: {
      SIGNALBOX_TOKEN: accessToken, SIGNALBOX_PUBLIC_URL: `http://127.0.0.1:${port}`, SIGNALBOX_OIDC_ISSUER: issuer,
      SIGNALBOX_OIDC_CLIENT_ID: "signalbox", SIGNALBOX_OIDC_CLIENT_SECRET: "a secret & more",
    },
  });
  for (const login of ["ann", "bob"]) await call("POST", "users", { login, email: people[login].email, bots: { gallery: "read-only" } });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  listener?.closeAllConnections();
  listener?.close();
});

/** Goes through the provider's own forms as this person. */
async function logIn(person, next = "/manage") {
  const { page } = await openPage(browser);
  await page.goto(server.url + "/login?next=" + encodeURIComponent(next));
  await page.getByRole("link", { name: "Log in with your organisation" }).click();
  await page.locator("input[name=login]").fill(person);
  await page.locator("input[name=password]").fill("whatever");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  return page;
}

test("the account of a verified address is found, and from then on by its subject", async () => {
  const page = await logIn("ann");
  await page.waitForURL(server.url + "/manage");
  await page.getByText("Member").waitFor();
  await page.getByRole("cell", { name: "read-only" }).waitFor();
  const names = (await page.context().cookies(server.url)).map(({ name }) => name);
  const cookies = names.filter((name) => !name.startsWith("_")); // the provider is on the same host
  assert.deepEqual(cookies, ["signalbox"], "nothing of the way there is left");
  const { data } = await call("GET", "users");
  const ann = data.find(({ login }) => login === "ann");
  assert.equal(ann.hasOpenId, true);
  await call("PATCH", "users/" + ann.id, { email: "" });
  const again = await logIn("ann");
  await again.waitForURL(server.url + "/manage");
  const log = await call("GET", "audit");
  assert.equal(log.data.filter(({ action }) => action === "logInByOpenId").length, 2);
  await page.context().close();
  await again.context().close();
});

test("logging out here leads to logging out there", async () => {
  const page = await logIn("ann");
  await page.waitForURL(server.url + "/manage");
  const before = await page.context().cookies(server.url + "/manage/v1/logout");
  const kept = before.find(({ name }) => name === "signalbox-provider");
  assert.equal(kept.httpOnly, true);
  assert.equal(JSON.parse(Buffer.from(kept.value.split(".")[1], "base64url").toString()).sub, "ann");
  await page.getByRole("button", { name: "Log out" }).click();
  await page.waitForURL((url) => url.href.startsWith(issuer + "/session/end?"));
  assert.equal(new URL(page.url()).searchParams.get("client_id"), "signalbox");
  await page.getByRole("button", { name: "Yes, sign me out" }).click();
  await page.waitForURL(server.url + "/login");
  assert.deepEqual((await page.context().cookies(server.url + "/manage/v1/logout")).filter(({ name }) => name.startsWith("signalbox")), []);
  // The provider asks again who it is.
  await page.getByRole("link", { name: "Log in with your organisation" }).click();
  await page.locator("input[name=login]").waitFor();
  await page.context().close();
});

test("whoever logs in with a password stays logged in there", async () => {
  const { data } = await call("GET", "users");
  const bob = data.find(({ login }) => login === "bob");
  const { link } = await call("POST", `users/${bob.id}/link`);
  const made = await fetch(server.url + "/manage/v1/setup", {
    method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token: link.split("#")[1], password: "correct horse battery" }),
  });
  const cookie = made.headers.getSetCookie()[0].split(";")[0];
  const me = await (await fetch(server.url + "/manage/v1/me", { headers: { cookie } })).json();
  const out = await fetch(server.url + "/manage/v1/logout", {
    method: "POST", headers: { cookie, Origin: server.url, "X-CSRF-Token": me.csrfToken },
  });
  assert.equal(out.status, 204);
});

test("an address that is not verified, or that nobody has here, opens nothing", async () => {
  for (const person of ["bob", "eve"]) {
    const page = await logIn(person);
    await page.getByRole("heading", { name: "You are not logged in" }).waitFor();
    assert.equal((await page.context().cookies(server.url)).some(({ name }) => name === "signalbox"), false);
    await page.context().close();
  }
});

test("an answer that this browser did not ask for opens nothing", async () => {
  const begun = await fetch(server.url + "/login/openid", { redirect: "manual" });
  assert.equal(begun.status, 303);
  const state = new URL(begun.headers.get("location")).searchParams.get("state");
  const cookie = begun.headers.get("set-cookie").split(";")[0];
  const back = (query, headers = {}) => fetch(`${server.url}/login/openid/return?${query}`, { redirect: "manual", headers });
  const iss = encodeURIComponent(issuer);
  assert.equal((await back(`state=${state}&code=x&iss=${iss}`)).status, 403, "without the cookie");
  assert.equal((await back(`state=other&code=x&iss=${iss}`, { cookie })).status, 403, "with another state");
  assert.equal((await back(`state=${state}&code=x&iss=${iss}`, { cookie })).status, 502, "with a code that is none");
  assert.equal((await back(`state=${state}&code=x&iss=${iss}`, { cookie })).status, 403, "once more");
});

test("nobody is led to another site by it", async () => {
  const page = await logIn("ann", "//evil.example/");
  await page.waitForURL(server.url + "/manage");
  await page.context().close();
});
