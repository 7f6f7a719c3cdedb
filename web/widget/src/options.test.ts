import { expect, test } from "vitest";
import { optionsFromAddress, optionsFromHost } from "./options.js";

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("the parameters of a direct iframe", () => {
  const address = "?language=nl&senderId=s1&session[data][first_name]=Charlie&session[tags][]=a&session[tags][]=b&session[n][0]=x&token=t&x=y";
  expect(plain(optionsFromAddress(address))).toEqual({
    lang: "nl", sessionId: "s1", token: "t", session: { data: { first_name: "Charlie" }, tags: ["a", "b"], n: ["x"] }, noAutofocus: true,
  });
  expect(optionsFromAddress("?lang=en&language=nl").lang).toBe("en");
});

test("names of prototypes are names", () => {
  const options = optionsFromAddress("?session[__proto__][admin]=1&session[constructor][prototype][x]=1");
  const empty: Record<string, unknown> = {};
  expect([empty["admin"], empty["x"]]).toEqual([undefined, undefined]);
  expect(JSON.stringify(options.session)).toBe('{"__proto__":{"admin":"1"},"constructor":{"prototype":{"x":"1"}}}');
});

test.for([null, "text", 5, [], { lang: 5, session: [], sessionId: "", token: {}, withCloseButton: "true" }])("what a host page gets wrong is left out: %j", (value) => {
  expect(plain(optionsFromHost(value))).toEqual({ withCloseButton: false });
});
