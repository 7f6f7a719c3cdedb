// People: the first password, logging in and out, the page of one's own account.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gallery, accessToken } from "./fixture.mjs";
import { accessibilityFaults, launchBrowser, openPage, startServer } from "./harness.mjs";

const password = "correct horse battery";
let server, browser;

before(async () => {
  server = await startServer({ bots: [gallery], env: { SIGNALBOX_TOKEN: accessToken } });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function open(path, context) {
  // A refusal is an answer like any other; Chromium counts it as an error of the page.
  const { page } = await openPage(browser, { context, ignore: /status of 4\d\d/ });
  await page.goto(server.url + path);
  return page;
}

async function logIn(page, login, secret) {
  await page.getByLabel("Login").fill(login);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Log in" }).click();
}

const picture = async (page, name) => process.env.SHOTS && page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });

test("the first start prints a link that sets the password of the administrator, once", async () => {
  const path = /first login: (\/setup#[0-9a-f]{64})/.exec(server.log())[1];
  const page = await open(path);
  await page.getByLabel("Password", { exact: true }).waitFor();
  assert.equal(await page.evaluate(() => location.href), server.url + "/setup", "the secret does not stay in the address");
  assert.equal(await page.getByLabel("Login").inputValue(), "admin");
  await picture(page, "setup");
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.getByLabel("Password", { exact: true }).fill("a".repeat(20));
  await page.getByLabel("The same again").fill("a".repeat(20));
  await page.getByRole("button").click();
  await page.getByText("one character repeated").waitFor();
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("The same again").fill(password);
  await page.getByRole("button").click();
  await page.waitForURL("**/manage");
  await page.getByText("Administrator of all bots").waitFor();
  await page.getByRole("cell", { name: "gallery", exact: true }).waitFor();
  await page.getByText("this browser").waitFor();
  await picture(page, "manage");
  assert.deepEqual(await accessibilityFaults(page), []);
  const cookies = await page.context().cookies();
  assert.deepEqual(cookies.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite })), [{ name: "signalbox", httpOnly: true, sameSite: "Lax" }]);
  assert.deepEqual(page.faults, []);
  const again = await open(path);
  await again.getByText("This link was used").waitFor();
  assert.deepEqual(await accessibilityFaults(again), []);
  await page.context().close();
  await again.context().close();
});

test("a wrong password is told, the right one leads where one wanted to go, and out again", async () => {
  const page = await open("/manage");
  await page.waitForURL("**/login?next=%2Fmanage");
  await picture(page, "login");
  await logIn(page, "admin", "wrong horse battery");
  await page.getByRole("alert").filter({ hasText: "Login or password is wrong." }).waitFor();
  assert.equal(await page.getByLabel("Password").inputValue(), "");
  assert.deepEqual(await accessibilityFaults(page), []);
  await logIn(page, "admin", password);
  await page.waitForURL("**/manage");
  await page.getByRole("button", { name: "Log out" }).click();
  await page.waitForURL("**/login");
  await page.goto(server.url + "/manage");
  await page.waitForURL("**/login?next=%2Fmanage");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("nobody is led to another site after logging in", async () => {
  for (const next of ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/%09/evil.example"]) {
    const page = await open("/login?next=" + encodeURIComponent(next));
    await logIn(page, "admin", password);
    await page.waitForURL((url) => !url.pathname.startsWith("/login"));
    assert.equal(new URL(page.url()).origin, server.url, next);
    await page.context().close();
  }
});

test("a new password ends the other browsers", async () => {
  const [page, other] = [await open("/login"), await open("/login")];
  for (const each of [page, other]) {
    await logIn(each, "admin", password);
    await each.waitForURL("**/manage");
  }
  await page.getByText("this browser").waitFor();
  await page.getByLabel("Password now").fill(password);
  await page.getByLabel("New password").fill("another horse battery");
  await page.getByLabel("The same again").fill("another horse battery");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("Your password is changed").waitFor();
  assert.equal(await page.getByRole("row").filter({ hasText: "127.0.0.1" }).count(), 1);
  await other.reload();
  await other.waitForURL("**/login?next=%2Fmanage");
  assert.deepEqual(page.faults, []);
  await page.context().close();
  await other.context().close();
});

test("dark pages can be read too, and a small screen needs no scrolling sideways", async () => {
  const page = await open("/login", { colorScheme: "dark", viewport: { width: 320, height: 600 } });
  await page.getByLabel("Login").waitFor();
  await picture(page, "login-dark");
  assert.deepEqual(await accessibilityFaults(page), []);
  await logIn(page, "admin", "another horse battery");
  await page.waitForURL("**/manage");
  await page.getByText("this browser").waitFor();
  await picture(page, "manage-dark");
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.context().close();
});

test("the pages without a script of ours are as readable, by day and by night", async () => {
  for (const path of ["/", "/chatbox/nothing"]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await open(path, { colorScheme });
      await picture(page, `plain-${path.length}-${colorScheme}`);
      assert.deepEqual(await accessibilityFaults(page), [], path);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    }
  }
});

test("the documentation of both APIs is a page of our own", async () => {
  for (const [path, document] of [["/v1/docs", "/v1/openapi.json"], ["/manage/docs", "/manage/openapi.json"]]) {
    const described = await (await fetch(server.url + document)).json();
    const operations = Object.values(described.paths).flatMap((methods) => Object.keys(methods)).length;
    for (const colorScheme of ["light", "dark"]) {
      const page = await open(path, { colorScheme });
      assert.equal(await page.locator("section").count(), operations, path);
      await picture(page, path.replaceAll("/", "-").slice(1) + "-" + colorScheme);
      await page.locator("summary").first().click();
      assert.deepEqual(await accessibilityFaults(page), []);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    }
  }
});
