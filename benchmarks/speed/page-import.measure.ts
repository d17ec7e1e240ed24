/** Records of a large run imported into the built page: how long a frame takes at most meanwhile. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { recordToLine } from '../../src/core/bench/record-line.ts';
import type { SampleRecord } from '../../src/core/bench/record.ts';
import { PAPER_WEIGHTS } from '../../src/core/metric/reward.ts';
import { runIdOf } from '../../src/core/run/run-plan.ts';
import { openPage, usePageUnderTest } from '../../tests/e2e/page-under-test.ts';
import { aScoredRecord } from '../../tests/fixtures/a-scored-record.ts';
import { report, rounded, spread } from './result.ts';

usePageUnderTest();

const ITEMS = 3_200;
const MODELS = ['alder', 'birch', 'cedar', 'oak'];
/** Above this a person sees that something hangs. */
const LONG_MS = 50;

const programOf = (item: number, model: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="#eef"/><circle cx="${20 + ((item * 7) % 60)}" cy="50" r="${10 + model * 4}" fill="hsl(${(item * 37) % 360} 60% 50%)"/></svg>`;

/** Of the conditions that the record tells, as `sgp run` would have named them. */
const runIdIn = ({ item, template, settings, extraction, repair, encoders }: SampleRecord) =>
  runIdOf({
    name: '',
    suite: { id: item!.suiteId, sha256: item!.suiteSha256 },
    canvas: template.options,
    settings,
    rule: extraction.rule,
    mend: repair === 'mend',
    weights: PAPER_WEIGHTS,
    encoders: encoders.map(({ id }) => id),
    askAgainWithoutProgram: 0,
  });

function* recordLines(): Generator<string> {
  const runId = runIdIn(aScoredRecord({ item: 'item-0', score: 0.3 }));
  for (let item = 0; item < ITEMS; item++)
    for (const [place, model] of MODELS.entries()) {
      const score = item % 17 === place ? null : 0.2 + Math.sin(item * (place + 1)) * 0.03;
      const record = aScoredRecord({ item: `item-${item}`, model, score });
      const extraction = { ...record.extraction, source: programOf(item, place) };
      const name = `${item}-${place}`;
      const run = { runId, slotId: name };
      yield recordToLine({ ...record, id: name, drawId: name, rewardWeights: PAPER_WEIGHTS, run, extraction }); // prettier-ignore
    }
}

/** Notes every frame from now on, and which script ran in those that were long. Runs in the page. */
function watchFrames(longMs: number): void {
  const frames: number[] = [];
  const long: { ms: number; scripts: string[] }[] = [];
  Object.assign(window, { __frames: frames, __long: long });
  let last: number | null = null;
  const look = (now: number) => {
    if (last !== null) frames.push(now - last);
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  interface Script {
    duration: number;
    invoker: string;
    sourceFunctionName: string;
  }
  type LongFrame = PerformanceEntry & { scripts: Script[] };
  new PerformanceObserver((list) => {
    for (const { duration, scripts } of list.getEntries() as LongFrame[])
      if (duration > longMs)
        long.push({
          ms: Math.round(duration),
          scripts: scripts.map(
            ({ duration: ms, invoker, sourceFunctionName }) =>
              `${Math.round(ms)} ms ${invoker} ${sourceFunctionName}`,
          ),
        });
  }).observe({ type: 'long-animation-frame' });
}

const framesOf = (page: Page) =>
  page.evaluate(() => {
    const { __frames, __long } = window as unknown as {
      __frames: number[];
      __long: { ms: number; scripts: string[] }[];
    };
    return { frames: __frames, long: __long };
  });

test('import of records', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sgp-import-'));
  try {
    const file = join(folder, 'run.jsonl');
    writeFileSync(file, [...recordLines(), ''].join('\n'));
    const { page } = await openPage({ path: '#/benchmark' });
    const button = page.getByRole('button', { name: 'Import records' });
    await button.waitFor();
    await page.evaluate(watchFrames, LONG_MS);
    const started = performance.now();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
    await chooser.setFiles(file);
    const records = ITEMS * MODELS.length;
    const said = page.getByText(`${records.toLocaleString('en')} records imported`).first();
    await said.waitFor({ timeout: 300_000 });
    const importedMs = performance.now() - started;
    // The list counts what came.
    await page.getByRole('list', { name: 'Runs' }).getByText('finished').first().waitFor();
    const { frames, long } = await framesOf(page);
    expect(frames.length).toBeGreaterThan(0);
    report('page-import', 'Records of one run imported on the page of benchmarks', {
      records,
      megabytes: rounded(statSync(file).size / 1e6),
      seconds: rounded(importedMs / 1000),
      frames: spread(frames, 'ms'),
      longFrames: long.length,
    });
    const longest = long.sort((a, b) => b.ms - a.ms).slice(0, 12);
    console.log(longest.map(({ ms, scripts }) => `${ms} ms: ${scripts.join('; ')}`).join('\n'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
