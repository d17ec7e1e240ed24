/** A scene that is wrong in one way, beside the right one: what a metric or a judge must tell apart. */
import { composeDescription, type ComposeOptions, type Composition } from './compose.ts';
import type { Description, Wish } from './description.ts';
import type { ObjectLibrary } from './object-library.ts';
import { printDescription, printWish } from './print-description.ts';
import { Random } from './random.ts';
import type { Scene } from './scene.ts';
import { OPPOSITES, ruleOf } from './vocabulary/relations.ts';

export const TWIN_KINDS = [
  'colours-swapped',
  'relation-flipped',
  'count-off-by-one',
  'counts-swapped',
  'object-replaced',
  'attribute-moved',
] as const;

export type TwinKind = (typeof TWIN_KINDS)[number];

export interface WrongDescription {
  description: Description;
  /** One sentence on what differs: `The car is blue instead of red.` */
  difference: string;
}

export interface WrongTwin extends Pick<Composition, 'program' | 'scene' | 'unmet'> {
  kind: TwinKind;
  /** What the twin shows, in the words of a prompt. */
  caption: string;
  difference: string;
}

/**
 * @param scene of a right picture
 * @param options those of the right picture, so that all else stays as it was
 * @returns `null` where the scene cannot be wrong in that way, e.g. has no two colours to swap
 */
export function wrongTwin(
  scene: Scene,
  kind: TwinKind,
  options: ComposeOptions,
  library: ObjectLibrary,
): WrongTwin | null {
  const random = new Random(`twin/${kind}/${options.seed}`);
  const wrong = wrongDescription(scene, kind, random, library.nouns);
  if (wrong === null) return null;
  const composed = composeDescription(wrong.description, options, library);
  return {
    ...composed,
    kind,
    caption: printDescription(wrong.description),
    difference: wrong.difference,
  };
}

/** @param nouns that may take another's place */
export function wrongDescription(
  { objects, relations, backdrops }: Description,
  kind: TwinKind,
  random: Random,
  nouns: readonly string[],
): WrongDescription | null {
  const right = structuredClone({ objects, relations, backdrops });
  const wrong = MISTAKES[kind](right, random, nouns);
  // A mistake that says the same in other places is none.
  return wrong && !sameThings(right, wrong.description) ? wrong : null;
}

type Mistake = (
  right: Description,
  random: Random,
  nouns: readonly string[],
) => WrongDescription | null;

const MISTAKES: Record<TwinKind, Mistake> = {
  'colours-swapped': (right, random) =>
    swap(right, random, 'colour', (one, other) => one.colour !== null && other.colour !== null),

  'counts-swapped': (right, random) => swap(right, random, 'count', () => true),

  'attribute-moved'(right, random) {
    const keys = (['colour', 'texture', 'shape'] as const).filter((key) =>
      right.objects.some((wish) => wish[key] !== null),
    );
    for (const key of random.shuffle(keys)) {
      const moved = swap(right, random, key, (one, other) => (one[key] === null) !== (other[key] === null)); // prettier-ignore
      if (moved !== null) return moved;
    }
    return null;
  },

  'count-off-by-one'({ objects, ...rest }, random) {
    const index = Math.floor(random.next() * objects.length);
    const wish = objects[index]!;
    const count = wish.count + (wish.count > 1 && random.chance(0.5) ? -1 : 1);
    return {
      description: { ...rest, objects: objects.with(index, { ...wish, count }) },
      difference: `There ${count === 1 ? 'is' : 'are'} ${count} of ${printWish({ ...wish, count: 1 })} instead of ${wish.count}.`,
    };
  },

  'object-replaced'({ objects, ...rest }, random, nouns) {
    const others = nouns.filter((noun) => objects.every((wish) => wish.noun !== noun));
    if (others.length === 0) return null;
    const index = Math.floor(random.next() * objects.length);
    const wish = objects[index]!;
    const noun = random.pick(others);
    return {
      description: { ...rest, objects: objects.with(index, { ...wish, noun }) },
      difference: `There is ${article(noun)} instead of ${article(wish.noun)}.`,
    };
  },

  'relation-flipped'({ relations, ...rest }, random) {
    const flippable = relations.filter(({ kind }) => !SYMMETRIC.has(ruleOf(kind)));
    if (flippable.length === 0) return null;
    const relation = random.pick(flippable);
    const { subject, kind, object } = relation;
    const opposite = OPPOSITES[kind];
    // What has no opposite is done by the other of the two.
    const flipped =
      opposite === undefined
        ? { subject: object, kind, object: subject }
        : { subject, kind: opposite, object };
    const words = (index: number) => `the ${rest.objects[index]!.noun}`;
    const told = ({ subject: one, kind: how, object: two }: typeof relation) =>
      `${words(one)} ${how} ${words(two)}`;
    return {
      description: { ...rest, relations: relations.with(relations.indexOf(relation), flipped) },
      difference: `It shows ${told(flipped)} instead of ${told(relation)}.`,
    };
  },
};

/** Flipping these changes nothing that can be seen. */
const SYMMETRIC: ReadonlySet<string> = new Set(['near', 'beside', 'face', 'along']);

type Swappable = 'colour' | 'count' | 'texture' | 'shape';

/** Exchanges one attribute of two phrases that differ in it. */
function swap(
  { objects, ...rest }: Description,
  random: Random,
  key: Swappable,
  allowed: (one: Wish, other: Wish) => boolean,
): WrongDescription | null {
  const pairs = objects.flatMap((one, index) =>
    objects
      .slice(index + 1)
      .flatMap((other, after) =>
        one[key] !== other[key] && allowed(one, other) ? [[index, index + 1 + after] as const] : [],
      ),
  );
  if (pairs.length === 0) return null;
  const [first, second] = random.pick(pairs);
  const one = objects[first]!;
  const other = objects[second]!;
  const changed = [
    { ...one, [key]: other[key] },
    { ...other, [key]: one[key] },
  ] as const;
  return {
    description: {
      ...rest,
      objects: objects.with(first, changed[0]).with(second, changed[1]),
    },
    difference: `It shows ${printWish(changed[0])} and ${printWish(changed[1])} instead of ${printWish(one)} and ${printWish(other)}.`,
  };
}

const article = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

/** Without relations the order of phrases is not seen: a red and a blue car swapped are the same. */
function sameThings(right: Description, wrong: Description): boolean {
  const sorted = ({ objects }: Description) => objects.map((wish) => JSON.stringify(wish)).sort();
  if (right.relations.length > 0) return JSON.stringify(right) === JSON.stringify(wrong);
  return sorted(right).join() === sorted(wrong).join();
}
