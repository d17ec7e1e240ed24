/** The run side of the Benchmark page: begin, follow, pause, reload, resume, watch, import, export. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
  begin,
  chooseFile,
  exportRecords,
  finished,
  LONG,
  progress,
  runButton,
  runs,
  starterReady,
  withoutPickers,
} from './benchmark.ts';
import { expectQuiet, openPage, PATIENCE, usePageUnderTest } from './page-under-test.ts';
import { downloadFrom, goToSettings, recordsOf } from './settings.ts';

usePageUnderTest();

test('a run on the composer: estimate, progress, records as a file, delete and undo', async () => {
  const opened = await openPage({ path: '#/benchmark', ...withoutPickers });
  const { page } = opened;
  await page.getByRole('heading', { name: 'No run yet' }).waitFor();
  await page.getByRole('link', { name: 'Start a run' }).click();
  await starterReady(page);
  const summary = page.getByRole('complementary', { name: 'The run' });
  await summary.getByText('60 items, 1 model').waitFor();
  await summary.getByText('costs nothing').waitFor();
  await begin(page, 8, 2);
  await finished(page);
  await progress(page).getByText('of 16 samples').waitFor();
  await progress(page)
    .getByRole('row', { name: /Composer/ })
    .getByText('16', { exact: true })
    .waitFor();

  const { bytes, name } = await downloadFrom(page, runButton(page, 'Export JSONL'));
  const records = recordsOf(bytes.toString('utf8'));
  expect(name).toMatch(/^sgp-starter-.*\.jsonl$/);
  expect(records).toHaveLength(16);
  expect(new Set(records.map(({ run }) => run!.runId)).size).toBe(1);
  expect(records.every(({ outcome, encoders }) => outcome === 'ok' && encoders.length === 1)).toBe(
    true,
  );

  await page.getByRole('link', { name: 'Runs' }).click();
  await runs(page).getByText('16').first().waitFor();
  await runButton(page, /^Delete: Composer on Starter/).click();
  await page.getByRole('heading', { name: 'No run yet' }).waitFor();
  await runButton(page, /^Undo/).click();
  await expect.poll(() => runs(page).count(), PATIENCE).toBe(1);
  await runs(page).getByText('finished').waitFor();
  expectQuiet(opened);
});

test('runs are deleted for good with what they kept, and nothing else is', async () => {
  const opened = await openPage({ path: '#/benchmark/new' });
  const { page } = opened;
  await begin(page, 4, 1);
  await finished(page);
  await goToSettings(page, 'Storage');
  const part = page.getByRole('region', { name: 'Delete everything' });
  await part.getByRole('button', { name: 'Choose what to delete' }).click();
  for (const name of [/^The history/, /^Encoder weights/, /^Keys/])
    await part.getByRole('checkbox', { name }).uncheck();
  await part.getByRole('textbox', { name: 'Type delete to go on' }).fill('delete');
  await part.getByRole('button', { name: 'Delete for good' }).click();
  await part.getByRole('button', { name: 'Choose what to delete' }).waitFor();
  expect(await page.evaluate(() => localStorage.getItem('sgp:runs'))).toBeNull();
  await page.getByRole('banner').getByRole('link', { name: 'Benchmark' }).click();
  await page.getByRole('heading', { name: 'No run yet' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'No run yet' }).waitFor();
  expectQuiet(opened);
});

test(
  'G1: a run is paused, the page reloaded, and one press goes on to records that are each there once',
  LONG,
  async () => {
    const opened = await openPage({ path: '#/benchmark/new', ...withoutPickers });
    const { page } = opened;
    await begin(page, 60, 2);
    await runButton(page, 'Pause').click();
    await runButton(page, 'Resume').waitFor();
    await page.reload();
    await runButton(page, 'Resume').waitFor();
    await runButton(page, 'Resume').click();
    await finished(page);
    const slots = (await exportRecords(page)).map(({ run }) => run!.slotId);
    expect(slots).toHaveLength(120);
    expect(new Set(slots).size).toBe(120);
    expectQuiet(opened);
  },
);

test(
  'G10: a part of the page that faults shows so in its place, and a run goes on',
  LONG,
  async () => {
    const opened = await openPage({ path: '#/benchmark/new' });
    const { page } = opened;
    await page.route(/\/assets\/LibraryPage-[^/]+\.js$/, (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: 'export default function Library() { throw new Error("made to fault"); }',
      }),
    );
    await begin(page, 60, 4);
    await page.getByRole('banner').getByRole('link', { name: 'Library' }).click();
    await page.getByRole('heading', { name: 'This part of the page stopped' }).waitFor();
    await page.getByText('made to fault').waitFor();
    await page.goBack();
    await finished(page);
    expect(opened.problems.filter((problem) => problem.startsWith('uncaught'))).toEqual([]);
  },
);

test('another tab watches a run, and takes it over once it is let go', LONG, async () => {
  const opened = await openPage({ path: '#/benchmark/new' });
  const { page, context } = opened;
  await begin(page, 60, 8);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByText('Another tab runs this.').waitFor();
  await runButton(page, 'Pause').click();
  await runButton(other, 'Resume').waitFor();
  await runButton(other, 'Resume').click();
  await runButton(other, 'Pause').waitFor();
  await page.getByText('Another tab runs this.').waitFor();
  expectQuiet(opened);
});

test('answers of a file are only scored, and scored again under another rule', async () => {
  const opened = await openPage({ path: '#/benchmark/new' });
  const { page } = opened;
  await runButton(page, 'Only score answers').click();
  await starterReady(page);
  const items =
    (await readFile(new URL('../../benchmarks/suites/starter/items.jsonl', import.meta.url), 'utf8')) // prettier-ignore
      .trim()
      .split('\n')
      .slice(0, 5)
      .map((line) => JSON.parse(line) as { id: string; referenceSvg: string });
  const lines = items.map(({ id, referenceSvg }) => JSON.stringify({ id, response: referenceSvg }));
  await chooseFile(page, 'File of answers', 'mine.jsonl', `${lines.join('\n')}\nno json\n`);
  await page.getByText(/5 answers to 5 items/).waitFor();
  await page.getByText(/1 rows hold no answer/).waitFor();
  await page.getByLabel('Who answered').fill('Careful hand');
  await runButton(page, 'Score the answers').click();
  await finished(page);
  await progress(page).getByText('of 5 samples').waitFor();
  await page.getByRole('heading', { name: 'Careful hand on Starter, 5 items' }).waitFor();

  await runButton(page, 'More to do with this run').click();
  await page.getByRole('menuitem', { name: /Score again/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Score again' });
  await dialog.getByLabel('Extraction rule').selectOption('sgp-gen');
  await dialog.getByRole('button', { name: 'Score again' }).click();
  await page.getByText('Scored again: a run of its own').first().waitFor();
  await page.getByRole('link', { name: 'Runs' }).click();
  await expect.poll(() => runs(page).count(), PATIENCE).toBe(2);
  expectQuiet(opened);
});

test('a table of unknown columns is mapped by its first rows', async () => {
  const opened = await openPage({ path: '#/benchmark/new' });
  const { page } = opened;
  await page.getByRole('radio', { name: /A file of yours/ }).check();
  const csv = 'nr,what to draw,kind\n1,a red cat,animal\n2,two blue cars,vehicle\n';
  await chooseFile(page, 'File of the suite', 'mine.csv', csv);
  const rows = page.getByRole('region', { name: 'First rows of the file' });
  await rows.getByText('two blue cars').waitFor();
  await page.getByRole('combobox', { name: 'Prompt', exact: true }).selectOption('what to draw');
  await page.getByRole('combobox', { name: 'Id', exact: true }).selectOption('nr');
  await runButton(page, 'Read it so').click();
  await page.getByText('mine.csv: 2 items').waitFor();
  await page.getByText('2 of 2 are asked for').waitFor();
  expectQuiet(opened);
});
