/** Ten materials as paint servers: patterns of marks in the drawing's own units, or gradients over a shape. */
import type { TextureName } from '../vocabulary/textures.ts';
import { element, type SvgNode } from '../write/node.ts';
import { lightnessOf, shade } from './oklab.ts';

export interface Material {
  /** Marks leave gaps, so the part's colour is painted under them; a sheen is the colour itself. */
  kind: 'marks' | 'sheen';
  /** @returns a pattern or gradient with this id, for a part of this colour */
  server(id: string, colour: string): SvgNode;
  /** What the outline of a part shows of the material. */
  edge(colour: string): Record<string, string>;
  /** Units of 100 by which the edge stands out. */
  outset: number;
}

const line = (d: string, stroke: string, width: number, opacity?: number): SvgNode =>
  element('path', {
    d,
    fill: 'none',
    stroke,
    'stroke-width': width,
    'stroke-linecap': 'round',
    'stroke-opacity': opacity,
  });

const dots = (points: readonly [number, number, number][], fill: string): SvgNode[] =>
  points.map(([cx, cy, r]) => element('circle', { cx, cy, r, fill }));

// No ground in the tile: renderers leave hairlines between tiles, which show on a painted ground.
function tile(id: string, width: number, height: number, marks: SvgNode[], turn?: string): SvgNode {
  return element(
    'pattern',
    { id, width, height, patternUnits: 'userSpaceOnUse', patternTransform: turn },
    ...marks,
  );
}

function sheen(id: string, slope: number, stops: [number, string, number?][]): SvgNode {
  return element(
    'linearGradient',
    { id, x2: 1, y2: slope },
    ...stops.map(([offset, color, opacity]) =>
      element('stop', { offset, 'stop-color': color, 'stop-opacity': opacity }),
    ),
  );
}

/** Marks must show on a light ground and on a dark one. */
const mark = (colour: string, strength: number): string =>
  shade(colour, lightnessOf(colour) > 0.4 ? -strength : strength);

