import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { initWasm } from '@resvg/resvg-wasm';
import { beforeAll, expect, test } from 'vitest';
import { drawing } from '../../../tests/workers/unchecked.ts';
import { drawProgram } from './draw-program.ts';
import { readFonts } from './font-files.node.ts';
import type { FontFile } from './fonts.ts';
import { readResvgBinary } from './resvg-binary.node.ts';
import { ResvgRenderer } from './resvg-renderer.ts';

let fonts: ReadonlyMap<FontFile, Uint8Array>;

beforeAll(async () => {
  await initWasm(await readResvgBinary());
  fonts = await readFonts();
});

/** Draws in one go, so that no garbage collector can free what we forgot. */
function drawMany(count: number): number {
  const program = drawing('<circle cx="50" cy="50" r="40"/><text y="50">flat</text>');
  for (let index = 0; index < count; index++) {
    drawProgram(
      { program, size: { kind: 'fit', sidePx: 224 }, background: 'white', limitMs: 1 },
      fonts,
    );
  }
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().external; // wasm memory is in it
}

test('a thousand drawings in one go leave nothing behind', () => {
  setFlagsFromString('--expose-gc');
  const before = drawMany(500);
  const growth = drawMany(1_000) - before;
  // One picture that is not freed holds 200,000 bytes of it, and it never shrinks.
  expect(growth / 1_000).toBeLessThan(50_000);
});

test('the version that records hold is the one pinned', () => {
  const { dependencies } = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  ) as { dependencies: Record<string, string> };
  const renderer = new ResvgRenderer(1);
  expect(renderer.version).toBe(`resvg-wasm ${dependencies['@resvg/resvg-wasm']}`);
  renderer.dispose();
});
