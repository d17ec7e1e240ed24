/** The settings as a person walks through them: links, files, the provider dialog. */
import type { Locator, Page } from 'playwright-core';
import { recordFromLine } from '../../src/core/bench/record-line.ts';
import type { SampleRecord } from '../../src/core/bench/record.ts';

type Section =
  'Providers' | 'Encoders' | 'Keys' | 'Storage' | 'Appearance' | 'What leaves your machine';

export async function goToSettings(page: Page, section: Section): Promise<void> {
  await page.getByRole('banner').getByRole('link', { name: 'Settings' }).click();
  await page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('link', { name: section })
    .click();
  await page.getByRole('heading', { level: 1, name: section }).waitFor();
}

export async function goToPlayground(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('link', { name: 'Playground', exact: true }).click();
  await page.getByRole('textbox', { name: 'Draw' }).waitFor();
}

/** A system's file dialog cannot be pressed by a test: without it, the page offers a download. */
export const withoutFileDialogs = (): void => {
  Object.defineProperty(window, 'showSaveFilePicker', { value: undefined });
};

/** @returns the bytes of what a click downloads, and the name it is offered under */
export async function downloadFrom(
  page: Page,
  button: Locator,
): Promise<{ bytes: Buffer; name: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  // The browser is another process: its files are read through it.
  const pieces: Buffer[] = [];
  for await (const piece of await download.createReadStream()) pieces.push(piece as Buffer);
  return { bytes: Buffer.concat(pieces), name: download.suggestedFilename() };
}

/** The page must have been opened `withoutFileDialogs`. @returns the JSONL, byte for byte */
export async function exportHistory(page: Page): Promise<string> {
  await goToSettings(page, 'Storage');
  const part = page.getByRole('region', { name: 'Export the history' });
  const { bytes } = await downloadFrom(page, part.getByRole('button', { name: 'Export JSONL' }));
  return bytes.toString('utf8');
}

/** @returns what the page says of it */
export async function importHistory(page: Page, jsonl: string): Promise<string> {
  await goToSettings(page, 'Storage');
  const part = page.getByRole('region', { name: 'Import a history' });
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    part.getByRole('button', { name: 'Choose file' }).click(),
  ]);
  await chooser.setFiles({
    name: 'history.jsonl',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(jsonl),
  });
  const report = part.getByText(/\d+ (samples? )?(imported|new|came)|nothing/i);
  await report.waitFor();
  return (await report.textContent()) ?? '';
}

/** @throws Error for a line that is no record */
export const recordsOf = (jsonl: string): SampleRecord[] =>
  jsonl
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const reading = recordFromLine(line);
      if (!reading.ok) throw new Error(reading.reason);
      return reading.record;
    });

export interface NewProvider {
  title: string;
  baseUrl: string;
  format?: 'OpenAI' | 'Anthropic' | 'Gemini';
  key?: string;
  remember?: boolean;
}

/** Adds it through the dialog, on the page of providers, and waits for the doctor's first word. */
export async function addProvider(page: Page, provider: NewProvider): Promise<void> {
  await goToSettings(page, 'Providers');
  await page.getByRole('button', { name: 'Add provider' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add provider' });
  await dialog.getByRole('textbox', { name: /Base URL/ }).fill(provider.baseUrl);
  await dialog.getByRole('textbox', { name: 'Name' }).fill(provider.title);
  const formats = dialog.getByRole('combobox', { name: 'Format it speaks' });
  const wanted = formats.getByRole('option', { name: provider.format ?? 'OpenAI' });
  await formats.selectOption(await wanted.getAttribute('value'));
  if (provider.key !== undefined)
    await dialog.getByLabel(/Key, if it needs one/).fill(provider.key);
  if (provider.remember === true)
    await dialog.getByRole('checkbox', { name: 'Remember on this device' }).check();
  await dialog.getByRole('button', { name: 'Add and check' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Chooses a model of that provider by typing its name, on the playground. */
export async function chooseModel(
  page: Page,
  providerTitle: string,
  modelId: string,
): Promise<void> {
  await goToPlayground(page);
  const ask = page.getByRole('region', { name: 'Ask' });
  await ask.getByRole('button').first().click();
  const panel = page.getByRole('dialog', { name: 'Model' });
  const providers = panel.getByRole('combobox', { name: 'Provider' });
  const wanted = providers.locator('option').filter({ hasText: providerTitle });
  await providers.selectOption(await wanted.getAttribute('value'));
  await panel.getByRole('textbox', { name: 'Name of a model' }).fill(modelId);
  await panel.getByRole('button', { name: 'Use', exact: true }).click();
  await panel.waitFor({ state: 'hidden' });
}
