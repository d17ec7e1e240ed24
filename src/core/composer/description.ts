/** What a prompt of the compositional language asks for, in data: read by `parse.ts`, drawn by `compose.ts`. */
import type { BackdropName } from './vocabulary/backdrops.ts';
import type { RelationKind } from './vocabulary/relations.ts';
import type { ShapeName } from './vocabulary/shapes.ts';
import type { TextureName } from './vocabulary/textures.ts';

/** `three red cars`: one phrase of a prompt. */
export interface Wish {
  /** As the object library names it, spaces as written: `teddy bear`. */
  noun: string;
  /** 1..`MOST_THINGS` */
  count: number;
  /** A name of `vocabulary/colours.ts`; `null`: the thing's natural colour. */
  colour: string | null;
  shape: ShapeName | null;
  texture: TextureName | null;
}

/** Both ends are places in `Description.objects`. */
export interface Relation {
  subject: number;
  kind: RelationKind;
  object: number;
}

export interface Description {
  objects: Wish[];
  relations: Relation[];
  /** At most one place and one time of day, the place first. */
  backdrops: BackdropName[];
}

/** More than these on one picture are no longer told apart. */
export const MOST_THINGS = 40;
