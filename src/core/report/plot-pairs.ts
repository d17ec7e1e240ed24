/** Paired differences with their intervals against no difference. */
import { line, plotFrame, shortened, word } from './plot-frame.ts';
import { markAt } from './plot-marks.ts';
import { rounded, scaleOver } from './plot-scale.ts';
import type { Interval } from './bootstrap.ts';

export interface PlottedPair {
  a: { mark: number; title: string };
  b: { mark: number; title: string };
  difference: number;
  interval: Interval | null;
  /** Filled where it is; an open dot on a hatched bar says that there are too few items to tell. */
  isSettled: boolean;
  /** Read at the right, e.g. `+0.054 ±0.008`. */
  words: string;
}

const WIDTH = 760;
const [LEFT, RIGHT] = [310, 620];
const ROW_PX = 30;

/** @param id unique in the page: the hatch is named by it */
export function plotPairs(pairs: readonly PlottedPair[], label: string, id: string): string {
  if (pairs.length === 0) return '';
  const ends = pairs.flatMap(({ difference, interval }) => [
    difference,
    interval?.low ?? difference,
    interval?.high ?? difference,
  ]);
  const scale = scaleOver([0, ...ends], { from: LEFT, to: RIGHT, ticks: 4 });
  const bottom = 10 + pairs.length * ROW_PX;
  const zero = scale.at(0);
  const ticks = scale.ticks.flatMap(({ value, label: text }) => {
    const x = scale.at(value);
    return [
      line(x, 6, x, bottom, 'grid'),
      word(x, bottom + 16, value === 0 ? '0' : text, { anchor: 'middle' }),
    ];
  });
  const rows = pairs.map((pair, at) => {
    const y = 10 + at * ROW_PX + ROW_PX / 2;
    return [
      markAt(pair.a.mark, 6, y),
      word(18, y + 4, shortened(pair.a.title, 16), { kind: 'name' }),
      word(136, y + 4, 'over'),
      markAt(pair.b.mark, 174, y),
      word(186, y + 4, shortened(pair.b.title, 16), { kind: 'name' }),
      barOf(pair, y, scale.at, id),
      word(WIDTH, y + 4, pair.words, { anchor: 'end', kind: 'name' }),
    ].join('');
  });
  const hatch = `<defs><pattern id="${id}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0V5"/></pattern></defs>`;
  const axis = [
    ...ticks,
    line(LEFT, bottom, RIGHT, bottom, 'axis'),
    line(zero, 6, zero, bottom, 'zero'),
  ];
  return plotFrame(WIDTH, bottom + 26, label, [hatch, ...axis, ...rows]);
}

function barOf(
  { difference, interval, isSettled }: PlottedPair,
  y: number,
  at: (value: number) => number,
  id: string,
): string {
  const dot = `<circle class="${isSettled ? 'settled' : 'open'}" cx="${at(difference)}" cy="${rounded(y)}" r="4.5"/>`;
  if (interval === null) return dot;
  const [low, high] = [at(interval.low), at(interval.high)];
  const width = Math.max(1, rounded(high - low));
  const fill = isSettled ? 'class="bar"' : `fill="url(#${id})"`;
  return [
    `<rect ${fill} x="${low}" y="${rounded(y - 6)}" width="${width}" height="12"/>`,
    `<path class="axis" d="M${low} ${rounded(y)}H${high}M${low} ${rounded(y - 5)}v10M${high} ${rounded(y - 5)}v10"/>`,
    dot,
  ].join('');
}
