/** SGP-CompBench's own prompts composed: every promise of the composer on the language it is for. */
import { existsSync, readFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import {
  accidentalOverlaps,
  composeScene,
  type Composition,
} from '../../src/core/composer/compose.ts';
import { checkProgram } from '../../src/core/program/check.ts';
import { library } from './library.ts';

const file = new URL('../../../shared/data/sgp-compbench-prompts.json', import.meta.url);
const present = existsSync(file);

/** Every third: enough to notice, quick enough to run always. */
const SHARE = 3;

describe.skipIf(!present)('the prompts of SGP-CompBench (skipped without the file)', () => {
  const items = present ? (JSON.parse(readFileSync(file, 'utf8')) as { prompt: string }[]) : [];
  const prompts = [...new Set(items.map(({ prompt }) => prompt.toLowerCase()))]
    .sort()
    .filter((_, index) => index % SHARE === 0);
  const times: number[] = [];
  const composed = prompts.flatMap((prompt, seed): (Composition & { prompt: string })[] => {
    const started = performance.now();
    const result = composeScene(prompt, { seed, temperature: 0.7 }, library);
    times.push(performance.now() - started);
    // Without a drawing of any of its nouns there is no picture to judge.
    return result.ok ? [{ ...result.value, prompt }] : [];
  });

  test('show their relations, and no thing over another by accident', () => {
    expect(composed.length).toBeGreaterThan(prompts.length / 3);
    expect(composed.filter(({ unmet }) => unmet.length > 0).map(({ prompt }) => prompt)).toEqual(
      [],
    );
    const overlapping = composed.filter(({ scene }) => accidentalOverlaps(scene).length > 0);
    expect(overlapping.map(({ prompt }) => prompt)).toEqual([]);
  });

  test('are valid programs, under 12 kB at the median', () => {
    const bad = composed.filter(({ program }) => !checkProgram(program).ok);
    expect(bad.map(({ prompt }) => prompt)).toEqual([]);
    expect(median(composed.map(({ program }) => program.length))).toBeLessThan(12_000);
  });

  test('are drawn; how fast is told, not asserted', () => {
    const drawn = composed.filter((_, index) => index % 8 === 0);
    const drawTimes = drawn.map(({ program }) => {
      const started = performance.now();
      const { width } = new Resvg(program, { fitTo: { mode: 'width', value: 224 } }).render();
      expect(width).toBe(224);
      return performance.now() - started;
    });
    console.info(
      `composer: ${composed.length} of ${prompts.length} prompts, median ${median(times).toFixed(1)} ms to compose, ${median(drawTimes).toFixed(1)} ms to draw at 224 px, ${median(composed.map(({ program }) => program.length))} characters`,
    );
  });
});

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
