/** The figures and solids of the shape words, in 100 x 100, with room on them for a thing. */
import type { Box } from '../box.ts';
import type { ShapeName } from '../vocabulary/shapes.ts';
import { element, type SvgNode } from '../write/node.ts';
import { lightnessOf, shade } from './oklab.ts';

export interface Silhouette {
  box: Box;
  /** Where the thing is drawn. */
  room: Box;
  /** The surface on which another thing stands. */
  top: { x: number; y: number; width: number };
  /** The outline, to clip what is drawn on it; `null` lets the thing stand out. */
  outline: string | null;
  /** @param colour of the body; its gradient is `shape_shading` */
  draw(colour: string): { body: SvgNode[]; defs: SvgNode[] };
}

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

const flat = (d: string, colour: string): { body: SvgNode[]; defs: SvgNode[] } => ({
  body: [
    element('path', {
      d,
      fill: colour,
      stroke: shade(colour, -0.25),
      'stroke-width': 3,
      'stroke-linejoin': 'round',
    }),
  ],
  defs: [],
});

const figure = (
  d: string,
  bounds: Box,
  room: Box,
  top: Silhouette['top'],
  clipped = true,
): Silhouette => ({
  box: bounds,
  room,
  top,
  outline: clipped ? d : null,
  draw: (colour) => flat(d, colour),
});

const face = (d: string, fill: string): SvgNode =>
  element('path', { d, fill, 'stroke-linejoin': 'round' });

function roundGradient(colour: string, kind: 'linear' | 'radial'): SvgNode {
  const stops: [number, string][] =
    kind === 'radial'
      ? [[0, shade(colour, 0.2)], [0.55, colour], [1, shade(colour, -0.25)]]
      : [[0, shade(colour, -0.12)], [0.3, shade(colour, 0.12)], [1, shade(colour, -0.25)]]; // prettier-ignore
  return element(
    `${kind}Gradient`,
    kind === 'radial'
      ? { id: 'shape_shading', cx: 0.36, cy: 0.3, r: 0.75 }
      : { id: 'shape_shading' },
    ...stops.map(([offset, color]) => element('stop', { offset, 'stop-color': color })),
  );
}

function solid(
  bounds: Box,
  room: Box,
  top: Silhouette['top'],
  outline: string,
  faces: (colour: string) => SvgNode[],
  round: 'linear' | 'radial' | null = null,
): Silhouette {
  return {
    box: bounds,
    room,
    top,
    outline,
    draw: (colour) => ({
      body: [
        element(
          'g',
          { stroke: shade(colour, -0.32), 'stroke-width': 2, 'stroke-linejoin': 'round' },
          ...faces(colour),
        ),
      ],
      defs: round === null ? [] : [roundGradient(colour, round)],
    }),
  };
}

const CIRCLE = figure('M50 3 A47 47 0 1 1 49.9 3 Z', box(1.5, 1.5, 97, 97), box(19, 19, 62, 62), {
  x: 50,
  y: 2,
  width: 30,
});

const CUBE_FRONT = 'M3 25 H75 V97 H3 Z';
const CONE = 'M50 3 L90 86 A40 11 0 0 1 10 86 Z';
const CYLINDER = 'M14 14 V86 A36 11 0 0 0 86 86 V14 Z';
const SPHERE = 'M50 2 A48 48 0 1 1 49.9 2 Z';

/** Words that only change a thing's proportions have no figure. */
export const SILHOUETTES: Readonly<Partial<Record<ShapeName, Silhouette>>> = {
  round: CIRCLE,
  circular: CIRCLE,
  square: figure('M4 4 H96 V96 H4 Z', box(2.5, 2.5, 95, 95), box(12, 12, 76, 76), {
    x: 50,
    y: 2.5,
    width: 90,
  }),
  rectangular: figure('M2 22 H98 V82 H2 Z', box(0.5, 20.5, 99, 63), box(12, 27, 76, 50), {
    x: 50,
    y: 20.5,
    width: 95,
  }),
  triangular: figure('M50 4 L97 94 H3 Z', box(1.5, 2.5, 97, 93), box(27, 44, 46, 48), {
    x: 50,
    y: 5,
    width: 14,
  }),
  oval: figure('M50 16 A48 34 0 1 1 49.9 16 Z', box(0.5, 14.5, 99, 71), box(20, 24, 60, 52), {
    x: 50,
    y: 15,
    width: 40,
  }),
  crescent: figure(
    'M62 5 A46 46 0 1 0 93 68 A38 38 0 0 1 62 5 Z',
    box(2, 3.5, 92.5, 94),
    box(6, 32, 50, 50),
    { x: 50, y: 8, width: 16 },
    false,
  ),
  teardrop: figure(
    'M50 3 Q60 24 77 45 A34 34 0 1 1 23 45 Q40 24 50 3 Z',
    box(14, 1.5, 72, 98),
    box(26, 40, 48, 50),
    { x: 50, y: 3, width: 10 },
  ),
  pentagonal: figure(
    'M50 3 L97 38 L79 95 H21 L3 38 Z',
    box(1.5, 1.5, 97, 95),
    box(21, 27, 58, 62),
    { x: 50, y: 4, width: 16 },
  ),
  cubic: solid(
    box(2, 2, 96, 96),
    box(9, 31, 60, 60),
    { x: 50, y: 14, width: 80 },
    CUBE_FRONT,
    (colour) => [
      face(CUBE_FRONT, colour),
      face('M3 25 L25 3 H97 L75 25 Z', shade(colour, 0.12)),
      face('M75 25 L97 3 V75 L75 97 Z', shade(colour, -0.14)),
    ],
  ),
  spherical: solid(
    box(1, 1, 98, 98),
    box(21, 21, 58, 58),
    { x: 50, y: 2, width: 30 },
    SPHERE,
    () => [face(SPHERE, 'url(#shape_shading)')],
    'radial',
  ),
  pyramidal: solid(
    box(1, 2, 98, 96),
    box(22, 46, 44, 44),
    { x: 50, y: 4, width: 10 },
    'M50 3 L98 82 L66 97 L2 88 Z',
    (colour) => [
      face('M50 3 L66 97 L2 88 Z', colour),
      face('M50 3 L98 82 L66 97 Z', shade(colour, -0.16)),
    ],
  ),
  conical: solid(
    box(9, 2, 82, 96),
    box(29, 44, 42, 46),
    { x: 50, y: 4, width: 10 },
    CONE,
    () => [face(CONE, 'url(#shape_shading)')],
    'linear',
  ),
  cylindrical: solid(
    box(13, 2, 74, 96),
    box(20, 30, 60, 56),
    { x: 50, y: 14, width: 64 },
    CYLINDER,
    (colour) => [
      face(CYLINDER, 'url(#shape_shading)'),
      element('ellipse', { cx: 50, cy: 14, rx: 36, ry: 11, fill: shade(colour, 0.16) }),
    ],
    'linear',
  ),
};

/** Lighter than a thing of this colour on it, so that it stands out; darker under a nearly white one. */
export function plateShade(colour: string): string {
  const lightness = lightnessOf(colour);
  return shade(colour, lightness > 0.92 ? -0.16 : Math.min(0.2, 0.96 - lightness));
}
