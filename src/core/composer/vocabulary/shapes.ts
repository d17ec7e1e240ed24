/** The 20 shape words of SGP-CompBench. */

/**
 * How a thing takes on a shape: `proportion` changes its own width, height or size, `figure` draws it
 * on a flat figure, `solid` on a shaded body.
 */
export type ShapeKind = 'proportion' | 'figure' | 'solid';

const KINDS = {
  tall: 'proportion',
  short: 'proportion',
  long: 'proportion',
  oblong: 'proportion',
  big: 'proportion',
  small: 'proportion',
  round: 'figure',
  circular: 'figure',
  square: 'figure',
  rectangular: 'figure',
  triangular: 'figure',
  oval: 'figure',
  crescent: 'figure',
  teardrop: 'figure',
  pentagonal: 'figure',
  cubic: 'solid',
  spherical: 'solid',
  pyramidal: 'solid',
  conical: 'solid',
  cylindrical: 'solid',
} as const satisfies Record<string, ShapeKind>;

export type ShapeName = keyof typeof KINDS;

export const SHAPES = Object.keys(KINDS) as ShapeName[];

export const shapeKind = (shape: ShapeName): ShapeKind => KINDS[shape];

export const SHAPE_SYNONYMS: Readonly<Record<string, ShapeName>> = {
  large: 'big',
  huge: 'big',
  giant: 'big',
  gigantic: 'big',
  enormous: 'big',
  little: 'small',
  tiny: 'small',
  miniature: 'small',
  circle: 'round',
  triangle: 'triangular',
  rectangle: 'rectangular',
  pentagon: 'pentagonal',
  cube: 'cubic',
  cuboid: 'cubic',
  'cube like': 'cubic',
  sphere: 'spherical',
  'ball shaped': 'spherical',
  pyramid: 'pyramidal',
  cone: 'conical',
  cylinder: 'cylindrical',
  elliptical: 'oval',
  ellipse: 'oval',
  'egg shaped': 'oval',
  'half moon': 'crescent',
  'moon shaped': 'crescent',
  'tear shaped': 'teardrop',
  'drop shaped': 'teardrop',
  lengthy: 'long',
  elongated: 'oblong',
  high: 'tall',
  low: 'short',
};

/** Things that have the shape already: drawn as they are. */
const NATURAL: Partial<Record<ShapeName, readonly string[]>> = {
  round: [
    'apple',
    'baseball',
    'clock',
    'donut',
    'frisbee',
    'orange',
    'plate',
    'sports ball',
    'tire',
  ],
  circular: ['baseball', 'clock', 'donut', 'frisbee', 'plate', 'sports ball', 'tire'],
  spherical: ['apple', 'baseball', 'orange', 'sports ball'],
  rectangular: [
    'bed',
    'book',
    'bus',
    'cell phone',
    'door',
    'keyboard',
    'laptop',
    'microwave',
    'refrigerator',
    'remote',
    'suitcase',
    'tv',
  ],
  triangular: ['roof'],
  cylindrical: ['bottle'],
  conical: [],
  crescent: ['banana'],
};

export const hasNaturally = (noun: string, shape: ShapeName): boolean =>
  NATURAL[shape]?.includes(noun) ?? false;
