/**
 * The outline of an element, from a picture of it alone on nothing: marching squares over alpha,
 * interpolated, so that a slanted edge comes out slanted and not as stairs.
 */
import type { Raster } from '../../../core/raster/raster.ts';

export interface Point {
  x: number;
  y: number;
}

export interface Outline {
  /** Closed loops in pixels of the mask; holes are loops of their own. */
  loops: Point[][];
  box: { left: number; top: number; right: number; bottom: number };
  /** Where to put handles: the corners of a simple shape, else those of its box. */
  handles: Point[];
}

/** Fainter than this is nothing (of 255): rounding in the renderer, not ink. */
const FAINTEST = 4;
/**
 * Largest distance in pixels by which a loop may miss the contour it stands for. A contour passes a
 * pixel's centre at 0.35 at the nearest, so this never puts a pixel on the wrong side.
 */
const TOLERANCE_PX = 0.3;
const CORNER_TOLERANCE_PX = 2.5;
const MOST_CORNERS = 8;

/** @returns `null` where the element draws nothing inside the canvas */
export function outlineOf(mask: Raster): Outline | null {
  const { data, widthPx, heightPx } = mask;
  let strongest = 0;
  for (let i = 3; i < data.length; i += 4) strongest = Math.max(strongest, data[i]!);
  if (strongest < FAINTEST) return null;
  // Half of the strongest, so that a beam of light at 20% is outlined where its own edge is.
  const level = strongest / 2;
  const alpha = (x: number, y: number) =>
    x < 0 || y < 0 || x >= widthPx || y >= heightPx ? 0 : data[(y * widthPx + x) * 4 + 3]!;

  const loops = traceLoops(alpha, widthPx, heightPx, level).map((loop) =>
    simplify(loop, TOLERANCE_PX),
  );
  const box = boxOf(loops);
  return { loops, box, handles: handlesOf(loops, box) };
}

/** SVG path data of the loops. */
export function outlinePath(outline: Outline): string {
  const place = ({ x, y }: Point) => `${Number(x.toFixed(2))} ${Number(y.toFixed(2))}`;
  return outline.loops.map((loop) => `M${loop.map(place).join('L')}Z`).join('');
}

/**
 * Samples stand at pixel centres. Cell (x, y) lies between samples (x-1, y-1) and (x, y), so that a
 * shape cut by the canvas edge closes along it. A crossing is named by the grid edge it lies on.
 */
function traceLoops(
  alpha: (x: number, y: number) => number,
  width: number,
  height: number,
  level: number,
): Point[][] {
  const next = new Map<number, number>();
  const points = new Map<number, Point>();
  const stride = width + 2;
  const onTop = (x: number, y: number) => (y * stride + x) * 2;
  const onLeft = (x: number, y: number) => (y * stride + x) * 2 + 1;

  for (let y = 0; y <= height; y++) {
    for (let x = 0; x <= width; x++) {
      const a = alpha(x - 1, y - 1);
      const b = alpha(x, y - 1);
      const c = alpha(x, y);
      const d = alpha(x - 1, y);
      const inside =
        (a >= level ? 8 : 0) | (b >= level ? 4 : 0) | (c >= level ? 2 : 0) | (d >= level ? 1 : 0);
      if (inside === 0 || inside === 15) continue;
      const top = onTop(x, y);
      const bottom = onTop(x, y + 1);
      const left = onLeft(x, y);
      const right = onLeft(x + 1, y);
      const share = (from: number, to: number) => (level - from) / (to - from);
      const clampX = (value: number) => Math.min(Math.max(value, 0), width);
      const clampY = (value: number) => Math.min(Math.max(value, 0), height);
      const put = (key: number, px: number, py: number) =>
        points.set(key, { x: clampX(px), y: clampY(py) });
      if (a >= level !== b >= level) put(top, x - 0.5 + share(a, b), y - 0.5);
      if (d >= level !== c >= level) put(bottom, x - 0.5 + share(d, c), y + 0.5);
      if (a >= level !== d >= level) put(left, x - 0.5, y - 0.5 + share(a, d));
      if (b >= level !== c >= level) put(right, x + 0.5, y - 0.5 + share(b, c));
      // Ink on the right hand of each step, so every crossing is left once and reached once.
      for (const [from, to] of STEPS[inside]!) {
        const key = { t: top, r: right, b: bottom, l: left };
        next.set(key[from], key[to]);
      }
    }
  }

  const loops: Point[][] = [];
  for (const start of points.keys()) {
    if (!next.has(start)) continue;
    const loop: Point[] = [];
    for (let at: number | undefined = start; at !== undefined;) {
      loop.push(points.get(at)!);
      const following: number | undefined = next.get(at);
      next.delete(at);
      at = following === start ? undefined : following;
    }
    loops.push(loop);
  }
  return loops;
}

