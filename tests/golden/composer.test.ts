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
import { PROMPTS } from '../composer/prompts.ts';
import { comparison, difference, readPicture, writePicture } from './pictures.ts';

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
