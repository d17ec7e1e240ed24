/** The composer: a prompt becomes a scene, and the scene a program. Rules and chance, no learning. */
import { failed, success, type Result } from '../failure.ts';
import { overlapArea, right, type Box } from './box.ts';
import { chooseDrawing } from './choose-drawing.ts';
import type { Description, Relation } from './description.ts';
import { figureOf, type Figure } from './figure.ts';
import type { Arrangement } from './layout/arrange.ts';
import type { Actor } from './layout/block.ts';
import { layOut } from './layout/lay-out.ts';
import { holds } from './layout/measure.ts';
import type { ObjectLibrary } from './object-library.ts';
import { lightnessOf } from './paint/oklab.ts';
import { parsePrompt, type Parse } from './parse.ts';
import { Random } from './random.ts';
import type { Scene, Thing } from './scene.ts';
import { COLOURS } from './vocabulary/colours.ts';
import { buildLexicon, type Lexicon } from './vocabulary/lexicon.ts';
import { ruleOf } from './vocabulary/relations.ts';
import { backdropOf } from './write/backdrop.ts';
import { writeProgram } from './write/write-program.ts';

export interface ComposeOptions {
  /** An integer; the same description and seed give the same program. */
  seed: number;
  /** 0..2: how widely styles, places and backgrounds vary from seed to seed. */
  temperature: number;
}

export interface Composition {
  /** Standalone SVG, viewBox 0 0 512 512. */
  program: string;
  scene: Scene;
  /** Relations of the scene that its boxes do not show, e.g. because two contradict each other. */
  unmet: Relation[];
  parse: Parse;
  /** Nouns that were read but of which the library has no drawing. */
  undrawn: string[];
}

/** Words known for a library: the benchmark's, and the library's own. Built once for each. */
const lexicons = new WeakMap<ObjectLibrary, Lexicon>();

/**
 * @returns the program and the truth about it; an `ask` failure of kind `no-recording` where the
 *   prompt names nothing that can be drawn
 */
export function composeScene(
  prompt: string,
  options: ComposeOptions,
  library: ObjectLibrary,
): Result<Composition> {
  let lexicon = lexicons.get(library);
  if (lexicon === undefined) {
    lexicon = buildLexicon(library.nouns);
    lexicons.set(library, lexicon);
  }
  const parse = parsePrompt(prompt, lexicon);
  const undrawn = parse.objects
    .map(({ noun }) => noun)
    .filter((noun) => library.drawings(noun).length === 0);
  const description = without(parse, undrawn);
  if (description.objects.length === 0) return nothing(parse, undrawn);
  return success({ ...composeDescription(description, options, library), parse, undrawn });
}

/**
 * @param description at least one object, every noun in the library
 * @throws RangeError otherwise
 */
export function composeDescription(
  description: Description,
  { seed, temperature }: ComposeOptions,
  library: ObjectLibrary,
): Pick<Composition, 'program' | 'scene' | 'unmet'> {
  if (description.objects.length === 0) throw new RangeError('There is nothing to compose.');
  const random = new Random(`composer/${seed}`);
  const looseness = Math.min(1, Math.max(0, temperature));
  const staged = stage(description, looseness, random, library);
  const { actors, arrangement } = best(description, staged, looseness, random);
  const things = thingsOf(description, actors, arrangement);
  const scene: Scene = { ...structuredClone(plain(description)), things: [...things.values()] };
  const horizon = horizonOf(arrangement, looseness, random.fork('horizon'));
  const pale = actors.some(({ figure }) => isPale(figure));
  const backdrop = backdropOf(
    description.backdrops,
    horizon,
    pale,
    looseness,
    random.fork('backdrop'),
  );
  const order = arrangement.placed.map((placed) => {
    if (placed.sign !== null) return placed;
    const { figure, mirrored } = actors[placed.actor]!;
    return { thing: things.get(placed.actor)!, figure, mirrored };
  });
  return {
    program: writeProgram(scene, order, backdrop, arrangement.groundLines),
    scene,
    unmet: scene.relations.filter((relation) => !holds(scene, relation)),
  };
}

