/** What all plots share: the drawing they stand in, an axis, grid lines, words. */
import { escapeMarkup } from './markup.ts';
import { rounded, type Scale } from './plot-scale.ts';

/** @param label what the plot shows, for people who do not see it */
export const plotFrame = (
  width: number,
  height: number,
  label: string,
  parts: readonly string[],
): string =>
  `<svg class="plot" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeMarkup(label)}">${parts.join('')}</svg>`;

export const word = (
  x: number,
  y: number,
  text: string,
  { anchor = 'start', kind = 'tick' }: { anchor?: 'start' | 'middle' | 'end'; kind?: string } = {},
): string =>
  `<text class="${kind}" x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}">${escapeMarkup(text)}</text>`;

export const line = (x1: number, y1: number, x2: number, y2: number, kind: string): string =>
  `<path class="${kind}" d="M${rounded(x1)} ${rounded(y1)}L${rounded(x2)} ${rounded(y2)}"/>`;

/** Grid lines from `top` to `bottom`, with the numbers under them. */
export const bottomAxis = (scale: Scale, top: number, bottom: number): string[] => [
  ...scale.ticks.flatMap(({ value, label }) => {
    const x = scale.at(value);
    return [line(x, top, x, bottom, 'grid'), word(x, bottom + 16, label, { anchor: 'middle' })];
  }),
  line(scale.at(scale.low), bottom, scale.at(scale.high), bottom, 'axis'),
];

/** Grid lines from `left` to `right`, with the numbers before them. */
export const leftAxis = (scale: Scale, left: number, right: number): string[] =>
  scale.ticks.flatMap(({ value, label }) => {
    const y = scale.at(value);
    return [line(left, y, right, y, 'grid'), word(left - 8, y + 4, label, { anchor: 'end' })];
  });

/** A name that would run out of its place is cut, and says so. */
export function shortened(text: string, characters: number): string {
  const all = [...text];
  return all.length <= characters ? text : `${all.slice(0, characters - 1).join('')}…`;
}
