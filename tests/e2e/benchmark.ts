/** The pages of benchmarks in a person's words: a new run, how far it is, records in and out. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { recordToLine } from '../../src/core/bench/record-line.ts';
import type { SampleRecord } from '../../src/core/bench/record.ts';
import type { OpenOptions } from './page-under-test.ts';
import { downloadFrom, recordsOf, withoutFileDialogs } from './settings.ts';

/** Hundreds of drawings on a machine that has other work. */
export const LONG = { timeout: 150_000 };

/** For `openPage`: a file is offered as a download. */
export const withoutPickers: Pick<OpenOptions, 'before'> = {
  before: (context) => context.addInitScript(withoutFileDialogs),
};

export const runButton = (page: Page, name: RegExp | string): Locator =>
  page.getByRole('button', { name });

export const runTab = (page: Page, name: string): Locator => page.getByRole('tab', { name });

export const progress = (page: Page): Locator => page.getByRole('region', { name: 'Progress' });

export const runs = (page: Page): Locator =>
  page.getByRole('list', { name: 'Runs' }).getByRole('listitem');

export const scoreTable = (page: Page): Locator =>
  page.getByRole('region', { name: 'Scores', exact: true });

export const starterReady = (page: Page): Promise<void> =>
  page.getByText('Starter: 60 items').waitFor();

/** A number of a form, as someone who goes on with Tab. */
export async function fillField(page: Page, label: string, value: number): Promise<void> {
  await page.getByLabel(label).fill(String(value));
  await page.getByLabel(label).press('Tab');
}

/**
 * Begins a run of the suite that is open on the composer: no key, no network.
 * @param items how many, at most
 */
export async function begin(page: Page, items: number, samples = 1): Promise<void> {
  await fillField(page, 'At most', items);
  await fillField(page, 'Samples of each', samples);
  await fillField(page, 'Seeds', 7);
  await runButton(page, 'Start the run').click();
  await progress(page).waitFor();
}

export const finished = (page: Page): Promise<void> =>
  page
    .getByRole('region', { name: 'What happened' })
    .getByText(/^Finished at/)
    .waitFor(LONG);

/** Samples that came to their end, as the page of a run says. */
export async function doneSoFar(page: Page): Promise<number> {
  const words = (await progress(page).textContent()) ?? '';
  return Number(/([\d,]+)\s*of [\d,]+ samples/.exec(words)?.[1]?.replace(',', '') ?? Number.NaN);
}

/** @param part name of the group of the form that takes the file */
export async function chooseFile(
  page: Page,
  part: string,
  name: string,
  content: string | Buffer,
): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('group', { name: part }).getByRole('button', { name: 'Choose file' }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
}

/** The page must have been opened `withoutPickers`. */
export async function exportRecords(page: Page): Promise<SampleRecord[]> {
  const { bytes } = await downloadFrom(page, runButton(page, 'Export JSONL'));
  return recordsOf(bytes.toString('utf8'));
}

export const linesOf = (records: readonly SampleRecord[]): string =>
  records.map((record) => `${recordToLine(record)}\n`).join('');

/** On the list of runs. @throws what the page says where not all of them are in */
export async function importRecords(page: Page, records: readonly SampleRecord[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    runButton(page, 'Import records').click(),
  ]);
  const buffer = Buffer.from(linesOf(records));
  await chooser.setFiles({ name: 'run.jsonl', mimeType: 'text/plain', buffer });
  const report = page
    .getByRole('list', { name: 'Messages' })
    .getByText(/imported/)
    .first();
  await report.waitFor(LONG);
  expect(await report.textContent()).toContain(`${records.length} records imported`);
}

/** Opens the newest run of the list. */
export const openFirstRun = (page: Page): Promise<void> =>
  runs(page).first().getByRole('link').first().click();

/** The same answers as another model's would be, each score moved. */
export const asModel = (
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