const plain = ({ objects, relations, backdrops }: Description): Description => ({
  objects,
  relations,
  backdrops,
});

/** A figure for every thing; equal things share one, unless styles may mix. */
function stage(
  description: Description,
  looseness: number,
  random: Random,
  library: ObjectLibrary,
): Actor[] {
  const turned = new Set(
    description.relations
      .filter(({ kind }) => ruleOf(kind) === 'face' || ruleOf(kind) === 'along')
      .flatMap(({ subject, object }) => [subject, object]),
  );
  return description.objects.flatMap((wish, object) => {
    const choice = random.fork(`style-${object}`);
    const drawings = library.drawings(wish.noun);
    if (drawings.length === 0) throw new RangeError(`There is no drawing of ${wish.noun}.`);
    const figures = new Map<string, Figure>();
    const draw = () => {
      const drawing = chooseDrawing(drawings, description, object, looseness, choice);
      const figure = figures.get(drawing.style) ?? figureOf(wish, drawing);
      figures.set(drawing.style, figure);
      return figure;
    };
    const mixed = wish.count > 1 && wish.count < 5 && choice.chance(looseness * looseness * 0.3);
    const common = draw();
    return Array.from({ length: wish.count }, (_, index): Actor => {
      const figure = mixed ? draw() : common;
      const free = figure.facing !== 'front' && !turned.has(object);
      return { object, index: index + 1, figure, mirrored: free && choice.chance(looseness * 0.4) };
    });
  });
}

/** Some draws of chance fit worse than others: of a few, the first without a fault, else the least. */
function best(
  description: Description,
  staged: readonly Actor[],
  looseness: number,
  random: Random,
): { actors: Actor[]; arrangement: Arrangement } {
  const lowest = 452 + random.fork('lowest').between(-14, 14) * looseness;
  let found: { actors: Actor[]; arrangement: Arrangement; faults: number } | null = null;
  for (let attempt = 0; attempt < 6; attempt++) {
    const actors = staged.map((actor) => ({ ...actor }));
    const chance = random.fork(`layout-${attempt}`);
    const arrangement = layOut(description, actors, looseness, lowest, chance);
    const faults = faultsOf(description, actors, arrangement);
    if (found === null || faults < found.faults) found = { actors, arrangement, faults };
    if (faults === 0) break;
  }
  return found!;
}

const OVERLAPPING = new Set(['on', 'behind', 'in-front', 'inside', 'hold', 'wear', 'have']);

/** Relations that do not hold, and things that overlap though nothing says so. */
function faultsOf(description: Description, actors: Actor[], arrangement: Arrangement): number {
  const things = [...thingsOf(description, actors, arrangement).values()];
  const unmet = description.relations.filter((relation) => !holds({ things }, relation)).length;
  return unmet * 10 + accidentalOverlaps({ ...description, things }).length;
}

/**
 * Pairs that cover part of each other though no relation asks for it, not even by way of a third
 * thing: an apple on a book on a bed may cover the bed.
 */
export function accidentalOverlaps({ things, relations }: Scene): [Thing, Thing][] {
  const touching = relations.filter(({ kind }) => OVERLAPPING.has(ruleOf(kind)));
  const reached = (from: number): ReadonlySet<number> => {
    const found = new Set([from]);
    for (const one of found) {
      for (const { subject, object } of touching) {
        if (subject === one) found.add(object);
        if (object === one) found.add(subject);
      }
    }
    return found;
  };
  return things.flatMap((one, index) => {
    const allowed = reached(one.object);
    return things
      .slice(index + 1)
      .filter((other) => one.object === other.object || !allowed.has(other.object))
      .filter((other) => overlapArea(one.box, other.box) > 0.5)
      .map((other): [Thing, Thing] => [one, other]);
  });
}