export const MATERIALS: Readonly<Record<TextureName, Material>> = {
  wooden: {
    kind: 'marks',
    server: (id, colour) =>
      tile(id, 44, 14, [
        line('M0 2 Q11 4 22 2 T44 2 M0 12 Q11 10 22 12 T44 12', mark(colour, 0.13), 1),
        line('M0 7 H10 Q17 3 24 7 Q17 11 10 7 M24 7 H44', mark(colour, 0.19), 1),
        line('M15 7 H19 M28 4.5 Q35 5.5 44 4.5', mark(colour, 0.19), 0.8),
      ]),
    edge: (colour) => ({ stroke: shade(colour, -0.22), 'stroke-width': '1' }),
    outset: 0.5,
  },
  marble: {
    kind: 'marks',
    server: (id, colour) =>
      tile(id, 46, 46, [
        line('M-4 8 Q10 12 16 24 T34 40 T50 50 M22 -4 Q26 8 38 12 T50 26', mark(colour, 0.28), 1.1),
        line('M16 24 Q8 30 6 46 M38 12 Q44 6 46 -2 M34 40 Q40 32 48 34', mark(colour, 0.17), 0.7),
      ]),
    edge: (colour) => ({ stroke: shade(colour, -0.25), 'stroke-width': '0.8' }),
    outset: 0.4,
  },
  stone: {
    kind: 'marks',
    server: (id, colour) =>
      tile(id, 26, 26, [
        ...dots([[4, 5, 1.4], [15, 3, 0.9], [21, 11, 1.6], [9, 14, 1.1], [3, 21, 1], [16, 21, 1.5]], mark(colour, 0.16)), // prettier-ignore
        ...dots([[10, 7, 1.2], [22, 3, 0.8], [5, 11, 0.9], [14, 16, 0.8], [23, 20, 1.2], [9, 23, 0.9]], shade(colour, 0.15)), // prettier-ignore
        line('M17 8 L14 12 L17 15 M2 16 L6 18 L7 17', mark(colour, 0.28), 0.7),
      ]),
    edge: (colour) => ({ stroke: shade(colour, -0.25), 'stroke-width': '1.2' }),
    outset: 0.6,
  },
  leather: {
    kind: 'marks',
    server: (id, colour) =>
      tile(id, 12, 10, [
        line('M1 2 Q4 0 6 3 T11 3 M0 7 Q3 5 5 8 T10 8 M6 3 Q5 6 5 8 M11 3 Q12 5 12 7', mark(colour, 0.12), 0.7), // prettier-ignore
      ]),
    // Stitches along the seam.
    edge: (colour) => ({
      stroke: shade(colour, 0.32),
      'stroke-width': '1.1',
      'stroke-dasharray': '3 2',
    }),
    outset: 0.5,
  },
  fabric: {
    kind: 'marks',
    server: (id, colour) =>
      tile(id, 10, 10, [
        element('path', { d: 'M0 0 H5 V10 H0 Z M0 0 H10 V5 H0 Z', fill: mark(colour, 0.2), 'fill-opacity': 0.45 }), // prettier-ignore
        line('M7.5 0 V10 M0 7.5 H10', shade(colour, 0.2), 0.8),
      ]),
    edge: (colour) => ({
      stroke: mark(colour, 0.25),
      'stroke-width': '1',
      'stroke-dasharray': '2 1.2',
    }),
    outset: 0.5,
  },
  rubber: {
    kind: 'marks',
    server: (id, colour) =>
      tile(
        id,
        7,
        7,
        [
          element('path', { d: 'M0.8 0.8 H4 V2.4 H2.4 V4 H0.8 Z', fill: mark(colour, 0.13) }),
          element('circle', { cx: 5.4, cy: 5.4, r: 0.9, fill: mark(colour, 0.2) }),
        ],
        'rotate(45)',
      ),
    edge: (colour) => ({ stroke: shade(colour, -0.16), 'stroke-width': '2.4', 'stroke-linejoin': 'round' }), // prettier-ignore
    outset: 1.2,
  },
  fluffy: {
    kind: 'marks',
    server: (id, colour) =>
      tile(
        id,
        19,
        17,
        [
          line('M2 2 q0 4 3 5 M9 1 q1 4 4 4 M6 9 q0 4 4 5 M14 8 q1 4 4 4 M1 13 q1 3 3 3', mark(colour, 0.13), 0.9), // prettier-ignore
          line('M5 1 q1 3 3 3 M14 3 q1 3 3 3 M1 8 q1 3 3 3 M11 10 q1 3 3 4 M16 14 q1 2 2 2', shade(colour, 0.14), 0.9), // prettier-ignore
        ],
        'rotate(12)',
      ),
    // Round dashes that hardly have length: a scalloped edge of tufts.
    edge: (colour) => ({
      stroke: shade(colour, 0.05),
      'stroke-width': '6',
      'stroke-dasharray': '0.1 4.4',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
    outset: 3,
  },
  metallic: {
    kind: 'sheen',
    server: (id, colour) =>
      sheen(id, 0.7, [
        [0, shade(colour, -0.1)],
        [0.2, shade(colour, 0.1)],
        [0.32, shade(colour, 0.28)],
        [0.42, shade(colour, 0.02)],
        [0.62, shade(colour, -0.2)],
        [0.78, shade(colour, 0.05)],
        [0.86, shade(colour, 0.24)],
        [1, shade(colour, -0.12)],
      ]),
    edge: (colour) => ({ stroke: shade(colour, -0.3), 'stroke-width': '0.8' }),
    outset: 0.4,
  },
  plastic: {
    kind: 'sheen',
    server: (id, colour) =>
      sheen(id, 1, [
        [0, shade(colour, 0.1)],
        [0.2, shade(colour, 0.08)],
        [0.2, shade(colour, 0.34)],
        [0.29, shade(colour, 0.3)],
        [0.29, shade(colour, 0.05)],
        [0.7, colour],
        [1, shade(colour, -0.12)],
      ]),
    edge: (colour) => ({ stroke: shade(colour, -0.2), 'stroke-width': '0.8' }),
    outset: 0.4,
  },
  glass: {
    kind: 'sheen',
    server: (id, colour) =>
      sheen(id, 1, [
        [0, shade(colour, 0.1), 0.75],
        [0.3, colour, 0.38],
        [0.3, '#ffffff', 0.85],
        [0.4, '#ffffff', 0.7],
        [0.4, colour, 0.38],
        [0.7, colour, 0.5],
        [0.7, '#ffffff', 0.6],
        [0.74, '#ffffff', 0.6],
        [0.74, colour, 0.45],
        [1, shade(colour, -0.1), 0.7],
      ]),
    edge: (colour) => ({ stroke: shade(colour, -0.22), 'stroke-width': '1.1' }),
    outset: 0.5,
  },
};
