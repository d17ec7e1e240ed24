/** Every page of benchmarks, and the encoders' page: at each width, in both themes, by keys alone. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { SampleRecord } from '../../src/core/bench/record.ts';
import { accessFaults } from './access.ts';
import {
  asModel,
  begin,
  doneSoFar,
  fillField,
  importRecords,
  LONG,
  openFirstRun,
  progress,
  runButton,
  runs,
  runTab,
  scoreTable,
  starterReady,
} from './benchmark.ts';
import { recordsOf, sgp } from './command-line.ts';
import { focused, tellLooks, walkByTab } from './focus.ts';
import { expectQuiet, openPage, PATIENCE, usePageUnderTest } from './page-under-test.ts';
import { expectStill, sticksOut, watchShifts, WIDTHS } from './steadiness.ts';

usePageUnderTest();

/** As long as names of models get, without a place to break. */
const LONG_NAME = 'provider/an-open-weights-model-of-many-words-70b-instruct-2026-02-29-q4_k_m';

/** More than the form of a new run has: who meets no end by then is caught. */
const MOST_STOPS = 120;

/** Of several categories, each within the composer's grammar. */
const ITEMS = ['scene_11', 'texture_binding_s11_1', 'color_binding_s11_3', 'numeracy_s11_7_5'];

let records: SampleRecord[];
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'sgp-'));
  const [items, out] = [ITEMS.flatMap((id) => ['--item', id]), join(folder, 'run.jsonl')];
  const run = sgp(['run', 'starter', '-m', 'composer', ...items, '-n', '2', '-q', '-o', out]);
  if (run.status !== 0) throw new Error(run.stderr);
  const own = recordsOf(readFileSync(out, 'utf8'));
  rmSync(folder, { recursive: true });
  records = [
    ...own,
    ...asModel(own, LONG_NAME, () => -0.05),
    ...asModel(own, 'cedar', (place) => (place % 2 === 0 ? 0.002 : -0.0021)).map(withoutProgram),
  ];
});

/** Every third answer of it draws nothing. */
function withoutProgram(record: SampleRecord, place: number): SampleRecord {
  if (place % 3 !== 0) return record;
  const failure = { stage: 'extract', kind: 'no-program', detail: 'the response has no <svg' } as const; // prettier-ignore
  const scores = record.scores.map(({ metric, encoderId }) =>
    metric.startsWith('validity') || metric === 'reward'
      ? ({ metric, encoderId, status: 'scored', value: 0 } as const)
      : ({ metric, encoderId, status: 'unscored', failure } as const),
  );
  const extraction = { ...record.extraction, source: null, span: null };
  return { ...record, outcome: 'no_svg', failure, strictFailure: failure, extraction, mends: [], mendedSource: null, sizePx: null, blank: null, scores }; // prettier-ignore
}

async function toNewRun(page: Page): Promise<void> {
  await page.goto(`${page.url().replace(/#.*/, '')}#/benchmark/new`);
  await starterReady(page);
}

/** Each page with what must be there before it is looked at; the run is on the list. */
const PAGES: Record<string, (page: Page) => Promise<unknown>> = {
  list: (page) => runs(page).getByText(String(records.length)).first().waitFor(),
  'run without its suite': async (page) => {
    await openFirstRun(page);
    await page.getByText(/is not kept here/).waitFor();
    // Said in the address: with its suite it is known to be unfinished, and would show its progress.
    await runTab(page, 'Results').click();
    await scoreTable(page).waitFor();
  },
  results: async (page) => {
    await runButton(page, 'Open starter').click();
    await page.getByText(/is not kept here/).waitFor({ state: 'hidden' });
    await expect.poll(() => scoreTable(page).getByRole('rowheader').count(), PATIENCE).toBe(3);
  },
  progress: async (page) => {
    await runTab(page, 'Progress').click();
    await progress(page).getByRole('row', { name: /cedar/ }).waitFor();
  },
  gallery: async (page) => {
    await runTab(page, 'Gallery').click();
    await page.getByRole('gridcell').first().getByRole('link').waitFor();
  },
  records: async (page) => {
    await runTab(page, 'Records').click();
    await page.getByRole('heading', { name: `${records.length} records` }).waitFor();
  },
  item: async (page) => {
    await runTab(page, 'Items').click();
    await page.getByRole('navigation', { name: 'Items' }).waitFor();
  },
  'new run': toNewRun,
  'new run of a file': async (page) => {
    await runButton(page, 'Only score answers').click();
    await page.getByLabel('Who answered').waitFor();
    await page.getByRole('radio', { name: /A file of yours/ }).check();
    await page.getByRole('group', { name: 'File of the suite' }).waitFor();
  },
  'running run': async (page) => {
    await page.reload();
    await toNewRun(page);
    // Other conditions than the imported run's: a run of its own.
    await fillField(page, 'Top-p', 0.9);
    await begin(page, 60, 8);
    await expect.poll(() => doneSoFar(page), PATIENCE).toBeGreaterThan(0);
  },
  encoders: async (page) => {
    await runButton(page, 'Stop and keep').click();
    await runButton(page, 'Resume').waitFor();
    await page.goto(`${page.url().replace(/#.*/, '')}#/settings/encoders`);
    const measured = page.getByText('How it was measured').first();
    await measured.click();
    await page.getByRole('article').getByRole('table').first().waitFor();
  },
};

