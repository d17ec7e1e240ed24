/**
 * Each `<feature>/<case>.svg` is drawn as a person's program would be, and must be its `.png`, each
 * channel within 1. A miss writes expected | difference | actual under `actual/`.
 * `npm run golden:update` rewrites the pictures; look at each one that changed before it is kept.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { ResvgRenderer } from '../../src/adapters/renderer/resvg-renderer.ts';
import type { RenderJob } from '../../src/core/ports/renderer.ts';
import { checkProgram } from '../../src/core/program/check.ts';
import type { Raster } from '../../src/core/raster/raster.ts';
import { comparison, difference, readPicture, writePicture } from './pictures.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const cases = caseNames();
const renderer = new ResvgRenderer(2);

afterAll(() => renderer.dispose());

test('there are pictures to compare with', () => {
  expect(cases.length).toBeGreaterThan(50);
});

describe.each(cases)('%s', (name) => {
  test('is drawn as it was', async () => {
    const actual = await drawn(readFileSync(`${folder}${name}.svg`, 'utf8'));
    const picture = `${folder}${name}.png`;
    if (process.env.GOLDEN_UPDATE) writePicture(picture, actual);
    if (!existsSync(picture)) throw new Error(`${name}.png is missing: npm run golden:update`);
    const expected = readPicture(picture);
    expect([actual.widthPx, actual.heightPx]).toEqual([expected.widthPx, expected.heightPx]);
    const { largest, pixels } = difference(expected, actual);
    if (largest > 1) {
      const miss = `${folder}actual/${name}.png`;
      writePicture(miss, comparison(expected, actual));
      expect.fail(`${pixels} pixels differ, by up to ${largest}: see ${miss}`);
    }
  });
});

/** A case may say how it is drawn: `<!-- draw: intrinsic transparent -->`. */
async function drawn(source: string): Promise<Raster> {
  const wishes = /<!-- draw: ([a-z ]+) -->/.exec(source)?.[1]?.split(' ') ?? [];
  const program = checkProgram(source);
  if (!program.ok) throw new Error(program.failure.detail);
  const job: RenderJob = {
    program: program.value,
    size: wishes.includes('intrinsic')
      ? { kind: 'intrinsic', maxSidePx: 128 }
      : { kind: 'fit', sidePx: 96 },
    background: wishes.includes('transparent') ? 'transparent' : 'white',
    limitMs: 20_000,
  };
  const result = await renderer.render(job);
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}

function caseNames(): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.svg'))
    .map((path) => path.replaceAll('\\', '/').slice(0, -'.svg'.length))
    .sort();
}
