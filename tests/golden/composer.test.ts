/**
 * Forty prompts composed from the object library, each as its picture in `composer/`, each channel
 * within 1. A change of the library's drawings changes them: `npm run golden:update`, then look.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { ResvgRenderer } from '../../src/adapters/renderer/resvg-renderer.ts';
import { composeScene } from '../../src/core/composer/compose.ts';
import { checkProgram } from '../../src/core/program/check.ts';
import type { Raster } from '../../src/core/raster/raster.ts';
import { library } from '../composer/library.ts';
import { comparison, difference, readPicture, writePicture } from './pictures.ts';

const PROMPTS = [
  'a red car and a blue bicycle',
  'a silver car and a teal bird',
  'a red apple and a green apple',
  'a white sheep and a black cat',
  'a violet bear and a navy orange',
  'a yellow knife and a brown bicycle',
  'a round plate and a square pizza',
  'a triangular boat and a crescent mouse',
  'a cubic laptop and a spherical bear',
  'a conical bottle and a cylindrical cup',
  'a pyramidal bus and a pentagonal book',
  'a teardrop broccoli and an oval clock',
  'a tall bicycle and a short bottle',
  'a long banana and a small elephant',
  'a wooden car and a glass bottle',
  'a metallic bird and a rubber boat',
  'a fluffy cat and a leather backpack',
  'a stone bear and a marble bowl',
  'a fabric couch and a plastic cup',
  'a dog on the left of a fire hydrant',
  'a banana on the right of a remote',
  'a mouse near a parking meter',
  'a knife next to a cup',
  'a laptop on the top of a boat',
  'a boat on the bottom of a donut',
  'a frisbee behind a dog',
  'a refrigerator hidden by an elephant',
  'a cat in front of a bus',
  'a giraffe sit on a skateboard',
  'a person hold a banana',
  'a bear wear a bowl',
  'a cat watch a bird',
  'a bottle talk to a bench',
  'a dog walk with a person',
  '5 bananas, 2 backpacks and 1 pizzas',
  '4 cats and 3 remotes',
  '12 apples',
  'three sheep in the snow at night',
  'a house and a tree on grass at sunset',
  'two fish under water',
];

const folder = fileURLToPath(new URL('composer/', import.meta.url));
const renderer = new ResvgRenderer(2);
afterAll(() => renderer.dispose());

describe('the composer draws', () => {
  test.each(PROMPTS)('%s', async (prompt) => {
    const name = prompt.replace(/[^a-z0-9]+/g, '-');
    const actual = await drawn(prompt);
    const picture = `${folder}${name}.png`;
    if (process.env.GOLDEN_UPDATE) writePicture(picture, actual);
    if (!existsSync(picture)) throw new Error(`${name}.png is missing: npm run golden:update`);
    const expected = readPicture(picture);
    const { largest, pixels } = difference(expected, actual);
    if (largest > 1) {
      const miss = `${folder}../actual/composer/${name}.png`;
      writePicture(miss, comparison(expected, actual));
      expect.fail(`${pixels} pixels differ, by up to ${largest}: see ${miss}`);
    }
  });
});

async function drawn(prompt: string): Promise<Raster> {
  const composed = composeScene(
    prompt,
    { seed: PROMPTS.indexOf(prompt), temperature: 0.7 },
    library,
  );
  if (!composed.ok) throw new Error(composed.failure.detail);
  expect(composed.value).toMatchObject({ undrawn: [], unmet: [], parse: { unread: [] } });
  const program = checkProgram(composed.value.program);
  if (!program.ok) throw new Error(program.failure.detail);
  const result = await renderer.render({
    program: program.value,
    size: { kind: 'fit', sidePx: 128 },
    background: 'white',
    limitMs: 20_000,
  });
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}
