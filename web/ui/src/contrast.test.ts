import { describe, expect, test } from "vitest";
import { contrast, cssRgb, inkOn, parseRgb, readable, textContrastMin, type Rgb } from "./contrast.js";

const hex = (text: string): Rgb => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16)) as unknown as Rgb;

const brands = {
  yellow: "#ffe600", lime: "#b6ff00", cyan: "#00e5ff", mint: "#98ffcc", pink: "#ffb3d9", orange: "#ff8a00", red: "#e00000", blue: "#0033cc",
  teal: "#0f766e", purple: "#6b21a8", white: "#ffffff", black: "#000000", grey: "#808080", ours: "#2456e6",
};
// Page, card, balloons of bot and agent (ui.css).
const schemes = {
  light: { text: "#131a2b", surfaces: ["#ffffff", "#f0f2f8", "#e4f5ec"] },
  dark: { text: "#e9edf7", surfaces: ["#10141f", "#171d2b", "#1e2536", "#17382a"] },
};

describe.each(Object.entries(schemes))("%s", (_, { text, surfaces }) => {
  test.each(Object.entries(brands))("a link in %s can be read", (_name, brand) => {
    const link = readable(hex(brand), hex(text), surfaces.map(hex));
    for (const surface of surfaces) expect(contrast(link, hex(surface))).toBeGreaterThanOrEqual(textContrastMin);
  });
});

test("a colour that can be read stays as it is", () => {
  expect(readable(hex("#0033cc"), hex("#131a2b"), [hex("#ffffff")])).toEqual(hex("#0033cc"));
});

test("the least change that does: a yellow stays a yellow", () => {
  const [red, green, blue] = readable(hex("#ffe600"), hex("#131a2b"), [hex("#ffffff")]);
  expect(contrast([red, green, blue], hex("#ffffff"))).toBeLessThan(6);
  expect(Math.min(red, green)).toBeGreaterThan(blue);
});

test("where the text itself cannot be read, the text's colour is all there is", () => {
  expect(readable(hex("#777777"), hex("#888888"), [hex("#808080")])).toEqual(hex("#888888"));
});

test.each(Object.entries(brands))("text on %s can be read", (_name, brand) => {
  expect(contrast(inkOn(hex(brand)), hex(brand))).toBeGreaterThanOrEqual(textContrastMin);
});

test("white is for the dark brands, ink for the bright", () => {
  const onWhite = Object.entries(brands).filter(([, brand]) => cssRgb(inkOn(hex(brand))) === "rgb(255, 255, 255)").map(([name]) => name);
  expect(onWhite).toEqual(["red", "blue", "teal", "purple", "black", "ours"]);
});

test.each([
  ["#000000", "#ffffff", 21], ["#ffffff", "#ffffff", 1], ["#777777", "#ffffff", 4.48], ["#ff0000", "#ffffff", 4],
])("contrast of %s and %s", (one, other, ratio) => {
  expect(contrast(hex(one), hex(other))).toBeCloseTo(ratio, 2);
  expect(contrast(hex(other), hex(one))).toBeCloseTo(ratio, 2);
});

test.each([
  ["rgb(1, 2, 3)", [1, 2, 3]], ["rgb(1 2 3)", [1, 2, 3]], ["rgba(1, 2, 3, 1)", [1, 2, 3]], ["color(srgb 1 0.5 0)", [255, 127.5, 0]],
  ["color(srgb 1 0 0 / 1)", [255, 0, 0]], ["rgba(0, 0, 0, 0)", null], ["color(srgb 1 0 0 / 0.5)", null], ["color(display-p3 1 0 0)", null],
  ["oklch(0.5 0.1 20)", null], ["rgb(1, 2)", null], ["rgb(none 1 2)", null], ["", null],
])("the computed colour %j", (text, color) => {
  expect(parseRgb(text)).toEqual(color);
});
