/** Histograms over each other on one axis: how scores are spread, model by model. */
import { bottomAxis, line, plotFrame, shortened, word } from './plot-frame.ts';
import { markAt, markClass } from './plot-marks.ts';
import { rounded, scaleOver } from './plot-scale.ts';

export interface PlottedHistogram {
  mark: number;
  title: string;
  counts: readonly number[];
}

const WIDTH = 640;
const LEFT = 150;
const ROW_PX = 54;

/**
 * Heights are shares of a model's samples, on one scale for all: bars start at 0.
 * @param edges one more than counts, ascending
 */
export function plotDistribution(
  histograms: readonly PlottedHistogram[],
  edges: readonly number[],
  label: string,
): string {
  const shares = histograms.map(({ counts }) => {
    const samples = counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count) => (samples === 0 ? 0 : count / samples));
  });
  const highest = Math.max(0, ...shares.flat());
  if (highest === 0) return '';
  const x = scaleOver(edges, { from: LEFT, to: WIDTH - 16, ticks: 7 });
  const bottom = 8 + histograms.length * ROW_PX;
  const rows = histograms.map(({ mark, title }, at) => {
    const base = 8 + (at + 1) * ROW_PX - 6;
    const bars = shares[at]!.map((share, bin) => {
      if (share === 0) return '';
      const [from, to] = [x.at(edges[bin]!), x.at(edges[bin + 1]!)];
      // A single sample among thousands is still there.
      const height = Math.max(0.75, (share / highest) * (ROW_PX - 14));
      return `<rect x="${from}" y="${rounded(base - height)}" width="${Math.max(0.5, rounded(to - from - 1))}" height="${rounded(height)}"/>`;
    });
    return [
      markAt(mark, 6, base - 8),
      word(18, base - 4, shortened(title, 18), { kind: 'name' }),
      `<g class="${markClass(mark)}" fill="currentColor">${bars.join('')}</g>`,
      line(LEFT, base, WIDTH - 16, base, 'axis'),
    ].join('');
  });
  return plotFrame(WIDTH, bottom + 24, label, [...bottomAxis(x, 8, bottom), ...rows]);
}