/** By actor, in the order of the prompt. */
function thingsOf(
  { objects }: Description,
  actors: readonly Actor[],
  { placed }: Arrangement,
): Map<number, Thing> {
  const boxes = new Map<number, Box>();
  for (const { actor, sign, box } of placed) if (sign === null) boxes.set(actor, box);
  const ids = idsOf(objects);
  return new Map(
    actors.map(({ object, index, figure, mirrored }, actor): [number, Thing] => {
      const wish = objects[object]!;
      const thing: Thing = {
        id: wish.count > 1 ? `${ids[object]}-${index}` : ids[object]!,
        object,
        index,
        noun: wish.noun,
        style: figure.style,
        colour: figure.colour,
        shape: wish.shape,
        texture: wish.texture,
        box: roundedBox(boxes.get(actor)!),
        facing: facingOf(figure, mirrored),
      };
      return [actor, thing];
    }),
  );
}

/** `red-car`; a second phrase with the same words is `red-car-b`. */
function idsOf(objects: Description['objects']): string[] {
  const seen = new Map<string, number>();
  return objects.map(({ noun, colour, shape, texture }) => {
    const words = [colour, shape, texture, noun].filter((word) => word !== null);
    const id = words.join('-').replaceAll(' ', '-');
    const times = seen.get(id) ?? 0;
    seen.set(id, times + 1);
    return times === 0 ? id : `${id}-${String.fromCharCode(97 + times)}`;
  });
}

function facingOf({ facing }: Figure, mirrored: boolean): Figure['facing'] {
  if (facing === 'front' || !mirrored) return facing;
  return facing === 'left' ? 'right' : 'left';
}

/** Hundredths, as the program has them. */
function roundedBox(box: Box): Box {
  const round = (value: number) => Math.round(value * 100) / 100;
  const [x, y] = [round(box.x), round(box.y)];
  return { x, y, width: round(right(box) - x), height: round(box.y + box.height - y) };
}

/** Behind the farthest row's feet, so that nothing stands in the sky. */
function horizonOf(
  { groundLines, placed }: Arrangement,
  looseness: number,
  random: Random,
): number {
  const farthest = Math.min(...groundLines);
  const tallest = Math.max(...placed.map(({ box }) => box.height));
  const above = Math.min(tallest * 0.45, 90) + random.between(0, 30) * looseness;
  return Math.round(Math.min(420, Math.max(60, farthest - 24 - above)));
}

/** Line drawings have ink around them. */
const isPale = ({ colour, style }: Figure): boolean => {
  const hex = COLOURS.get(colour);
  return style !== 'outline' && hex !== undefined && lightnessOf(hex) > 0.87;
};

/** The description less some nouns, relations renumbered. */
function without({ objects, relations, backdrops }: Parse, nouns: readonly string[]): Description {
  const kept = objects.flatMap(({ noun }, index) => (nouns.includes(noun) ? [] : [index]));
  return {
    objects: kept.map((index) => objects[index]!),
    relations: relations
      .filter(({ subject, object }) => kept.includes(subject) && kept.includes(object))
      .map(({ subject, kind, object }) => ({
        subject: kept.indexOf(subject),
        kind,
        object: kept.indexOf(object),
      })),
    backdrops,
  };
}

function nothing({ unread }: Parse, undrawn: readonly string[]): Result<Composition> {
  const words = [...undrawn, ...unread];
  const unknown =
    words.length > 0
      ? ` It does not know ${words
          .slice(0, 6)
          .map((word) => `“${word}”`)
          .join(', ')}.`
      : '';
  return failed({
    stage: 'ask',
    kind: 'no-recording',
    retryable: false,
    detail: `There is nothing I can draw here; try “a red car and a blue bicycle”, “three apples on a table” or “a cat behind a couch at night”.${unknown}`,
  });
}
