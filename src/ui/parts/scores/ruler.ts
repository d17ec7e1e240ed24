/** Where things stand on a score's ruler: axis, ticks, the histogram of chance, the pointer. */
import { histogram } from '../../../core/embedding/null-distribution.ts';
import { formatTick } from './format.ts';

export interface RulerDomain {
  low: number;
  high: number;
  /** Distance of labelled ticks; 1, 2 or 5 times a power of ten. */
  major: number;
}

export interface RulerTick {
  value: number;
  xPx: number;
  /** `null`: a small tick. */
  label: string | null;
  /** Labels at the very ends are kept inside. */
  anchor: 'start' | 'middle' | 'end';
}

export interface RulerBar {
  xPx: number;
  widthPx: number;
  /** 0..1 of the tallest bar. */
  height: number;
}

/** Labelled ticks stand at least so far apart that their labels don't touch. */
const LABEL_ROOM_PX = 44;
const MINOR_PER_MAJOR = 5;
const NARROWEST_BAR_PX = 4;

/**
 * The axis: the encoder's usual range, widened to take in every value that is to be shown, to whole
 * small ticks. The usual range keeps the axis still while a person edits.
 */
export function rulerDomain(
  usual: readonly [number, number],
  values: Iterable<number>,
  widthPx: number,
): RulerDomain {
  let [low, high] = usual;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const major = roundStep(((high - low) * LABEL_ROOM_PX) / Math.max(widthPx, LABEL_ROOM_PX));
  const minor = major / MINOR_PER_MAJOR;
  const whole = (value: number, round: (value: number) => number) =>
    Number((round(Number((value / minor).toFixed(6))) * minor).toPrecision(12));
  return { low: whole(low, Math.floor), high: whole(high, Math.ceil), major };
}

/** Smallest of 1, 2 and 5 times a power of ten that is not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const lead = [1, 2, 5, 10].find((each) => each * power >= least * (1 - 1e-9)) ?? 10;
  return Number((lead * power).toPrecision(1));
}

export const placeOnRuler = ({ low, high }: RulerDomain, value: number, widthPx: number) =>
  ((value - low) / (high - low)) * widthPx;

export function rulerTicks(domain: RulerDomain, widthPx: number): RulerTick[] {
  const minor = domain.major / MINOR_PER_MAJOR;
  const digits = Math.max(0, -Math.floor(Math.log10(domain.major) + 1e-9));
  const ticks: RulerTick[] = [];
  // Counted, not summed: a sum of 0.01s drifts.
  const first = Math.round(domain.low / minor);
  const last = Math.round(domain.high / minor);
  for (let n = first; n <= last; n++) {
    const value = Number((n * minor).toPrecision(12));
    const xPx = placeOnRuler(domain, value, widthPx);
    const label = n % MINOR_PER_MAJOR === 0 ? formatTick(value, digits) : null;
    ticks.push({
      value,
      xPx,
      label,
      anchor: n === first ? 'start' : n === last ? 'end' : 'middle',
    });
  }
  return ticks;
}

/** Bars of equal width that begin and end on ticks; none where there are no values. */
export function rulerBars(
  domain: RulerDomain,
  values: readonly number[],
  widthPx: number,
): RulerBar[] {
  if (values.length === 0) return [];
  const minorCount = Math.round(((domain.high - domain.low) / domain.major) * MINOR_PER_MAJOR);
  // Half a small tick each where that can still be seen.
  const perMinor = widthPx / minorCount >= 2 * (NARROWEST_BAR_PX + 1) ? 2 : 1;
  const bins = histogram(values, {
    low: domain.low,
    high: domain.high,
    bins: minorCount * perMinor,
  });
  const tallest = Math.max(...bins.map((bin) => bin.count));
  const stepPx = widthPx / bins.length;
  return bins.flatMap(({ count }, index) =>
    count === 0
      ? []
      : [{ xPx: index * stepPx, widthPx: Math.max(1, stepPx - 1.2), height: count / tallest }],
  );
}
