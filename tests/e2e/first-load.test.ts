/** The weight of the first page, which any later import may add to unseen. */
import { expect, test } from 'vitest';
import { firstScripts, totalBytes } from './first-load.ts';

/** Gzipped. What goes over it belongs behind an `import()`. */
const CEILING_BYTES = 76_000;

test('the prompt is there after little script', () => {
  const scripts = firstScripts();
  expect([...scripts.keys()].some((path) => path.includes('assets/index-'))).toBe(true);
  const listed = [...scripts].map(([path, size]) => `${size} ${path}`).join('\n');
  expect(totalBytes(scripts), listed).toBeLessThan(CEILING_BYTES);
});
