/** How much of SGP-CompBench's own prompts the parser reads, and whether it reads them right. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parsePrompt, type Parse } from '../../src/core/composer/parse.ts';

interface Item {
  prompt: string;
  metadata: {
    nouns?: string[];
    objects?: string[];
    colors?: string[];
    shapes?: string[];
    textures?: string[];
    relation?: string;
    object_counts?: { noun: string; count: number }[];
  };
}

const file = new URL('../../../shared/data/sgp-compbench-prompts.json', import.meta.url);
const present = existsSync(file);

describe.skipIf(!present)('the 3,200 prompts of SGP-CompBench (skipped without the file)', () => {
  const items = present ? (JSON.parse(readFileSync(file, 'utf8')) as Item[]) : [];
  const parses = items.map(({ prompt }) => parsePrompt(prompt));

  test('at least 98% are read to the last word', () => {
    const whole = parses.filter(({ unread, objects }) => unread.length === 0 && objects.length > 0);
    expect(items).toHaveLength(3200);
    expect(whole.length / items.length).toBeGreaterThanOrEqual(0.98);
  });

  test('what is read is what their metadata says', () => {
    const wrong = items.filter((item, index) => !agrees(parses[index]!, item));
    // The metadata itself is wrong in a few, where it cuts `teddy bear` to `teddy`.
    expect(wrong.length / items.length).toBeLessThan(0.02);
    expect(wrong.map(({ metadata }) => metadata.nouns ?? metadata.objects).flat()).toSatisfy(
      (nouns: string[]) =>
        nouns.some((noun) => ['teddy', 'ball', 'sports', 'traffic'].includes(noun)),
    );
  });
});

function agrees({ objects, relations }: Parse, { metadata }: Item): boolean {
  const { colors, shapes, textures, relation, object_counts } = metadata;
  const nouns = metadata.nouns ?? metadata.objects ?? [];
  return (
    objects.length === nouns.length &&
    objects.every(
      ({ noun, count, colour, shape, texture }, index) =>
        noun === nouns[index] &&
        count === (object_counts?.[index]?.count ?? 1) &&
        colour === (colors?.[index] ?? null) &&
        shape === (shapes?.[index] ?? null) &&
        texture === (textures?.[index] ?? null),
    ) &&
    relations.length === (relation === undefined ? 0 : 1) &&
    relations.every(({ kind }) => kind === relation)
  );
}
