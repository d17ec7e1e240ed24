/** What leaves the page by a person's hand: links, pictures, programs, the history; and comes back. */
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { decodeShare } from '../../src/core/share.ts';
import { expectQuiet, openPage, PATIENCE, usePageUnderTest } from './page-under-test.ts';
import { recorded, recordedProgram } from './recorded.ts';
import {
  addProvider,
  downloadFrom,
  exportHistory,
  goToPlayground,
  importHistory,
  recordsOf,
  withoutFileDialogs,
} from './settings.ts';
import {
  copyProgram,
  drawPrompt,
  historyRows,
  openSample,
  pane,
  pasteProgram,
  samples,
  settledPixels,
  settledScore,
} from './workbench.ts';

usePageUnderTest();

const SECRET = 'sk-test-31415926535897932384626433832795';
const shareDialog = async (page: import('playwright-core').Page) => {
  await pane(page, 'Picture').getByRole('button', { name: 'Share and export' }).click();
  return page.getByRole('dialog', { name: 'Share and export' });
};

test('G9: a link opens with prompt, settings and program, runs nothing and holds no key', async () => {
  const sender = await openPage();
  const { page } = sender;
  await addProvider(page, { title: 'Nobody', baseUrl: 'http://127.0.0.1:9/v1', key: SECRET });
  await goToPlayground(page);
  await page.getByRole('button', { name: /^Canvas/ }).click();
  await page.getByRole('dialog', { name: 'Canvas' }).getByRole('button', { name: '256' }).click();
  await page.keyboard.press('Escape');
  const { prompt } = recorded('lighthouse');
  await drawPrompt(page, prompt);
  await openSample(page, 3);
  const sent = { picture: await settledPixels(page), score: await settledScore(page, /^Text/) };
  const field = (await shareDialog(page)).getByRole('textbox', { name: 'Link' });
  await expect.poll(() => field.inputValue(), PATIENCE).toContain('#/s/');
  const link = await field.inputValue();

  const reading = await decodeShare(link.slice(link.indexOf('#/s/') + 4));
  if (!reading.ok) throw new Error(reading.reason);
  expect(JSON.stringify(reading.shared)).not.toContain(SECRET.slice(3, 12));
  expect(reading.shared.program).toBe(recordedProgram('lighthouse', 3));

  const receiver = await openPage({ path: link.slice(sender.url.length) });
  const other = receiver.page;
  await other
    .getByRole('list', { name: 'Messages' })
    .getByText(/no model was asked/)
    .waitFor();
  expect(await other.getByRole('textbox', { name: 'Draw' }).inputValue()).toBe(prompt);
  await other.getByRole('button', { name: /^Canvas 256/ }).waitFor();
  expect(await samples(other).count()).toBe(1);
  expect(await copyProgram(other)).toBe(recordedProgram('lighthouse', 3));
  expect(await settledPixels(other)).toBe(sent.picture);
  expect(await settledScore(other, /^Text/)).toBe(sent.score);
  await other
    .getByRole('list', { name: 'From prompt to score' })
    .getByText('no model was asked')
    .last()
    .waitFor();
  // A reload must not open it a second time.
  expect(new URL(other.url()).hash).toBe('#/');
  expectQuiet(receiver);
});

test.each([
  ['cut short', (link: string) => link.slice(0, -20), /damaged or cut short/],
  ['of another kind', () => '#/s/9.AAAA', /newer version/],
  ['made up', () => '#/s/hello', /not a link made by/],
])('a link that is %s is told, and the page works on', async (_, damage, words) => {
  const whole = '#/s/1.q1ZKrShILMlMzlCyUqhWKkvMKU1VslJKSVTSUVBKLC1JBRKpxSVKtQA';
  const story = await openPage({ path: damage(whole) });
  const { page } = story;
  await page.getByRole('list', { name: 'Messages' }).getByText(words).waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await historyRows(page).count()).toBe(0);
  expectQuiet(story);
});

test('the history leaves as JSONL and comes back the same, byte for byte', async () => {
  const first = await openPage({ before: (context) => context.addInitScript(withoutFileDialogs) });
  await drawPrompt(first.page, recorded('camera').prompt);
  await drawPrompt(first.page, recorded('coral-reef').prompt);
  await openSample(first.page, 2);
  const exported = await exportHistory(first.page);
  const records = recordsOf(exported);
  expect(records.map(({ sampleIndex }) => sampleIndex).sort()).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);

  const second = await openPage({ before: (context) => context.addInitScript(withoutFileDialogs) });
  const { page } = second;
  expect(await importHistory(page, `${exported}{"no": "record"}\n`)).toMatch(/8/);
  const bad = page.getByRole('list', { name: 'Lines that could not be read' });
  await bad.getByText('line 9').waitFor();
  expect(await exportHistory(page)).toBe(exported);
  expect(await importHistory(page, exported)).toMatch(/8/);
  expect(await exportHistory(page)).toBe(exported);
  expectQuiet(first);
  expectQuiet(second);
});

test('PNG, SVG and record are what is on screen', async () => {
  const story = await openPage();
  const { page } = story;
  const program =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="10" height="10" fill="#00f"/></svg>';
  await pasteProgram(page, program, 'a blue square');
  await settledPixels(page);
  const dialog = await shareDialog(page);
  await dialog.getByRole('spinbutton', { name: /Longer side/ }).fill('100');
  await dialog.getByRole('spinbutton', { name: /Longer side/ }).press('Tab');
  const onWhite = await downloadFrom(page, dialog.getByRole('button', { name: 'PNG' }));
  expect(onWhite.name).toBe('a-blue-square.png');
  const picture = PNG.sync.read(onWhite.bytes);
  const at = (image: PNG, x: number, y: number) => [
    ...image.data.subarray((y * image.width + x) * 4, (y * image.width + x) * 4 + 4),
  ];
  expect([picture.width, picture.height]).toEqual([100, 50]);
  expect(at(picture, 10, 25)).toEqual([0, 0, 255, 255]);
  expect(at(picture, 90, 25)).toEqual([255, 255, 255, 255]);

  await dialog.getByRole('checkbox', { name: /Transparent/ }).check();
  const onNothing = PNG.sync.read(
    (await downloadFrom(page, dialog.getByRole('button', { name: 'PNG' }))).bytes,
  );
  expect(at(onNothing, 10, 25)).toEqual([0, 0, 255, 255]);
  expect(at(onNothing, 90, 25)[3]).toBe(0);

  const svg = await downloadFrom(page, dialog.getByRole('button', { name: 'SVG', exact: true }));
  expect(svg.name).toBe('a-blue-square.svg');
  expect(svg.bytes.toString('utf8')).toBe(program);
  const written = await downloadFrom(page, dialog.getByRole('button', { name: /^SVG as written/ }));
  expect(written.bytes.toString('utf8')).toBe(program);
  const record = await downloadFrom(page, dialog.getByRole('button', { name: 'Record' }));
  const [kept] = recordsOf(record.bytes.toString('utf8'));
  expect(kept?.extraction.source).toBe(program);
  expect(kept?.prompt).toBe('a blue square');
  expectQuiet(story);
});
