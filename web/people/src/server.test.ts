import { expect, test } from "vitest";
import { nextPath, told } from "./server.js";

test.each([
  ["?next=/manage", "/manage"], ["?next=%2Fv1%2Fdocs%3Fa%3Db%23c", "/v1/docs?a=b#c"], ["", "/manage"], ["?next=", "/manage"],
  ["?next=//evil.example/", "/manage"], ["?next=https://evil.example/", "/manage"], ["?next=/%5Cevil.example", "/manage"],
  ["?next=javascript:alert(1)", "/manage"], ["?next=/%09/evil.example", "/manage"], ["?next=/a%20b", "/manage"], ["?next=/a%7F", "/manage"],
  ["?next=/a%5Cb", "/manage"],
])("after logging in with %j one goes to %s", (search, path) => {
  expect(nextPath(search)).toBe(path);
});

const answer = (status: number, error?: unknown, headers: Record<string, string> = {}) =>
  told(Promise.resolve({ error, response: new Response(null, { status, headers }) }));

test("what is done has data and no fault", async () => {
  const done = await told(Promise.resolve({ data: { name: "Ann" }, response: new Response(null, { status: 200 }) }));
  expect(done).toEqual({ status: 200, data: { name: "Ann" }, fault: "", places: [] });
});

test("a refusal is told in the words of the server, with the fields that are wrong", async () => {
  const problems = [{ place: "body.password", message: "too short" }, { place: "body.again", message: "another one" }];
  expect(await answer(400, { message: "invalid", params: { problems } }))
    .toEqual({ status: 400, data: undefined, fault: "Too short; another one.", places: ["password", "again"] });
  expect((await answer(403, { message: "login or password is wrong" })).fault).toBe("Login or password is wrong.");
});

test("a refusal without words is told by its number, one for a while by its minutes", async () => {
  expect((await answer(502)).fault).toBe("The server answers 502.");
  expect((await answer(429, { message: "too many" }, { "Retry-After": "61" })).fault).toBe("Too many attempts. Try again in 2 minutes.");
});

test("a server that cannot be reached is a refusal too", async () => {
  expect(await told(Promise.reject(new TypeError("failed to fetch"))))
    .toEqual({ status: 0, data: undefined, fault: "The server cannot be reached.", places: [] });
});
