/** Means as marks with their intervals as lines: a band for each thing, a mark for each model. */
import type { Interval } from './bootstrap.ts';
import { bottomAxis, line, plotFrame, shortened, word } from './plot-frame.ts';
import { markAt, markClass } from './plot-marks.ts';
import { rounded, scaleOver } from './plot-scale.ts';

export interface IntervalBand {
  title: string;
  /** Drawn further in. */
  isPart: boolean;
  marks: { mark: number; mean: number; interval: Interval | null }[];
}

const WIDTH = 640;
const LEFT = 190;
const MARK_PX = 13;

/** @returns an SVG drawing; empty where there is no mark */
export function plotIntervals(bands: readonly IntervalBand[], label: string): string {
  const values = bands.flatMap(({ marks }) =>
    marks.flatMap(({ mean, interval }) => [mean, interval?.low ?? mean, interval?.high ?? mean]),
  );
  if (values.length === 0) return '';
  const most = Math.max(...bands.map(({ marks }) => marks.length));
  const bandPx = Math.max(26, most * MARK_PX + 8);
  const bottom = 8 + bands.length * bandPx;
  const scale = scaleOver(values, { from: LEFT, to: WIDTH - 16 });
  const parts = bands.flatMap(({ title, isPart, marks }, at) => {
    const top = 8 + at * bandPx;
    const first = top + (bandPx - (marks.length - 1) * MARK_PX) / 2;
    return [
      line(0, top, WIDTH, top, 'grid'),
      word(isPart ? 14 : 0, top + bandPx / 2 + 4, shortened(title, isPart ? 24 : 26), {
        kind: 'name',
      }),
      ...marks.map(({ mark, mean, interval }, place) => {
        const y = first + place * MARK_PX;
        const spread =
          interval === null
            ? ''
            : `<path class="${markClass(mark)} spread" d="M${scale.at(interval.low)} ${rounded(y)}L${scale.at(interval.high)} ${rounded(y)}"/>`;
        return spread + markAt(mark, scale.at(mean), y, 4);
      }),
    ];
  });
  return plotFrame(WIDTH, bottom + 26, label, [...bottomAxis(scale, 8, bottom), ...parts]);
}
