/** Colours by perceived lightness, so that a shade looks as dark on yellow as on blue. */

/** Lightness 0..1, and the two opponent axes. Björn Ottosson, bottosson.github.io/posts/oklab. */
export interface Oklab {
  lightness: number;
  a: number;
  b: number;
}

/** @param hex `#rrggbb` */
export function toOklab(hex: string): Oklab {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16)));
  const l = Math.cbrt(0.4122214708 * red! + 0.5363325363 * green! + 0.0514459929 * blue!);
  const m = Math.cbrt(0.2119034982 * red! + 0.6806995451 * green! + 0.1073969566 * blue!);
  const s = Math.cbrt(0.0883024619 * red! + 0.2817188376 * green! + 0.6299787005 * blue!);
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}

/** @returns `#rrggbb`, each channel clamped to what a screen has */
export function fromOklab({ lightness, a, b }: Oklab): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${channels.map(toDigits).join('')}`;
}

const linear = (channel: number): number => {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

function toDigits(value: number): string {
  const bounded = Math.min(1, Math.max(0, value));
  const encoded = bounded <= 0.0031308 ? bounded * 12.92 : 1.055 * bounded ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255)
    .toString(16)
    .padStart(2, '0');
}

/**
 * @param difference of lightness, -1..1
 * @returns a lighter or darker one of the same hue; near white and black the hue fades
 */
export function shade(hex: string, difference: number): string {
  const { lightness, a, b } = toOklab(hex);
  const wanted = Math.min(0.985, Math.max(0.1, lightness + difference));
  // Very light and very dark colours cannot be as vivid.
  const fade =
    wanted > lightness
      ? (1 - wanted) / Math.max(0.01, 1 - lightness)
      : wanted / Math.max(0.01, lightness);
  const vivid = Math.min(1, 0.35 + 0.65 * fade);
  return fromOklab({ lightness: wanted, a: a * vivid, b: b * vivid });
}

export const lightnessOf = (hex: string): number => toOklab(hex).lightness;
