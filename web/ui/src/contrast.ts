// Colours that can be read. An operator names the colour of a brand; what stands in it or on it follows from there.

/** Red, green, blue: 0 to 255. */
export type Rgb = readonly [number, number, number];

/** What small text needs (WCAG 2, 1.4.3). */
export const textContrastMin = 4.5;

/** A colour as `getComputedStyle` writes it; null for a transparent one and for colour spaces that we do not reckon in. */
export function parseRgb(computed: string): Rgb | null {
  const match = /^(rgba?|color)\((srgb )?([^)]*)\)$/.exec(computed.trim());
  if (!match || (match[1] === "color") !== (match[2] !== undefined)) return null;
  const [red, green, blue, alpha = 1] = (match[3] ?? "").split(/[\s,/]+/).filter(Boolean).map(Number);
  if (red === undefined || green === undefined || blue === undefined || alpha < 1 || [red, green, blue].some(Number.isNaN)) return null;
  const unit = match[2] ? 255 : 1;
  return [red * unit, green * unit, blue * unit];
}

const linear = (channel: number): number => {
  const share = Math.min(Math.max(channel / 255, 0), 1);
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

const luminance = ([red, green, blue]: Rgb): number => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const a = luminance(one), b = luminance(other);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const between = (one: number, other: number): number => Math.round(one + (other - one) * share);
  return [between(from[0], to[0]), between(from[1], to[1]), between(from[2], to[2])];
}

/** `color`, or as little as it takes of the way to `towards` until it can be read on every one of the backgrounds. */
export function readable(color: Rgb, towards: Rgb, backgrounds: readonly Rgb[]): Rgb {
  const steps = 20;
  for (let step = 0; step < steps; step++) {
    const mixed = mix(color, towards, step / steps);
    if (backgrounds.every((background) => contrast(mixed, background) >= textContrastMin)) return mixed;
  }
  return towards;
}

const black: Rgb = [0, 0, 0];
const inks: readonly Rgb[] = [[255, 255, 255], [19, 26, 43], black];

/** Text on this colour: white, or on a bright one the dark of our texts. There is always one that can be read. */
export const inkOn = (background: Rgb): Rgb => inks.find((ink) => contrast(ink, background) >= textContrastMin) ?? black;

export const cssRgb = (color: Rgb): string => `rgb(${color.join(", ")})`;
