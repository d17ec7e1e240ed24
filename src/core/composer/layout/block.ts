/** Things with places relative to each other, in drawing order, not yet on the picture. */
import { unionOf, type Box } from '../box.ts';
import type { Anchor, Figure, Surface } from '../figure.ts';

/** Drawn beside a thing to show what it does. */
export type Sign = 'speech';

export interface Placed {
  /** Which of the scene's actors; for a sign, the actor that makes it. */
  actor: number;
  sign: Sign | null;
  box: Box;
}

export type Block = Placed[];

/** One thing of the scene before it has a place. */
export interface Actor {
  object: number;
  index: number;
  figure: Figure;
  /** Drawn turned round. */
  mirrored: boolean;
}

export const boundsOf = (block: Block): Box => unionOf(block.map(({ box }) => box));

/** Of the members that belong to one phrase. @throws where there are none */
export const boundsOfObject = (block: Block, actors: readonly Actor[], object: number): Box =>
  unionOf(
    block
      .filter(({ actor, sign }) => sign === null && actors[actor]!.object === object)
      .map(({ box }) => box),
  );

export const moved = (block: Block, x: number, y: number): Block =>
  block.map((placed) => ({
    ...placed,
    box: { ...placed.box, x: placed.box.x + x, y: placed.box.y + y },
  }));

/** About the origin. */
export const scaled = (block: Block, factor: number): Block =>
  block.map((placed) => ({
    ...placed,
    box: {
      x: placed.box.x * factor,
      y: placed.box.y * factor,
      width: placed.box.width * factor,
      height: placed.box.height * factor,
    },
  }));

/** So that `from`, a point of the block, comes to lie on `to`. */
export const movedTo = (block: Block, from: Anchor, to: Anchor): Block =>
  moved(block, to.x - from.x, to.y - from.y);

/** Where an anchor of a thing is, once the thing has a box. */
export const anchorAt = (anchor: Anchor, box: Box, mirrored: boolean): Anchor => ({
  x: box.x + (mirrored ? 1 - anchor.x : anchor.x) * box.width,
  y: box.y + anchor.y * box.height,
});

export const surfaceAt = (surface: Surface, box: Box, mirrored: boolean): Surface => ({
  ...anchorAt(surface, box, mirrored),
  width: surface.width * box.width,
});
