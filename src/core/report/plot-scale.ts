/** From numbers to places on a plot, with ticks at round numbers. */

export interface Scale {
  /** Place in the plot of a value. */
  at(value: number): number;
  ticks: { value: number; label: string }[];
  low: number;
  high: number;
}

export interface ScaleRange {
  /** Places of the ends, in the plot's units; `from` may be the larger one. */
  from: number;
  to: number;
  /** About how many ticks; 5 by default. */
  ticks?: number;
  /** Values count something: no tick falls between two of them. */
  whole?: boolean;
}

/** What scores, lengths and prices never differ by. */
const SMALLEST = 1e-9;

/** @param values at least one; all alike are given room on both sides */
export function scaleOver(values: readonly number[], range: ScaleRange): Scale {
  const { from, to, ticks: wanted = 5, whole = false } = range;
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const size = Math.max(Math.abs(least), Math.abs(most));
  // Differences that only rounding makes are none; around 0 any room will do.
  const isFlat = most - least <= Math.max(size * 1e-9, SMALLEST);
  const room = isFlat ? Math.max(size / 10, SMALLEST) : 0;
  const [low, high] = [least - room, most + room];
  const step = Math.max(whole ? 1 : 0, roundStep((high - low) / wanted));
  const [first, last] = [Math.floor(low / step), Math.ceil(high / step)];
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => {
    const value = (first + index) * step;
    return { value, label: tickLabel(value, digits) };
  });
  const [start, end] = [first * step, last * step];
  const at = (value: number) => rounded(from + ((value - start) / (end - start)) * (to - from));
  return { at, ticks, low: start, high: end };
}

/** No leading zero and no more digits than the step needs: `.15`, `−.05`, `0`, `1,500`. */
export function tickLabel(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return '0';
  const grouped =
    digits === 0 ? text.replace(/\B(?=(?:\d{3})+$)/g, ',') : text.replace(/^0\./, '.');
  return value < 0 ? `\u2212${grouped}` : grouped;
}

/** 1, 2 or 5 times a power of ten, not below `step`. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= step * (1 - 1e-9))!;
  return factor * power;
}

/** Two digits after the point are below what a screen shows. */
export const rounded = (place: number): number => Math.round(place * 100) / 100 + 0;
