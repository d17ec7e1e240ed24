import { describe, expect, test } from 'vitest';
import { composeScene } from './compose.ts';
import { fakeLibrary } from './fake-library.ts';
import { parsePrompt } from './parse.ts';
import { TWIN_KINDS, wrongTwin, type TwinKind } from './wrong-twin.ts';

const library = fakeLibrary();
const options = { seed: 3, temperature: 0.5 };

function twinOf(prompt: string, kind: TwinKind) {
  const right = composeScene(prompt, options, library);
  if (!right.ok) throw new Error(right.failure.detail);
  return { right: right.value, twin: wrongTwin(right.value.scene, kind, options, library) };
}

const CASES: [TwinKind, string, string][] = [
  ['colours-swapped', 'a red car and a blue dog', 'a blue car and a red dog'],
  ['counts-swapped', '2 cars and 5 dogs', '5 cars and 2 dogs'],
  ['attribute-moved', 'a red car and a dog', 'a car and a red dog'],
  ['attribute-moved', 'a wooden car and a dog', 'a car and a wooden dog'],
  ['relation-flipped', 'a car on the left of a dog', 'a car on the right of a dog'],
  ['relation-flipped', 'a dog sit on a car', '. the car is sit on the dog'],
];

describe('a wrong twin', () => {
  test.each(CASES)('%s: %s', (kind, prompt, caption) => {
    const { right, twin } = twinOf(prompt, kind);
    expect(twin?.caption).toContain(caption);
    expect(twin?.program).not.toBe(right.program);
    expect(twin?.difference).toMatch(/instead of .*\.$/);
    expect(twin?.unmet).toEqual([]);
  });

  test('is off by one in one count, never at none', () => {
    const { right, twin } = twinOf('1 cars and 4 dogs', 'count-off-by-one');
    const counts = twin!.scene.objects.map(({ count }) => count);
    const off = counts.map((count, index) => count - right.scene.objects[index]!.count);
    expect(off.map(Math.abs).sort()).toEqual([0, 1]);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(twin!.scene.things).toHaveLength(counts[0]! + counts[1]!);
  });

  test('replaces one thing by another that was not there', () => {
    const { twin } = twinOf('a red car and a dog', 'object-replaced');
    const nouns = twin!.scene.objects.map(({ noun }) => noun);
    expect(nouns.filter((noun) => noun === 'car' || noun === 'dog')).toHaveLength(1);
  });

  test.each<[TwinKind, string]>([
    ['colours-swapped', 'a red car and a dog'],
    ['colours-swapped', 'a red car and a red dog'],
    ['colours-swapped', 'a red car and a blue car'],
    ['counts-swapped', 'a car and a dog'],
    ['attribute-moved', 'a car and a dog'],
    ['relation-flipped', 'a car near a dog'],
    ['relation-flipped', 'a car'],
  ])('is not made where it would be right: %s of %s', (kind, prompt) => {
    expect(twinOf(prompt, kind).twin).toBeNull();
  });

  test('describes another scene than the right one', () => {
    for (const kind of TWIN_KINDS) {
      const { right, twin } = twinOf('2 red cars behind a blue wooden dog', kind);
      expect(parsePrompt(twin!.caption), kind).not.toEqual(right.parse);
    }
  });
});
