/** Storage and sudden ends: what was received stays, one result a sample, and nothing half. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { recordFromValue } from '../../src/core/bench/record-line.ts';
import type { SampleRecord } from '../../src/core/bench/record.ts';
import { isUnscored } from '../../src/core/bench/sample-record.ts';
import { DATABASE_NAME } from '../../src/adapters/store/history-database.ts';
import { BROWSER_FLAGS } from './global-setup.ts';
import { expectQuiet, openPage, PATIENCE, siteUrl, usePageUnderTest } from './page-under-test.ts';
import { recorded } from './recorded.ts';
import { downloadFrom, exportHistory, recordsOf, withoutFileDialogs } from './settings.ts';
import {
  drawButton,
  drawPrompt,
  historyRows,
  pane,
  scoreCard,
  scoredTiles,
  untilScored,
} from './workbench.ts';

usePageUnderTest();

const { prompt, answers } = recorded('lighthouse');
/** Two short answers come within seconds, the long ones are still on their way then. */
const UNEVEN = 250;
/** Where the history stands beside the picture. */
const WIDE = { width: 1440, height: 900 };

async function drawUntilSomeEnded(page: Page): Promise<string[]> {
  await page.getByRole('textbox', { name: 'Draw' }).fill(prompt);
  await drawButton(page).click();
  await expect.poll(() => scoredTiles(page), PATIENCE).not.toEqual([]);
  return scoredTiles(page);
}

/** Everything in the database, as another program would read it. */
async function storedRecords(page: Page): Promise<SampleRecord[]> {
  const rows = await page.evaluate(
    (name) =>
      new Promise<unknown[]>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('records').objectStore('records').getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result);
          };
        };
      }),
    DATABASE_NAME,
  );
  return rows.map((row) => {
    const reading = recordFromValue(row);
    if (!reading.ok) throw new Error(reading.reason);
    return reading.record;
  });
}

/** What was answered and not scored when the page ended is scored by the page that opens it. */
async function scoredRecords(page: Page): Promise<SampleRecord[]> {
  const waiting = async () => (await storedRecords(page)).filter(isUnscored);
  await expect.poll(waiting, PATIENCE).toEqual([]);
  return storedRecords(page);
}

/** cases.md D2: one result a slot, no score without its response, every response whole. */
function expectIntact(records: SampleRecord[], atLeast: number): void {
  expect(records.length).toBeGreaterThanOrEqual(atLeast);
  expect(records.length).toBeLessThan(answers.length);
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  for (const { attempts, sampleIndex, outcome, scores } of records) {
    expect(attempts.at(-1)?.response.text).toBe(answers[sampleIndex]);
    expect(outcome).toBe('ok');
    const score = scores.find(({ metric }) => metric === 'text-image');
    expect(score?.status).toBe('scored');
  }
}

test('D2: a tab that is closed in the middle of a draw keeps what was complete', async () => {
  const story = await openPage({ replaySpeed: UNEVEN });
  const ended = await drawUntilSomeEnded(story.page);
  await story.page.close({ runBeforeUnload: false });

  const page = await story.context.newPage();
  await page.goto(story.url);
  await expect.poll(() => historyRows(page).count(), PATIENCE).toBe(1);
  expectIntact(await scoredRecords(page), ended.length);
  const shown = await scoredTiles(page);
  const numbers = (tiles: string[]) => tiles.map((tile) => /^Sample (\d)/.exec(tile)?.[1]);
  expect(numbers(shown)).toEqual(expect.arrayContaining(numbers(ended)));
  expect(await scoreCard(page, /^Text to picture/).count()).toBe(1);
  expectQuiet(story);
});

test('what was answered while the encoder still loaded is scored when it is opened again', async () => {
  const story = await openPage();
  // Never answered: the encoder loads for as long as this page lives.
  await story.context.route('**/*.onnx', () => undefined);
  await story.page.getByRole('textbox', { name: 'Draw' }).fill(prompt);
  await drawButton(story.page).click();
  await expect.poll(() => storedRecords(story.page), PATIENCE).toHaveLength(answers.length);
  const answered = await storedRecords(story.page);
  expect(answered.every(isUnscored)).toBe(true);
  expect(answered.map(({ attempts }) => attempts[0]!.response.text)).toEqual(answers);
  await story.page.close({ runBeforeUnload: false });

  await story.context.unroute('**/*.onnx');
  const page = await story.context.newPage();
  await page.goto(story.url);
  const scored = await scoredRecords(page);
  expect(scored.map(({ outcome }) => outcome)).toEqual(answers.map(() => 'ok'));
  await expect.poll(() => scoredTiles(page), PATIENCE).toHaveLength(answers.length);
  expectQuiet(story);
});

