/** Eight marks, told apart by shape as well as by colour (design.md, "Models"). */

/** Around 0, 0, within 5.5 of it. */
const SHAPES = [
  'M-4.6 0a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0 -9.2 0Z', // circle
  'M-4.1 -4.1h8.2v8.2h-8.2Z', // square
  'M0 -5L5 4.2H-5Z', // triangle
  'M0 -5.5L5.5 0L0 5.5L-5.5 0Z', // diamond
  'M0 5L5 -4.2H-5Z', // triangle, down
  'M-1.7 -5h3.4v3.3h3.3v3.4h-3.3v3.3h-3.4v-3.3h-3.3v-3.4h3.3Z', // plus
  'M-2.6 -4.6h5.2L5.2 0L2.6 4.6h-5.2L-5.2 0Z', // hexagon
  'M-4.9 -2.6L-2.6 -4.9L0 -2.3L2.6 -4.9L4.9 -2.6L2.3 0L4.9 2.6L2.6 4.9L0 2.3L-2.6 4.9L-4.9 2.6L-2.3 0Z', // cross
] as const;

/** @param index place among the run's models; beyond eight the marks begin again */
export function markPath(index: number): { path: string; colour: string } {
  const place = index % SHAPES.length;
  return { path: SHAPES[place]!, colour: `var(--m${place + 1})` };
}
