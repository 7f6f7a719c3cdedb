import { expect, test } from "vitest";
import { acceptFrameMessage } from "./frames.js";

const source = {} as Window;
const frames = [{ isConnected: true, contentWindow: source }] as HTMLIFrameElement[];
const call = { target: "CL_API", type: "SEND_MESSAGE", payload: { text: "x" } };
const accepted = (data: unknown, more: object = {}, origins?: unknown[]): unknown =>
  acceptFrameMessage({ source, origin: "https://a.example", data, ...more } as MessageEvent, frames, origins);

test("a call is an object or its JSON", () => {
  expect(accepted(call)).toEqual({ type: "SEND_MESSAGE", payload: { text: "x" } });
  expect(accepted(JSON.stringify(call))).toEqual({ type: "SEND_MESSAGE", payload: { text: "x" } });
  expect(accepted({ target: "CL_API", type: "GO_TO_DIALOGSTATE", payload: "d" })).toEqual({ type: "GO_TO_DIALOGSTATE", payload: { nextDialogstateId: "d" } });
});

test("a call comes from a frame of ours", () => {
  expect(accepted(call, { source: {} })).toBeNull();
  expect(accepted(call, { source: null })).toBeNull();
  const removed = [{ isConnected: false, contentWindow: source }] as HTMLIFrameElement[];
  expect(acceptFrameMessage({ source, origin: "", data: call } as MessageEvent, removed, undefined)).toBeNull();
});

test("a call comes from an origin of the list", () => {
  expect(accepted(call, {}, ["https://b.example"])).toBeNull();
  expect(accepted(call, {}, ["https://a.example.evil"])).toBeNull();
  expect(accepted(call, {}, ["https://a.example"])).not.toBeNull();
  expect(accepted(call, {}, []), "an empty list is no list").not.toBeNull();
});

test.for([
  null, 0, "", "{", "[]", [], {}, { target: "CL_API" }, { ...call, target: "CL_WIDGET" }, { ...call, type: "toString" }, { ...call, payload: null },
  { ...call, payload: "x" }, { ...call, payload: [] },
])("no call: %j", (odd) => {
  expect(accepted(odd)).toBeNull();
});
