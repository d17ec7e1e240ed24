/** Encoders from elsewhere: a hub on this machine with its faults, a mirror, folders of tiny models. */
import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dinoBase, dinoSmall } from '../../src/adapters/encoder/cards/dinov2.ts';
import type { EncoderCard } from '../../src/core/embedding/encoder-card.ts';
import { fitForTower, preprocessImage } from '../../src/core/embedding/preprocess.ts';
import { cosine, unitVector } from '../../src/core/embedding/similarity.ts';
import type { Raster } from '../../src/core/raster/raster.ts';
import { HubServer, sha256 } from '../encoders/hub-server.ts';
import { expectQuiet, openPage, PATIENCE, usePageUnderTest } from './page-under-test.ts';
import {
  exportHistory,
  goToPlayground,
  goToSettings,
  recordsOf,
  withoutFileDialogs,
} from './settings.ts';
import { drawPrompt, pasteProgram, scoreCard, settledScore } from './workbench.ts';
import { recorded } from './recorded.ts';

usePageUnderTest();

const encoderPart = (page: Page, title: string) =>
  page.getByRole('article', { name: title, exact: true });

async function useMirror(page: Page, base: string): Promise<void> {
  await goToSettings(page, 'Encoders');
  const part = page.getByRole('region', { name: 'Hub or mirror' });
  await part.getByRole('textbox', { name: 'Base address of the hub' }).fill(base);
  await part.getByRole('button', { name: 'Use', exact: true }).click();
  await page
    .getByRole('list', { name: 'Messages' })
    .getByText(`Weights come from ${base}`)
    .waitFor();
}

/** The one file without a published hash: its first download decides. */
async function choosePlainPrecision(page: Page, title: string): Promise<void> {
  await page.getByRole('combobox', { name: `Precision of ${title}` }).selectOption('fp32');
}

describe('a hub that redirects to its storage', () => {
  let hub: HubServer;
  const shaped = readFileSync(new URL('./fixtures/dinov2-base-shaped.onnx', import.meta.url));
  const pathOf = ({ repo, revision, image }: EncoderCard) =>
    `${repo}/resolve/${revision}/${image.weights.fp32!.path}`;
  beforeEach(async () => {
    hub = new HubServer();
    await hub.start();
    hub.files.set(pathOf(dinoBase), shaped);
    hub.files.set(pathOf(dinoSmall), shaped);
  });
  afterEach(() => hub.stop());

  test('a download is shown in bytes, kept, tested, scores, and is there after a reload', async () => {
    const story = await openPage();
    const { page } = story;
    await useMirror(page, hub.base);
    hub.behaviours.push({ kind: 'drip', pieces: 12, pauseMs: 60 });
    await choosePlainPrecision(page, dinoBase.title);
    const part = encoderPart(page, dinoBase.title);
    await part.getByRole('button', { name: `Download ${dinoBase.title}` }).click();
    const progress = part.getByRole('progressbar');
    const share = async () => Number(await progress.getAttribute('aria-valuenow'));
    await expect.poll(share, PATIENCE).toBeGreaterThan(0);
    await part.getByText('It runs; there is no known vector to test it with.').waitFor();
    expect(hub.seen).toHaveLength(1);
    expect(hub.seen[0]?.headers).not.toHaveProperty('referer');
    expect(hub.seen[0]?.headers).not.toHaveProperty('cookie');

    await goToPlayground(page);
    await drawPrompt(page, recorded('camera').prompt);
    await scoreCard(page, 'Picture to picture')
      .getByText(/DINOv2 base/)
      .waitFor();
    await goToSettings(page, 'Storage');
    await page.getByRole('button', { name: `Remove the weights of ${dinoBase.title}` }).waitFor();
    await page.reload();
    await goToSettings(page, 'Encoders');
    await part.getByText('On this device').first().waitFor();
    expect(hub.seen).toHaveLength(1);
    await part.getByRole('button', { name: `Remove the weights: ${dinoBase.title}` }).click();
    await part.getByText('Not on this device.').waitFor();
    expect(story.problems).toEqual([]);
  });

  test('a connection that is cut at 40% again and again is told; another try brings it home', async () => {
    const story = await openPage();
    const { page } = story;
    await useMirror(page, hub.base);
    hub.behaviours.push(...Array.from({ length: 5 }, () => ({ kind: 'cut', share: 0.4 }) as const));
    await choosePlainPrecision(page, dinoBase.title);
    const part = encoderPart(page, dinoBase.title);
    await part.getByRole('button', { name: `Download ${dinoBase.title}` }).click();
    await part.getByText(/could not be fetched.*5 times/).waitFor();
    await part.getByRole('button', { name: 'Try again' }).click();
    await part.getByText('It runs; there is no known vector to test it with.').waitFor();
    // Only the browser may speak of the cuts.
    expect(story.problems.filter((problem) => !problem.includes('net::ERR_'))).toEqual([]);
  });

  test('a wrong hash is refused with both hashes, and nothing of it is kept', async () => {
    const story = await openPage();
    const { page } = story;
    await useMirror(page, hub.base);
    const part = encoderPart(page, dinoSmall.title);
    await part.getByRole('button', { name: `Download ${dinoSmall.title}` }).click();
    const told = part.getByText(/has the SHA-256/);
    await told.waitFor();
    expect(await told.textContent()).toContain(sha256(shaped));
    expect(await told.textContent()).toContain(dinoSmall.image.weights.fp32!.sha256!);
    await goToSettings(page, 'Storage');
    await page.getByText('None were downloaded.').waitFor();
    expect(story.problems).toEqual([]);
  });

  test('a page in place of a file, and weights of another shape, are told as what they are', async () => {
    const story = await openPage();
    const { page } = story;
    await useMirror(page, hub.base);
    hub.behaviours.push({ kind: 'page' });
    await choosePlainPrecision(page, dinoBase.title);
    const part = encoderPart(page, dinoBase.title);
    await part.getByRole('button', { name: `Download ${dinoBase.title}` }).click();
    await part.getByText(/a page or a pointer in place of the file/).waitFor();

    hub.files.set(
      pathOf(dinoBase),
      readFileSync('tests/fixtures/encoders/tiny-dinov2/onnx/model.onnx'),
    );
    await part.getByRole('button', { name: 'Try again' }).click();
    await part.getByText(/does not fit its card.*768.*found/).waitFor();

    await goToPlayground(page);
    await drawPrompt(page, recorded('camera').prompt);
    expect(await settledScore(page, /^Text to picture/)).not.toBeNull();
    expect(story.problems).toEqual([]);
  });
});

