/** The truth about a composed picture: what is on it, where, and how the things stand to each other. */
import type { Box } from './box.ts';
import type { Description } from './description.ts';
import type { Facing } from './drawing.ts';
import type { ShapeName } from './vocabulary/shapes.ts';
import type { TextureName } from './vocabulary/textures.ts';

/** Side of the square picture, in its own units. */
export const CANVAS = 512;

export interface Thing {
  /** Of its element in the program. */
  id: string;
  /** Place in `Scene.objects`. */
  object: number;
  /** 1-based among the things of the same phrase. */
  index: number;
  noun: string;
  /** Which drawing of the library. */
  style: string;
  /** As asked for, or the drawing's natural colour. */
  colour: string;
  shape: ShapeName | null;
  texture: TextureName | null;
  /** What is painted, strokes included, in 0..512. */
  box: Box;
  /** Where it looks, as drawn here. */
  facing: Facing;
}

export interface Scene extends Description {
  things: Thing[];
}