/** A browser of our own, so that it can be killed as a system would. */
async function startBrowser(profile: string) {
  const child = spawn(
    inject('browserPath'),
    [...BROWSER_FLAGS, '--headless=new', `--user-data-dir=${profile}`, '--remote-debugging-port=0'],
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.once('exit', () => reject(new Error(`the browser did not start: ${said}`)));
    child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
      const found = /DevTools listening on (\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    context: browser.contexts()[0]!,
    kill: async () => {
      // The whole group: its renderers must not live on and write.
      process.kill(-child.pid!, 'SIGKILL');
      await ended;
    },
  };
}

test('a browser that is killed in the middle of a draw keeps what was complete', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'sgp-profile-'));
  try {
    const first = await startBrowser(profile);
    const page = await first.context.newPage();
    await page.setViewportSize(WIDE);
    await page.addInitScript((speed) => {
      if (location.protocol === 'http:') localStorage.setItem('sgp.replay-speed', String(speed));
    }, UNEVEN);
    await page.goto(siteUrl());
    const ended = await drawUntilSomeEnded(page);
    await first.kill();

    const second = await startBrowser(profile);
    const reopened = await second.context.newPage();
    await reopened.setViewportSize(WIDE);
    await reopened.goto(siteUrl());
    // Which draw was open is a courtesy that may be lost; the draw itself may not.
    const back = reopened.getByRole('button', { name: /^Back to your drawings/ });
    await back.or(pane(reopened, 'Program')).waitFor();
    if (await back.isVisible()) await back.click();
    await expect.poll(() => historyRows(reopened).count(), PATIENCE).toBe(1);
    expectIntact(await scoredRecords(reopened), ended.length);
    await second.kill();
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('two tabs see each other’s drawings', async () => {
  const story = await openPage();
  const { page, context, url } = story;
  const other = await context.newPage();
  await other.goto(url);
  await drawPrompt(other, recorded('camera').prompt);
  await drawPrompt(page, prompt);
  await expect.poll(() => historyRows(other).count(), PATIENCE).toBe(2);
  await expect.poll(() => historyRows(page).count(), PATIENCE).toBe(2);

  await historyRows(other)
    .first()
    .getByRole('button', { name: `Delete ${prompt}` })
    .click();
  await expect.poll(() => historyRows(page).count(), PATIENCE).toBe(1);
  await other
    .getByRole('list', { name: 'Messages' })
    .getByRole('button', { name: /^Undo/ })
    .click();
  await expect.poll(() => historyRows(page).count(), PATIENCE).toBe(2);
  expect(await storedRecords(page)).toHaveLength(8);
  expectQuiet(story);
});

test('a full disk is told, the drawing stays open and can be saved as a file', async () => {
  const story = await openPage({ before: (context) => context.addInitScript(refuseAfter, 2) });
  const { page } = story;
  await drawPrompt(page, prompt);
  const banner = page.getByRole('status').filter({ hasText: 'no room left' });
  await banner.waitFor();
  await banner.getByRole('link', { name: /Export/ }).waitFor();
  expect(await scoredTiles(page)).toHaveLength(4);
  expect(await storedRecords(page)).toHaveLength(2);

  await pane(page, 'Picture').getByRole('button', { name: 'Share and export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share and export' });
  const file = await downloadFrom(page, dialog.getByRole('button', { name: 'Record' }));
  const [saved] = recordsOf(file.bytes.toString('utf8'));
  expect(answers).toContain(saved?.attempts.at(-1)?.response.text);
  expectQuiet(story);
});

test('G6: a part of the page that the site no longer has is told, and the newer version offered', async () => {
  const { page } = await openPage({ path: '#/benchmark' });
  await page.getByRole('heading', { name: 'No run yet' }).waitFor();
  await page.route(/\/assets\/LibraryPage-[^/]+\.js$/, (route) => route.fulfill({ status: 404 }));
  await page.route(
    ({ pathname }) => pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/\/index-[\w-]+\.js/, '/index-newer.js');
      await route.fulfill({ response, body });
    },
  );
  await page.getByRole('banner').getByRole('link', { name: 'Library' }).click();
  await page.getByRole('heading', { name: 'This part of the page did not load' }).waitFor();
  const message = page.getByRole('list', { name: 'Messages' }).getByRole('listitem');
  await message.filter({ hasText: 'A newer version of this app was published' }).waitFor();
  await page.unrouteAll();
  await message.getByRole('button', { name: 'Reload' }).click();
  await page.getByRole('heading', { level: 1, name: 'Object library' }).waitFor();
});

test('without storage it works in memory, says so all the time, and exports', async () => {
  const story = await openPage({
    before: async (context) => {
      await context.addInitScript(withoutFileDialogs);
      await context.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('The user denied permission', 'SecurityError');
        };
      });
    },
  });
  const { page } = story;
  const banner = page.getByRole('status').filter({ hasText: 'kept in memory' });
  await banner.waitFor();
  await drawPrompt(page, prompt);
  await banner.waitFor();
  await expect.poll(() => historyRows(page).count(), PATIENCE).toBe(1);
  expect(recordsOf(await exportHistory(page))).toHaveLength(4);
  expectQuiet(story);
});

test('storage that is switched off whole, local storage too, stops nothing', async () => {
  const story = await openPage({
    replaySpeed: null,
    before: (context) =>
      context.addInitScript(() => {
        for (const name of ['indexedDB', 'localStorage', 'sessionStorage', 'caches'])
          Object.defineProperty(window, name, {
            get() {
              throw new DOMException('Access is denied for this document', 'SecurityError');
            },
          });
      }),
  });
  const { page } = story;
  await drawPrompt(page, prompt);
  await untilScored(page, 4);
  await page.getByRole('status').filter({ hasText: 'kept in memory' }).waitFor();
  expectQuiet(story);
});

/** The nth and all later writes of records fail as on a full disk. Runs in the page. */
function refuseAfter(allowed: number): void {
  const put = IDBObjectStore.prototype.put;
  let written = 0;
  IDBObjectStore.prototype.put = function (...parameters) {
    if (this.name === 'records' && ++written > allowed)
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    return put.apply(this, parameters);
  };
}
