/** Records of a large run in the built page: imported, opened again after a reload, and scrolled through. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { recordToLine } from '../../src/core/bench/record-line.ts';
import type { SampleRecord } from '../../src/core/bench/record.ts';
import { PAPER_WEIGHTS } from '../../src/core/metric/reward.ts';
import { runIdOf } from '../../src/core/run/run-plan.ts';
import { runTab, scoreTable } from '../../tests/e2e/benchmark.ts';
import { openPage, usePageUnderTest } from '../../tests/e2e/page-under-test.ts';
import { aScoredRecord } from '../../tests/fixtures/a-scored-record.ts';
import { report, rounded, spread } from './result.ts';

usePageUnderTest();

const ITEMS = 3_200;
const MODELS = ['alder', 'birch', 'cedar', 'oak'];
/** Above this a person sees that something hangs. */
const LONG_MS = 50;
/** On a machine that has other work. */
const PATIENCE_MS = 300_000;

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

const gallery = (page: Page): Locator =>
  page.getByRole('grid', { name: 'Items and what each model drew' });

const table = (page: Page): Locator => scoreTable(page).getByRole('table').first();

/** Another tab, or the same after a crash: the run's page is in the address. */
async function reload(page: Page, view: string, what: Locator): Promise<number> {
  await runTab(page, view).click();
  await what.waitFor({ timeout: PATIENCE_MS });
  await page.reload({ waitUntil: 'commit' });
  await what.waitFor({ timeout: PATIENCE_MS });
  // Since the page was asked for.
  return page.evaluate(() => performance.now());
}

/** What a person waits for, in ms: the first visit to a run that was just imported, then each reload. */
async function openings(page: Page) {
  await page.getByRole('list', { name: 'Runs' }).getByRole('link').first().click();
  await runTab(page, 'Results').click();
  const asked = performance.now();
  await table(page).waitFor({ timeout: PATIENCE_MS });
  const firstScoresMs = performance.now() - asked;
  return {
    firstScoresMs: rounded(firstScoresMs),
    scoresMs: rounded(await reload(page, 'Results', table(page))),
    galleryMs: rounded(await reload(page, 'Gallery', gallery(page).getByRole('rowheader').first())),
  };
}

/** The wheel, turned over the gallery for three seconds, as it was left. */
async function scrollGallery(page: Page): Promise<number[]> {
  const box = (await gallery(page).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 200);
  await page.evaluate(watchFrames, LONG_MS);
  for (let turn = 0; turn < 60; turn++) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(50);
  }
  const { frames } = await framesOf(page);
  const row = gallery(page).getByRole('row').last();
  expect(Number(await row.getAttribute('aria-rowindex'))).toBeGreaterThan(30);
  return frames;
}

/**
 * What the page's process holds in MiB: scripts, workers, wasm and pictures, and what a collection
 * leaves of it. `null`: this system does not tell.
 */
async function memoryOf(page: Page) {
  const asItStands = await rendererMiB(page);
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  return { memoryMiB: asItStands, memoryAfterCollectionMiB: await rendererMiB(page) };
}

async function rendererMiB(page: Page): Promise<number | null> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
    processInfo: { type: string; id: number }[];
  };
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  if (platform() !== 'linux') return null;
  // One page is open, its workers within its process; smaller ones are kept ready for pages to come.
  return rounded(Math.max(...renderers.map(({ id }) => kibibytesOf(id))) / 1024);
}

function kibibytesOf(process: number): number {
  const status = readFileSync(`/proc/${process}/status`, 'utf8');
  const sizes = [...status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+)/gm)];
  return sizes.reduce((sum, [, size]) => sum + Number(size), 0);
}

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
    await said.waitFor({ timeout: PATIENCE_MS });
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
    const opened = await openings(page);
    const scrolling = spread(await scrollGallery(page), 'ms');
    const what = `A run of ${ITEMS} items and ${MODELS.length} models, opened, reloaded, and scrolled through`;
    report('page-open-run', what, {
      records,
      ...opened,
      scrolling,
      ...(await memoryOf(page)),
    });
    const longest = long.sort((a, b) => b.ms - a.ms).slice(0, 12);
    console.log(longest.map(({ ms, scripts }) => `${ms} ms: ${scripts.join('; ')}`).join('\n'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
