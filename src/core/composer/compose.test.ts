import { describe, expect, test } from 'vitest';
import { checkProgram } from '../program/check.ts';
import { composeScene, type Composition } from './compose.ts';
import { fakeLibrary } from './fake-library.ts';
import { thinkingOf } from './thinking.ts';

const library = fakeLibrary();

function composed(prompt: string, seed = 1, temperature = 0.7): Composition {
  const result = composeScene(prompt, { seed, temperature }, library);
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}

describe('a composed program', () => {
  test('is the same for the same prompt and seed, and another for another seed', () => {
    const prompt = 'a red car and 3 dogs';
    expect(composed(prompt, 4).program).toBe(composed(prompt, 4).program);
    expect(composed(prompt, 4).program).not.toBe(composed(prompt, 5).program);
  });

  test('holds no trace of the library’s marks, and names every thing once', () => {
    const { program, scene } = composed('a blue car, 2 apples and a fluffy sheep');
    expect(program).not.toMatch(/class=|data-|<!-- a car -->/);
    const ids = [...program.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id } of scene.things) expect(ids).toContain(id);
    for (const [, target] of program.matchAll(/(?:href="#|url\(#)([^")]+)/g))
      expect(ids).toContain(target);
  });

  test('is valid, standalone and 512 units square', () => {
    const checked = checkProgram(composed('12 apples on grass at night').program);
    expect(checked).toMatchObject({ ok: true, value: { viewBox: { width: 512, height: 512 } } });
  });

  test('repeats a thing by reference', () => {
    const { program } = composed('5 apples', 1, 0);
    expect(program.match(/<use /g)).toHaveLength(5);
    expect(program.match(/ r="40"/g)).toHaveLength(1);
  });

  test('takes the colour that was asked for, its shade following', () => {
    const { program } = composed('a blue car', 1, 0);
    expect(program).toContain('#2463d1');
    expect(program).not.toContain('#d0342c');
    expect(program).not.toContain('#9f2620');
  });

  test('defines a material only where it is used', () => {
    expect(composed('a wooden car').program).toContain('<pattern');
    expect(composed('a car').program).not.toContain('<pattern');
  });
});

describe('a prompt that cannot be drawn whole', () => {
  test('is drawn without what is unknown, and says so', () => {
    const composition = composed('a shiny car, a laptop behind a dog');
    expect(composition.scene.objects.map(({ noun }) => noun)).toEqual(['car', 'dog']);
    expect(composition.scene.relations).toEqual([]);
    expect(composition.undrawn).toEqual(['laptop']);
    expect(thinkingOf(composition)).toContain('No drawing of: laptop');
    expect(thinkingOf(composition)).toContain('Not understood: “shiny”');
  });

  test.each(['', 'a unicorn', 'a laptop', '!!!'])('and has nothing to draw fails: %j', (prompt) => {
    const result = composeScene(prompt, { seed: 1, temperature: 1 }, library);
    expect(result).toMatchObject({
      ok: false,
      failure: { stage: 'ask', kind: 'no-recording', retryable: false },
    });
    expect(!result.ok && result.failure.detail).toMatch(/nothing I can draw here; try “/);
  });

  test('says which relation its picture does not show', () => {
    const composition = composed('a car on the left of a dog. the dog is on the left of the car');
    expect(composition.unmet).toHaveLength(1);
    expect(thinkingOf(composition)).toContain('Could not be arranged');
  });
});