test.each([
  { width: 390, access: 'light' as const },
  { width: 1024, access: null },
  { width: 1440, access: 'dark' as const },
])(
  'at $width px nothing sticks out, and axe finds no fault ($access)',
  { timeout: 300_000 },
  async ({ width, access }) => {
    // Without motion, or a colour on its way to another one is measured.
    const story = await openPage({
      path: '#/benchmark',
      width,
      colorScheme: access ?? 'light',
      reducedMotion: 'reduce',
    });
    const { page } = story;
    await page.getByRole('heading', { name: 'No run yet' }).waitFor();
    const faults: string[] = [];
    const look = async (name: string) => {
      const excess = await sticksOut(page);
      if (excess > 0) faults.push(`${name}: ${excess} px stick out`);
      if (access === null) return;
      for (const fault of await accessFaults(page)) faults.push(`${name}: ${fault}`);
    };
    await look('empty list');
    await importRecords(page, records);
    for (const [name, open] of Object.entries(PAGES)) {
      await open(page);
      await look(name);
    }
    expect(faults).toEqual([]);
    expectQuiet(story);
  },
);

test.each(WIDTHS)('at %i px a run that goes on moves nothing on its page', LONG, async (width) => {
  const story = await openPage({ path: '#/benchmark/new', width });
  const { page } = story;
  await starterReady(page);
  await begin(page, 30, 4);
  await runButton(page, 'Stop and keep').waitFor();
  await watchShifts(page);
  await expect
    .poll(() => page.getByRole('img', { name: /plus or minus/ }).count(), PATIENCE)
    .toBe(1);
  await expectStill(page);
  expectQuiet(story);
});

test('by keys alone: from the list to a run, through its views, into an item and on', async () => {
  const story = await openPage({
    path: '#/benchmark',
    before: (context) => context.addInitScript(tellLooks),
  });
  const { page } = story;
  await runButton(page, 'Import records').waitFor();
  await importRecords(page, records);
  await runs(page).getByRole('link').first().focus();
  await page.keyboard.press('Enter');
  await scoreTable(page).waitFor();
  await runTab(page, 'Results').focus();
  await page.keyboard.press('ArrowRight');
  expect(await focused(page)).toBe('Gallery');
  const cells = page.getByRole('gridcell').getByRole('link');
  await cells.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  expect(await focused(page)).toContain(LONG_NAME);
  await page.keyboard.press('Enter');
  const heading = page.getByRole('tabpanel').getByRole('heading', { level: 2 }).first();
  await page.getByText('(2 of 4)').waitFor();
  const second = await heading.textContent();
  await page.keyboard.press('j');
  await page.getByText('(3 of 4)').waitFor();
  await page.keyboard.press('k');
  await page.getByText('(2 of 4)').waitFor();
  expect(await heading.textContent()).toBe(second);
  expectQuiet(story);
});

test('Tab goes through the form of a new run to its end, and focus can be seen everywhere', async () => {
  const story = await openPage({
    path: '#/benchmark/new',
    before: (context) => context.addInitScript(tellLooks),
  });
  const { page } = story;
  await starterReady(page);
  const { order, unseen } = await walkByTab(page, MOST_STOPS);
  expect(order.length, order.join(' | ')).toBeLessThan(MOST_STOPS);
  expect(order).toContain('Start the run');
  expect(unseen).toEqual([]);
  expectQuiet(story);
});
