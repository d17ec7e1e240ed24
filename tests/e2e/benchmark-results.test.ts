/** The results of a run: the answer, the table and its switches, pairs that cannot be told, files. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { SampleRecord } from '../../src/core/bench/record.ts';
import { recordToLine } from '../../src/core/bench/record-line.ts';
import { expectQuiet, openPage, PATIENCE, usePageUnderTest } from './page-under-test.ts';
import { downloadFrom, recordsOf, withoutFileDialogs } from './settings.ts';

usePageUnderTest();

/** Dozens of drawings on a machine that has other work. */
const LONG = { timeout: 150_000 };
const ITEMS = 12;

type Before = NonNullable<NonNullable<Parameters<typeof openPage>[0]>['before']>;
const before: Before = (context) => context.addInitScript(withoutFileDialogs);

const tab = (page: Page, name: string) => page.getByRole('tab', { name });
const scores = (page: Page) => page.getByRole('region', { name: 'Scores', exact: true });

const axeFaults = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 160)}`);
  });
};

/** The starter suite on the composer: no key, no network. @returns the records it left */
async function composerRun(page: Page): Promise<SampleRecord[]> {
  await page.getByText('Starter: 60 items').waitFor();
  for (const [label, value] of [
    ['At most', String(ITEMS)],
    ['Samples of each', '2'],
    ['Seeds', '7'],
  ] as const) {
    await page.getByLabel(label).fill(value);
    await page.getByLabel(label).press('Tab');
  }
  await page.getByRole('button', { name: 'Start the run' }).click();
  await page
    .getByRole('region', { name: 'What happened' })
    .getByText(/^Finished at/)
    .waitFor(LONG);
  await tab(page, 'Records').click();
  await page.getByRole('heading', { name: `${ITEMS * 2} records` }).waitFor();
  const button = page.getByRole('button', { name: 'Export records' });
  return recordsOf((await downloadFrom(page, button)).bytes.toString('utf8'));
}

/** The same answers as another model's would be, each score moved. */
const asModel = (
  records: readonly SampleRecord[],
  title: string,
  moved: (place: number) => number,
): SampleRecord[] =>
  records.map((record, place) => ({
    ...record,
    id: `${record.id}-${title}`,
    model: { providerId: 'elsewhere', id: title, title },
    run: { ...record.run!, slotId: `${record.run!.slotId}-${title}` },
    scores: record.scores.map((score) =>
      score.metric === 'text-image' && score.status === 'scored'
        ? { ...score, value: score.value + moved(place) }
        : score,
    ),
  }));

async function importRun(page: Page, records: readonly SampleRecord[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Import records' }).click(),
  ]);
  const text = records.map((record) => `${recordToLine(record)}\n`).join('');
  await chooser.setFiles({ name: 'run.jsonl', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page
    .getByRole('list', { name: 'Runs' })
    .getByRole('listitem')
    .first()
    .getByRole('link')
    .first()
    .click();
  await tab(page, 'Results').click();
  await scores(page).waitFor();
}

test(
  'a run’s results, and the same beside models that lead, follow and cannot be told',
  LONG,
  async () => {
    const first = await openPage({ path: '#/benchmark/new', before });
    const records = await composerRun(first.page);
    expect(records).toHaveLength(ITEMS * 2);
    await tab(first.page, 'Results').click();
    await scores(first.page)
      .getByRole('row', { name: /Composer/ })
      .waitFor();
    await first.page.getByText(/Composer: text to picture, .* over 12 items\./).waitFor();
    expectQuiet(first);

    const opened = await openPage({ path: '#/benchmark', before });
    const { page } = opened;
    await importRun(page, [
      ...records,
      ...asModel(records, 'birch', () => -0.05),
      ...asModel(records, 'cedar', (place) => (place % 2 === 0 ? 0.002 : -0.0021)),
    ]);
    const table = scores(page).getByRole('rowheader');
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
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await axeFaults(page)).toEqual([]);

    await tab(page, 'Records').click();
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
