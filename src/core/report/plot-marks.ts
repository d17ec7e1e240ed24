/** A model's colour and mark, which always travel together (design.md, "Models"). */
import { rounded } from './plot-scale.ts';

/** Models beyond the eighth begin again: their names tell them apart. */
const MARKS = 8;

/** e.g. `m1`: sets `color` in the report's style. */
export const markClass = (mark: number): string => `m${(mark % MARKS) + 1}`;

/**
 * Circle, square, triangle, diamond, down-triangle, plus, hexagon, cross.
 * @param radius in the plot's units
 */
export function markAt(mark: number, x: number, y: number, radius = 4.5): string {
  const points = POLYGONS[mark % MARKS];
  const open = `class="${markClass(mark)}" fill="currentColor"`;
  if (points === null || points === undefined)
    return `<circle ${open} cx="${rounded(x)}" cy="${rounded(y)}" r="${radius}"/>`;
  const path = points.map(([dx, dy]) => `${rounded(x + dx * radius)},${rounded(y + dy * radius)}`);
  return `<polygon ${open} points="${path.join(' ')}"/>`;
}

type Point = readonly [number, number];

const PLUS: readonly Point[] = [
  [-0.35, -1.1],
  [0.35, -1.1],
  [0.35, -0.35],
  [1.1, -0.35],
  [1.1, 0.35],
  [0.35, 0.35],
  [0.35, 1.1],
  [-0.35, 1.1],
  [-0.35, 0.35],
  [-1.1, 0.35],
  [-1.1, -0.35],
  [-0.35, -0.35],
];

const turned = (points: readonly Point[]): Point[] =>
  points.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]);

/** Sizes are such that each covers about as much as the circle. */
const POLYGONS: readonly (readonly Point[] | null)[] = [
  null,
  [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
  [
    [0, -1.15],
    [1.1, 0.85],
    [-1.1, 0.85],
  ],
  [
    [0, -1.25],
    [1.25, 0],
    [0, 1.25],
    [-1.25, 0],
  ],
  [
    [0, 1.15],
    [1.1, -0.85],
    [-1.1, -0.85],
  ],
  PLUS,
  [
    [-0.55, -0.95],
    [0.55, -0.95],
    [1.1, 0],
    [0.55, 0.95],
    [-0.55, 0.95],
    [-1.1, 0],
  ],
  turned(PLUS),
];