describe('a folder of one’s own', () => {
  interface Parity {
    card: EncoderCard;
    images: { file: string; vector: number[] }[];
    captions: { text: string; vector: number[] }[];
  }
  const parityOf = (name: string): Parity =>
    JSON.parse(readFileSync(`tests/fixtures/encoders/${name}/parity.json`, 'utf8')) as Parity;
  const CLOSE = 1e-4;

  async function addFolder(page: Page, name: string): Promise<void> {
    await goToSettings(page, 'Encoders');
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page
        .getByRole('region', { name: 'Add a folder' })
        .getByRole('button', { name: 'Choose folder' })
        .click(),
    ]);
    await chooser.setFiles(`tests/fixtures/encoders/${name}`);
    await page.getByRole('region', { name: 'Add a folder' }).getByText('is on the list').waitFor();
  }

  const readPng = (file: string): Raster => {
    const { data, width, height } = PNG.sync.read(readFileSync(file));
    return { data: new Uint8ClampedArray(data), widthPx: width, heightPx: height };
  };

  /** A program that is, pixel for pixel, what the tower reads of a picture: the rest is the page's. */
  function programOf(file: string, { image }: EncoderCard): string {
    const { data, widthPx, heightPx } = fitForTower(readPng(file), image.preprocessing);
    const png = new PNG({ width: widthPx, height: heightPx });
    png.data.set(data);
    const href = `data:image/png;base64,${PNG.sync.write(png).toString('base64')}`;
    const size = `width="${widthPx}" height="${heightPx}"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${widthPx} ${heightPx}"><image ${size} image-rendering="optimizeSpeed" href="${href}"/></svg>`;
  }

  async function lastScore(page: Page, metric: string, cardTitle: RegExp): Promise<number> {
    const record = recordsOf(await exportHistory(page)).at(-1)!;
    const score = record.scores.find(
      (one) => one.metric === metric && cardTitle.test(one.encoderId ?? ''),
    );
    if (score?.status !== 'scored') throw new Error(JSON.stringify(score ?? record.scores));
    return score.value;
  }

  test('CLIP: the page’s scores are those of the reference implementation', async () => {
    const { card, images, captions } = parityOf('tiny-clip');
    const story = await openPage({
      before: (context) => context.addInitScript(withoutFileDialogs),
    });
    const { page } = story;
    await addFolder(page, 'tiny-clip');
    await goToPlayground(page);
    for (const [nth, { file, vector }] of images.entries()) {
      const caption = captions[nth]!;
      await pasteProgram(page, programOf(file, card), caption.text);
      await scoreCard(page, /^Text to picture, tiny-clip/).waitFor();
      await settledScore(page, /^Text to picture, tiny-clip/);
      const expected = cosine(Float32Array.from(vector), Float32Array.from(caption.vector));
      expect(Math.abs((await lastScore(page, 'text-image', /tiny-clip/)) - expected)).toBeLessThan(
        CLOSE,
      );
      await goToPlayground(page);
      await page.getByRole('button', { name: 'New drawing' }).click();
    }
    expectQuiet(story);
  });

  test('DINOv2: a picture against a reference, as native code and the reference implementation say', async () => {
    const { card, images } = parityOf('tiny-dinov2');
    const reference = 'tests/parity/pixels/icon-224x224-bicubic.png';
    const session = await InferenceSession.create(
      'tests/fixtures/encoders/tiny-dinov2/onnx/model.onnx',
    );
    const { sidePx } = card.image.preprocessing;
    const pixels = preprocessImage(readPng(reference), card.image.preprocessing);
    const { last_hidden_state: tokens } = await session.run({
      pixel_values: new Tensor('float32', pixels, [1, 3, sidePx, sidePx]),
    });
    const classToken = unitVector((tokens!.data as Float32Array).slice(0, card.dimension));
    if (!classToken.ok) throw new Error(classToken.failure.detail);

    const story = await openPage({
      before: (context) => context.addInitScript(withoutFileDialogs),
    });
    const { page } = story;
    await addFolder(page, 'tiny-dinov2');
    await goToPlayground(page);
    await pasteProgram(page, programOf(images[0]!.file, card), 'a drawing');
    await settledScore(page, /^Text to picture/);
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Reference', exact: true }).click(),
    ]);
    await chooser.setFiles(reference);
    const shown = scoreCard(page, /^Picture to picture, tiny-dinov2/);
    await shown.getByText('against the reference').waitFor();
    const expected = cosine(Float32Array.from(images[0]!.vector), classToken.value);
    const value = await lastScore(page, 'image-image', /tiny-dinov2/);
    expect(Math.abs(value - expected)).toBeLessThan(CLOSE);
    expectQuiet(story);
  });
});
