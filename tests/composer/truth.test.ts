/** What the composer says of its pictures, against the pictures: counts, places, relations, overlaps. */
import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accidentalOverlaps,
  composeDescription,
  type Composition,
} from '../../src/core/composer/compose.ts';
import type { Description, Wish } from '../../src/core/composer/description.ts';
import { holds } from '../../src/core/composer/layout/measure.ts';
import { parsePrompt } from '../../src/core/composer/parse.ts';
import { printDescription } from '../../src/core/composer/print-description.ts';
import { CANVAS } from '../../src/core/composer/scene.ts';
import {
  BACKDROP_NAMES,
  slotOf,
  type BackdropSlot,
} from '../../src/core/composer/vocabulary/backdrops.ts';
import { BENCHMARK_COLOUR_NAMES } from '../../src/core/composer/vocabulary/colours.ts';
import { buildLexicon } from '../../src/core/composer/vocabulary/lexicon.ts';
import { RELATION_KINDS } from '../../src/core/composer/vocabulary/relations.ts';
import { SHAPES } from '../../src/core/composer/vocabulary/shapes.ts';
import { TEXTURES } from '../../src/core/composer/vocabulary/textures.ts';
import { checkProgram } from '../../src/core/program/check.ts';
import { library } from './library.ts';

const lexicon = buildLexicon(library.nouns);

const orNull = <T>(values: readonly T[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constantFrom<T | null>(...values) },
  );

const wishes = (most: number) =>
  fc.record<Wish>({
    noun: fc.constantFrom(...library.nouns),
    count: fc.integer({ min: 1, max: most }),
    colour: orNull(BENCHMARK_COLOUR_NAMES),
    shape: orNull(SHAPES),
    texture: orNull(TEXTURES),
  });

const inSlot = (slot: BackdropSlot) =>
  orNull(BACKDROP_NAMES.filter((name) => slotOf(name) === slot));
const backdrops = fc
  .tuple(inSlot('place'), inSlot('time'))
  .map((names) => names.filter((name) => name !== null));

const options = fc.record({
  seed: fc.integer({ min: 0, max: 9999 }),
  temperature: fc.constantFrom(0, 0.3, 0.7, 1, 2),
});

/** Several phrases, nothing said of how they stand to each other. */
const lists = fc
  .tuple(fc.array(wishes(12), { minLength: 1, maxLength: 3 }), backdrops)
  .map(([objects, names]): Description => ({ objects, relations: [], backdrops: names }));

const pairs = fc
  .tuple(wishes(1), wishes(1), fc.constantFrom(...RELATION_KINDS), backdrops)
  .map(([subject, object, kind, names]): Description => ({
    objects: [subject, object],
    relations: [{ subject: 0, kind, object: 1 }],
    backdrops: names,
  }));

const scenes = fc.oneof(lists, pairs);

/** Both narrow and small, so drawn large: the gap between them must not grow out of all nearness. */
const smallAndWatching: Description = {
  objects: [
    { noun: 'fork', count: 1, colour: 'red', shape: null, texture: 'rubber' },
    { noun: 'wine glass', count: 1, colour: null, shape: null, texture: null },
  ],
  relations: [{ subject: 0, kind: 'watch', object: 1 }],
  backdrops: [],
};

const parse = (program: string) => {
  const checked = checkProgram(program);
  if (!checked.ok) throw new Error(checked.failure.detail);
  return checked.value;
};

describe('a composed scene', () => {
  test('has as many things as were asked for, all on the picture, none over another by accident', () => {
    fc.assert(
      fc.property(scenes, options, (description, chosen) => {
        const { scene } = composeDescription(description, chosen, library);
        description.objects.forEach(({ count }, index) => {
          expect(scene.things.filter(({ object }) => object === index)).toHaveLength(count);
        });
        for (const { box } of scene.things) {
          expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(-0.5);
          expect(Math.max(box.x + box.width, box.y + box.height)).toBeLessThanOrEqual(CANVAS + 0.5);
          expect(Math.min(box.width, box.height)).toBeGreaterThan(1);
        }
        expect(accidentalOverlaps(scene).map((pair) => pair.map(({ id }) => id))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('shows its relation in the boxes', () => {
    fc.assert(
      fc.property(pairs, options, (description, chosen) => {
        const { scene, unmet } = composeDescription(description, chosen, library);
        expect(unmet).toEqual([]);
        expect(holds(scene, description.relations[0]!)).toBe(true);
      }),
      { numRuns: 400, examples: [[smallAndWatching, { seed: 1504, temperature: 0 }]] },
    );
  });

  test('is, printed and parsed, what was asked for', () => {
    fc.assert(
      fc.property(scenes, options, (description, chosen) => {
        const { scene } = composeDescription(description, chosen, library);
        const read = parsePrompt(printDescription(scene), lexicon);
        expect(read).toEqual({ ...description, unread: [] });
      }),
    );
  });

  test('is valid XML with unique ids, and drawn in full', () => {
    fc.assert(
      fc.property(scenes, options, (description, chosen) => {
        const { program } = composeDescription(description, chosen, library);
        expect(parse(program).warnings.filter(({ kind }) => kind !== 'no-size')).toEqual([]);
        const ids = [...program.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
        expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
        const targets = [...program.matchAll(/(?:href="#|url\(#)([^")]+)/g)].map(([, id]) => id);
        expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
        const { pixels } = new Resvg(program, { fitTo: { mode: 'width', value: 48 } }).render();
        expect(new Set(new Uint32Array(new Uint8Array(pixels).buffer)).size).toBeGreaterThan(4);
      }),
      { numRuns: 120 },
    );
  });
});

describe('the box of a thing', () => {
  const alone = wishes(1).map((wish): Description => ({ objects: [wish], relations: [], backdrops: [] })); // prettier-ignore

  test('is where its ink is', () => {
    fc.assert(
      fc.property(alone, options, (description, chosen) => {
        const composition = composeDescription(description, chosen, library);
        const { box, noun, style } = composition.scene.things[0]!;
        const ink = inkOf(composition);
        // Drawings state their box to a unit or so; here that is a few px.
        const name = `${noun}/${style}`;
        expect(Math.abs(ink.x - box.x), name).toBeLessThan(14);
        expect(Math.abs(ink.y - box.y), name).toBeLessThan(14);
        expect(Math.abs(ink.right - (box.x + box.width)), name).toBeLessThan(14);
        expect(Math.abs(ink.bottom - (box.y + box.height)), name).toBeLessThan(14);
      }),
      { numRuns: 150 },
    );
  });
});

/** Of the thing alone, drawn at a pixel a unit without what is behind it. */
function inkOf({ program, scene }: Pick<Composition, 'program' | 'scene'>) {
  const { id } = scene.things[0]!;
  const defs = /<defs>[\s\S]*<\/defs>/.exec(program)?.[0] ?? '';
  const thing = program.slice(program.indexOf(`<g id="${id}"`), program.lastIndexOf('</svg>'));
  const only = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CANVAS} ${CANVAS}">${defs}${thing}</svg>`;
  const { pixels, width, height } = new Resvg(only).render();
  const ink = { x: width, y: height, right: 0, bottom: 0 };
  for (let at = 3; at < pixels.length; at += 4) {
    if (pixels[at]! < 40) continue;
    const pixel = (at - 3) / 4;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    ink.x = Math.min(ink.x, x);
    ink.y = Math.min(ink.y, y);
    ink.right = Math.max(ink.right, x + 1);
    ink.bottom = Math.max(ink.bottom, y + 1);
  }
  return ink;
}
