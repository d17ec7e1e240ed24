import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Description, Relation, Wish } from './description.ts';
import { parsePrompt } from './parse.ts';
import { printDescription } from './print-description.ts';
import { BACKDROP_NAMES, slotOf } from './vocabulary/backdrops.ts';
import { COLOURS } from './vocabulary/colours.ts';
import { buildLexicon } from './vocabulary/lexicon.ts';
import { BENCHMARK_NOUNS } from './vocabulary/nouns.ts';
import { RELATION_KINDS } from './vocabulary/relations.ts';
import { SHAPES } from './vocabulary/shapes.ts';
import { TEXTURES } from './vocabulary/textures.ts';

const thing = (noun: string, more: Partial<Wish> = {}): Wish => ({
  noun,
  count: 1,
  colour: null,
  shape: null,
  texture: null,
  ...more,
});

const relation = (subject: number, kind: Relation['kind'], object: number): Relation => ({
  subject,
  kind,
  object,
});

const READ: [string, Partial<Description>][] = [
  ['a red car and a blue bicycle', { objects: [thing('car', { colour: 'red' }), thing('bicycle', { colour: 'blue' })] }],
  ['1 skiss, 2 buss and three wine glasss', { objects: [thing('skis'), thing('bus', { count: 2 }), thing('wine glass', { count: 3 })] }],
  ['12 mice', { objects: [thing('mouse', { count: 12 })] }],
  ['a pair of scissors and a pair of dogs', { objects: [thing('scissors'), thing('dog', { count: 2 })] }],
  ['an orange near a orange cat', { objects: [thing('orange'), thing('cat', { colour: 'orange' })], relations: [relation(0, 'near', 1)] }],
  ['a glass bottle and a wine glass', { objects: [thing('bottle', { texture: 'glass' }), thing('wine glass')] }],
  ['a light blue car', { objects: [thing('car', { colour: 'lightblue' })] }],
  ['a brown bear', { objects: [thing('bear', { colour: 'brown' })] }],
  ['a baseball and a baseball bat', { objects: [thing('baseball'), thing('baseball bat')] }],
  ['a chair made of wood', { objects: [thing('chair', { texture: 'wooden' })] }],
  ['a sofa that is green and a puppy', { objects: [thing('couch', { colour: 'green' }), thing('dog')] }],
  ['The cat is sitting to the left of the dog.', { objects: [thing('cat'), thing('dog')], relations: [relation(0, 'on the left of', 1)] }],
  ['a cat on the left, a dog on the right', { objects: [thing('cat'), thing('dog')], relations: [relation(0, 'on the left of', 1)] }],
  ['a cat and a dog sitting on a couch', { relations: [relation(0, 'sit on', 2), relation(1, 'sit on', 2)] }],
  ['a person wearing a hat and holding an umbrella', { relations: [relation(0, 'wear', 1), relation(0, 'hold', 2)] }],
  ['a bowl of apples on a table', { relations: [relation(1, 'in', 0), relation(0, 'on the top of', 2)] }],
  ['three sheep on the grass at night', { objects: [thing('sheep', { count: 3 })], backdrops: ['grass', 'night'] }],
  ['a teddy-bear on a beach', { objects: [thing('teddy bear')], backdrops: ['beach'] }],
]; // prettier-ignore

describe('a prompt', () => {
  test.each(READ)('is read whole: %s', (prompt, expected) => {
    const parse = parsePrompt(prompt);
    expect(parse).toMatchObject(expected);
    expect(parse.unread).toEqual([]);
  });

  test('that is partly unknown says which words, and keeps the rest', () => {
    expect(parsePrompt('a shiny red car and a purple dragon behind a bus')).toEqual({
      objects: [thing('car', { colour: 'red' }), thing('bus')],
      relations: [],
      backdrops: [],
      unread: ['shiny', 'dragon', 'purple', 'behind'],
    });
  });

  test('with a second colour keeps the first and names the second', () => {
    const parse = parsePrompt('a red and white car');
    expect(parse.objects).toEqual([thing('car', { colour: 'red' })]);
    expect(parse.unread).toEqual(['white']);
  });

  test.each(['', '   ', 'hello', 'blue', 'on top of', '🦄'])(
    'without a thing has none: %j',
    (prompt) => {
      expect(parsePrompt(prompt).objects).toEqual([]);
    },
  );

  test('too many to tell apart is not read as a count', () => {
    expect(parsePrompt('1000 cats')).toMatchObject({ unread: ['1000'] });
  });

  test("takes the library's nouns, which win over other names", () => {
    expect(parsePrompt('a mug').objects).toEqual([thing('cup')]);
    const lexicon = buildLexicon(['mug', 'tree']);
    expect(parsePrompt('two mugs and three trees', lexicon).objects).toEqual([
      thing('mug', { count: 2 }),
      thing('tree', { count: 3 }),
    ]);
  });

  test('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        expect(parsePrompt(text).objects.every(({ count }) => count >= 1)).toBe(true);
      }),
    );
  });
});

describe('a description', () => {
  test('that is printed and parsed is itself', () => {
    fc.assert(
      fc.property(descriptions, (description) => {
        expect(parsePrompt(printDescription(description))).toEqual({ ...description, unread: [] });
      }),
      { numRuns: 600 },
    );
  });
});

const orNull = <T>(values: readonly T[]) => fc.constantFrom<T | null>(null, ...values);

const wishes = fc.record<Wish>({
  noun: fc.constantFrom(...BENCHMARK_NOUNS),
  count: fc.integer({ min: 1, max: 12 }),
  colour: orNull([...COLOURS.keys()]),
  shape: orNull(SHAPES),
  texture: orNull(TEXTURES),
});

/** Distinct nouns, so that `the cat` is one thing; relations to the next thing, and one more. */
const descriptions = fc
  .tuple(
    fc.uniqueArray(wishes, { minLength: 1, maxLength: 5, selector: ({ noun }) => noun }),
    fc.array(orNull(RELATION_KINDS), { minLength: 4, maxLength: 4 }),
    orNull(RELATION_KINDS),
    orNull(BACKDROP_NAMES.filter((name) => slotOf(name) === 'place')),
    orNull(BACKDROP_NAMES.filter((name) => slotOf(name) === 'time')),
  )
  .map(([objects, kinds, extra, place, time]): Description => {
    const relations = objects
      .slice(1)
      .flatMap((_, index) => (kinds[index] ? [relation(index, kinds[index], index + 1)] : []));
    if (extra && objects.length > 2) relations.push(relation(objects.length - 1, extra, 0));
    return { objects, relations, backdrops: [place, time].filter((name) => name !== null) };
  });
