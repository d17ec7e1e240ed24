/** From viewBox units to places on the drawn picture, and the ticks of its rulers. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Tick {
  /** Share 0..1 of the picture's side. */
  at: number;
  /** `null` for a small tick, and where a number would stand over the end of the ruler. */
  label: string | null;
  major: boolean;
}

/**
 * The part of user space that a side of the picture shows: the viewBox fitted inside and centred
 * (`xMidYMid meet`, which nearly every program has), plus what that leaves free on both sides.
 */
export function shownBox(viewBox: Box, size: { width: number; height: number }): Box {
  const scale = Math.min(size.width / viewBox.width, size.height / viewBox.height);
  const width = size.width / scale;
  const height = size.height / scale;
  return {
    x: viewBox.x - (width - viewBox.width) / 2,
    y: viewBox.y - (height - viewBox.height) / 2,
    width,
    height,
  };
}

/**
 * Where a picture of this shape lies in a square of `sidePx` into which it was fitted and centred,
 * as `DrawSize` `fit` does. Only the ratio of `size` counts.
 */
export function fittedPart(size: { width: number; height: number }, sidePx: number): Box {
  const scale = sidePx / Math.max(size.width, size.height);
  const width = size.width * scale;
  const height = size.height * scale;
  return { x: (sidePx - width) / 2, y: (sidePx - height) / 2, width, height };
}

/** Ticks along a side that shows `start` to `start + length` in viewBox units. */
export function ticksAlong(start: number, length: number): Tick[] {
  const { major, minorPerMajor } = stepFor(length);
  const minor = major / minorPerMajor;
  const ticks: Tick[] = [];
  // Counted, not summed: a sum of 0.1s drifts.
  for (let n = Math.ceil(start / minor - 1e-9); n * minor <= start + length * (1 + 1e-9); n++) {
    const at = (n * minor - start) / length;
    const isMajor = n % minorPerMajor === 0;
    const inside = at > 0.04 && at < 0.96;
    ticks.push({
      at: Math.min(Math.max(at, 0), 1),
      major: isMajor,
      label: isMajor && inside ? unitLabel(n * minor) : null,
    });
  }
  return ticks;
}

/** Quarters of a power of two, which canvases often are; else a round number of 1, 2 or 5. */
function stepFor(length: number): { major: number; minorPerMajor: number } {
  if (length >= 16 && Number.isInteger(Math.log2(length))) {
    return { major: length / 4, minorPerMajor: 4 };
  }
  const rough = length / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  if (lead >= 5) return { major: 5 * power, minorPerMajor: 5 };
  if (lead >= 2) return { major: 2 * power, minorPerMajor: 4 };
  return { major: power, minorPerMajor: 5 };
}

const unitLabel = (value: number) => String(Number(value.toPrecision(6))).replace('-', '\u2212');