type Side = 't' | 'r' | 'b' | 'l';
/** By which corners are ink (8 top left, 4 top right, 2 bottom right, 1 bottom left). */
const STEPS: readonly (readonly (readonly [Side, Side])[])[] = [
  [],
  [['b', 'l']],
  [['r', 'b']],
  [['r', 'l']],
  [['t', 'r']],
  [
    ['t', 'r'],
    ['b', 'l'],
  ],
  [['t', 'b']],
  [['t', 'l']],
  [['l', 't']],
  [['b', 't']],
  [
    ['l', 't'],
    ['r', 'b'],
  ],
  [['r', 't']],
  [['l', 'r']],
  [['b', 'r']],
  [['l', 'b']],
  [],
];

/** Douglas and Peucker on a closed loop, cut open at its two points farthest apart in order. */
function simplify(loop: Point[], tolerance: number): Point[] {
  if (loop.length < 4) return loop;
  let far = 0;
  for (let i = 1; i < loop.length; i++) {
    if (distance(loop[0]!, loop[i]!) > distance(loop[0]!, loop[far]!)) far = i;
  }
  const first = thin(loop.slice(0, far + 1), tolerance);
  const second = thin([...loop.slice(far), loop[0]!], tolerance);
  return [...first.slice(0, -1), ...second.slice(0, -1)];
}

function thin(points: Point[], tolerance: number): Point[] {
  const keep = new Uint8Array(points.length);
  keep[0] = 1;
  keep[points.length - 1] = 1;
  // A stack of our own: a contour of a noisy picture is too deep for recursion.
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    let worst = -1;
    let worstDistance = tolerance;
    for (let i = from + 1; i < to; i++) {
      const off = distanceToLine(points[i]!, points[from]!, points[to]!);
      if (off > worstDistance) {
        worst = i;
        worstDistance = off;
      }
    }
    if (worst === -1) continue;
    keep[worst] = 1;
    spans.push([from, worst], [worst, to]);
  }
  return points.filter((_, index) => keep[index] === 1);
}

const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);

function distanceToLine(point: Point, from: Point, to: Point): number {
  const length = distance(from, to);
  if (length === 0) return distance(point, from);
  const cross = (to.x - from.x) * (from.y - point.y) - (from.x - point.x) * (to.y - from.y);
  return Math.abs(cross) / length;
}

function boxOf(loops: Point[][]): Outline['box'] {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of loops.flat()) {
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

function handlesOf(loops: Point[][], box: Outline['box']): Point[] {
  if (loops.length === 1) {
    const rough = simplify(loops[0]!, CORNER_TOLERANCE_PX);
    const corners = rough.filter(
      (corner, index) =>
        distance(corner, rough[(index + 1) % rough.length]!) > 2 * CORNER_TOLERANCE_PX,
    );
    if (corners.length >= 2 && corners.length <= MOST_CORNERS) return corners;
  }
  return [
    { x: box.left, y: box.top },
    { x: box.right, y: box.top },
    { x: box.right, y: box.bottom },
    { x: box.left, y: box.bottom },
  ];
}
