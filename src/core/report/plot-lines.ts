/** A line for each model over a number: the best of k, the score against length. */
import type { Interval } from './bootstrap.ts';
import { leftAxis, plotFrame, word } from './plot-frame.ts';
import { markAt, markClass } from './plot-marks.ts';
import { scaleOver } from './plot-scale.ts';

export interface AxisTitle {
  /** Under the axis. */
  title: string;
  /** x counts something. */
  whole?: boolean;
}

export interface PlottedLine {
  mark: number;
  points: { x: number; y: number; interval: Interval | null }[];
}

const [WIDTH, HEIGHT] = [560, 300];
const [LEFT, RIGHT, TOP, BOTTOM] = [56, WIDTH - 16, 12, HEIGHT - 44];

/** @returns an SVG drawing; empty where there is no point */
export function plotLines(
  lines: readonly PlottedLine[],
  { title, whole = false }: AxisTitle,
  label: string,
): string {
  const points = lines.flatMap((drawn) => drawn.points);
  if (points.length === 0) return '';
  const ys = points.flatMap(({ y, interval }) => [y, interval?.low ?? y, interval?.high ?? y]);
  const y = scaleOver(ys, { from: BOTTOM, to: TOP });
  const x = scaleOver(
    points.map((point) => point.x),
    { from: LEFT, to: RIGHT, ticks: 6, whole },
  );
  const axis = [
    ...leftAxis(y, LEFT, RIGHT),
    ...x.ticks.map(({ value, label: text }) =>
      word(x.at(value), BOTTOM + 16, text, { anchor: 'middle' }),
    ),
    word((LEFT + RIGHT) / 2, HEIGHT - 6, title, { anchor: 'middle' }),
  ];
  const drawn = lines.map(({ mark, points: own }) => {
    const place = (value: number, height: number) => `${x.at(value)} ${y.at(height)}`;
    const path = own.map((point) => place(point.x, point.y)).join('L');
    const ranged = own.filter(({ interval }) => interval !== null);
    const band = [
      ...ranged.map((point) => place(point.x, point.interval!.high)),
      ...[...ranged].reverse().map((point) => place(point.x, point.interval!.low)),
    ].join('L');
    return [
      ranged.length < 2 ? '' : `<path class="${markClass(mark)} band" d="M${band}Z"/>`,
      own.length < 2 ? '' : `<path class="${markClass(mark)} spread" d="M${path}"/>`,
      ...own.map((point) => markAt(mark, x.at(point.x), y.at(point.y), 4)),
    ].join('');
  });
  return plotFrame(WIDTH, HEIGHT, label, [...axis, ...drawn]);
}
