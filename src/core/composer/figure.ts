/** How one thing looks: a drawing in its colour, material and shape, before it has a place. */
import type { Box } from './box.ts';
import type { Wish } from './description.ts';
import type { Drawing, Facing } from './drawing.ts';
import { lightnessOf } from './paint/oklab.ts';
import { recolour, type Painted } from './paint/recolour.ts';
import { plateShade, SILHOUETTES, type Silhouette } from './paint/silhouette.ts';
import { COLOURS } from './vocabulary/colours.ts';
import { hasNaturally, type ShapeName } from './vocabulary/shapes.ts';
import { element, type SvgNode } from './write/node.ts';

/** A point on a thing, as shares of its box. */
export interface Anchor {
  x: number;
  y: number;
}

/** A surface: its middle, and its width as a share of the box's. */
export interface Surface extends Anchor {
  width: number;
}

export interface Figure {
  noun: string;
  style: string;
  /** Name of the body's colour: asked for, or natural. */
  colour: string;
  facing: Facing;
  /** Softened real size, 0.3..1, made larger or smaller by `big` and `small`. */
  size: number;
  /** What is painted, in the figure's own units. */
  box: Box;
  /** Factors by which width and height change on the way to the picture. */
  stretch: { x: number; y: number };
  top: Surface | null;
  hold: Anchor | null;
  wear: Surface | null;
  body: SvgNode[];
  defs: SvgNode[];
}

/** @param drawing one of the library's for `wish.noun` */
export function figureOf(wish: Wish, drawing: Drawing): Figure {
  const painted = recolour(drawing, wish.colour, wish.texture);
  const silhouette =
    wish.shape === null ? undefined : silhouetteFor(wish.noun, wish.shape, drawing);
  return silhouette
    ? onSilhouette(wish, drawing, painted, silhouette)
    : asDrawn(wish, drawing, painted);
}

function asDrawn(wish: Wish, drawing: Drawing, painted: Painted): Figure {
  const { outset } = painted;
  const box: Box = {
    x: drawing.box.x - outset,
    y: drawing.box.y - outset,
    width: drawing.box.width + 2 * outset,
    height: drawing.box.height + 2 * outset,
  };
  const at = ({ x, y }: Anchor): Anchor => ({
    x: (x - box.x) / box.width,
    y: (y - box.y) / box.height,
  });
  const surface = (place: Surface): Surface => ({ ...at(place), width: place.width / box.width });
  const { stretch, factor } = proportions(wish.shape, box);
  return {
    noun: wish.noun,
    style: drawing.style,
    colour: wish.colour ?? drawing.colour,
    facing: drawing.facing,
    size: drawing.size * factor,
    box,
    stretch,
    top: drawing.top && surface(drawing.top),
    hold: drawing.hold && at(drawing.hold),
    wear: drawing.wear && surface(drawing.wear),
    body: painted.body,
    defs: painted.defs,
  };
}

function silhouetteFor(noun: string, shape: ShapeName, drawing: Drawing): Silhouette | undefined {
  const aspect = drawing.box.width / drawing.box.height;
  if (hasNaturally(noun, shape)) {
    // Seen at an angle, a round thing is none.
    const round = shape === 'round' || shape === 'circular' || shape === 'spherical';
    if (!round || (aspect > 0.85 && aspect < 1.18)) return undefined;
  }
  // A rectangle needs only other proportions to be a square.
  if (shape === 'square' && hasNaturally(noun, 'rectangular')) return undefined;
  return SILHOUETTES[shape];
}

/** Width and height factors, area kept, and the change of size. */
function proportions(
  shape: ShapeName | null,
  { width, height }: Box,
): { stretch: Figure['stretch']; factor: number } {
  const aspect = width / height;
  const towards = (wanted: number): Figure['stretch'] => {
    const by = Math.sqrt(wanted / aspect);
    return { x: by, y: 1 / by };
  };
  switch (shape) {
    case 'tall':
      return { stretch: towards(Math.min(0.55, aspect * 0.6)), factor: 1.15 };
    case 'short':
      return { stretch: towards(Math.max(1.5, aspect * 1.3)), factor: 0.75 };
    case 'long':
      return { stretch: towards(Math.max(2.2, aspect * 1.5)), factor: 1.1 };
    case 'oblong':
      return { stretch: towards(aspect < 0.7 ? 0.42 : Math.max(1.9, aspect * 1.2)), factor: 1 };
    case 'big':
      return { stretch: { x: 1, y: 1 }, factor: 1.6 };
    case 'small':
      return { stretch: { x: 1, y: 1 }, factor: 0.5 };
    case 'square':
      return { stretch: towards(1), factor: 1 };
    case 'rectangular':
      return { stretch: aspect > 0.8 && aspect < 1.25 ? towards(1.45) : { x: 1, y: 1 }, factor: 1 };
    default:
      return { stretch: { x: 1, y: 1 }, factor: 1 };
  }
}

function onSilhouette(
  wish: Wish,
  drawing: Drawing,
  painted: Painted,
  { box, room, top, outline, draw }: Silhouette,
): Figure {
  const plate = draw(plateColour(painted.colour, drawing));
  const scale = Math.min(room.width / drawing.box.width, room.height / drawing.box.height);
  const x = room.x + (room.width - drawing.box.width * scale) / 2 - drawing.box.x * scale;
  const y = room.y + (room.height - drawing.box.height * scale) / 2 - drawing.box.y * scale;
  const thing = element(
    'g',
    { transform: `translate(${round(x)} ${round(y)}) scale(${round(scale)})` },
    ...painted.body,
  );
  const clip = outline && element('clipPath', { id: CLIP }, element('path', { d: outline }));
  return {
    noun: wish.noun,
    style: drawing.style,
    colour: wish.colour ?? drawing.colour,
    facing: drawing.facing,
    size: Math.max(0.5, drawing.size),
    box,
    stretch: { x: 1, y: 1 },
    top: {
      x: (top.x - box.x) / box.width,
      y: (top.y - box.y) / box.height,
      width: top.width / box.width,
    },
    hold: null,
    wear: null,
    body: [...plate.body, clip ? element('g', { 'clip-path': `url(#${CLIP})` }, thing) : thing],
    defs: [...plate.defs, ...painted.defs, ...(clip ? [clip] : [])],
  };
}

function plateColour(painted: string, drawing: Drawing): string {
  // The tint of a line drawing is nearly white: its natural colour tells more.
  const natural = COLOURS.get(drawing.colour) ?? painted;
  const colour = drawing.style === 'outline' && lightnessOf(painted) > 0.86 ? natural : painted;
  return plateShade(colour);
}

/** Parts of the library have no `_` in their names. */
const CLIP = 'shape_outline';

const round = (value: number): number => Math.round(value * 1000) / 1000;
