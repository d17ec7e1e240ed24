/** The results of a run: the answer, the table and its switches, pairs that cannot be told, files. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { SampleRecord } from '../../src/core/bench/record.ts';
import {
  asModel,
  begin,
  finished,
  importRecords,
  LONG,
  openFirstRun,
  runButton,
  runTab,
  scoreTable,
  starterReady,
  withoutPickers,
} from './benchmark.ts';
import { expectQuiet, openPage, PATIENCE, usePageUnderTest } from './page-under-test.ts';
import { downloadFrom, recordsOf } from './settings.ts';

usePageUnderTest();

const ITEMS = 12;

/** @returns the records that a run on the composer left */
async function composerRun(page: Page): Promise<SampleRecord[]> {
  await starterReady(page);
  await begin(page, ITEMS, 2);
  await finished(page);
  await runTab(page, 'Records').click();
  await page.getByRole('heading', { name: `${ITEMS * 2} records` }).waitFor();
  const button = runButton(page, 'Export records');
  return recordsOf((await downloadFrom(page, button)).bytes.toString('utf8'));
}

test(
  'a run’s results, and the same beside models that lead, follow and cannot be told',
  LONG,
  async () => {
    const first = await openPage({ path: '#/benchmark/new', ...withoutPickers });
    const records = await composerRun(first.page);
    expect(records).toHaveLength(ITEMS * 2);
    await runTab(first.page, 'Results').click();
    await scoreTable(first.page)
      .getByRole('row', { name: /Composer/ })
      .waitFor();
    await first.page.getByText(/Composer: text to picture, .* over 12 items\./).waitFor();
    expectQuiet(first);

    const opened = await openPage({ path: '#/benchmark', ...withoutPickers });
    const { page } = opened;
    await importRecords(page, [
      ...records,
      ...asModel(records, 'birch', () => -0.05),
      ...asModel(records, 'cedar', (place) => (place % 2 === 0 ? 0.002 : -0.0021)),
    ]);
    await openFirstRun(page);
    await runTab(page, 'Results').click();
    const table = scoreTable(page).getByRole('rowheader');
    await expect.poll(() => table.allInnerTexts(), PATIENCE).toHaveLength(3);
    expect((await table.allInnerTexts()).at(-1)).toMatch(/birch/);
    await page.getByText(/against cedar there are too few items to tell/).waitFor();
    const pairs = page.getByRole('region', { name: 'Paired differences' });
    await pairs.getByText('+0.050 ±0.000').first().waitFor();
    await pairs.getByText(/too few items to tell/).waitFor();

    await page.getByRole('group', { name: 'Invalid programs' }).getByText('leave out').click();
    await page
      .getByText(/Invalid programs are left out/i)
      .first()
      .waitFor();

    await runTab(page, 'Records').click();
    const html = await downloadFrom(page, page.getByRole('button', { name: 'Export HTML' }));
    expect(html.bytes.toString('utf8')).toMatch(/^<!doctype html>[\s\S]*birch/);
    const csv = await downloadFrom(page, page.getByRole('button', { name: 'Export samples' }));
    expect(csv.bytes.toString('utf8').trim().split('\n')).toHaveLength(1 + 3 * ITEMS * 2);
    const markdown = await downloadFrom(
      page,
      page.getByRole('button', { name: 'Export Markdown' }),
    );
    expect(markdown.bytes.toString('utf8')).toMatch(/^\| birch /m);
    expectQuiet(opened);
  },
);
