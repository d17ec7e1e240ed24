/**
 * Programs of 300 kB and 1 MB in the built page, valid and full of faults, streamed and
 * typed into: the longest that the page's own thread was busy without a break. `SGP_PAGE`
 * names another build, to compare with.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, usePageUnderTest } from '../../tests/e2e/page-under-test.ts';
import { addProvider, chooseModel, goToPlayground } from '../../tests/e2e/settings.ts';
import { editor } from '../../tests/e2e/workbench.ts';
import { startFaultServer, type FaultServer } from '../../tests/fault-server/server.ts';
import { event } from '../../tests/fault-server/streams.ts';
import { report, spread } from './result.ts';

usePageUnderTest();
let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.stop());

const KEYS = 5;
/** A delta of a server that is quick. */
const DELTA_CHARACTERS = 4_000;

function filled(characters: number, piece: (at: number) => string): string {
  const parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">\n'];
  for (let at = 0, length = 0; length < characters; at++) {
    parts.push(piece(at));
    length += parts.at(-1)!.length;
  }
  return `${parts.join('')}</svg>`;
}

const PROGRAMS = {
  'valid 300 kB': filled(300_000, shape),
  'valid 1 MB': filled(1_000_000, shape),
  'faults 300 kB': filled(300_000, faulty),
  'faults 1 MB': filled(1_000_000, faulty),
};

function shape(at: number): string {
  const [x, y] = [(at * 37) % 512, (at * 91) % 512];
  return `<path d="M${x} ${y} l9 4 C ${y} 2 3 4 ${x} 6 Z" fill="hsl(${at % 360} 60% 50%)"/>\n`;
}

function faulty(at: number): string {
  return `<g fill=red a="1" a="2"><rect x=${at % 500} y="1" width="2" height="2"> Tom & Jerry < </g>\n`;
}

/** Notes each stretch of script that held up the page, and which file it was of. Runs in the page. */
function watchTasks(): void {
  const tasks: { ms: number; of: string }[] = [];
  Object.assign(window, { tasks });
  // A module that is loaded is its own invoker.
  const fileOf = (address: string) => address.replace(/^https?:.*\//, '');
  type Script = { duration: number; sourceURL: string; invoker: string };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { scripts: Script[] })[])
      for (const { duration, sourceURL, invoker } of entry.scripts)
        tasks.push({ ms: duration, of: `${fileOf(sourceURL)} ${fileOf(invoker)}` });
  }).observe({ type: 'long-animation-frame' });
}

interface Busy {
  longestMs: number;
  over50: number;
  worst: string[];
}

/** What was noted since the last look. */
async function busy(page: Page): Promise<Busy> {
  // A frame's entry comes after the frame.
  await page.waitForTimeout(1_500);
  const tasks = await page.evaluate(() =>
    (window as unknown as { tasks: { ms: number; of: string }[] }).tasks.splice(0),
  );
  const longest = tasks.sort((a, b) => b.ms - a.ms);
  return {
    longestMs: Math.round(longest[0]?.ms ?? 0),
    over50: longest.filter(({ ms }) => ms > 50).length,
    worst: longest.slice(0, 4).map(({ ms, of }) => `${Math.round(ms)} ms ${of}`),
  };
}

/** Editor, checks and drawing rest: nothing of it goes on in the background. */
const settled = (page: Page): Promise<void> => page.waitForTimeout(12_000);

test('large programs', async () => {
  const figures: Record<string, Record<string, Busy>> = {};
  for (const [name, program] of Object.entries(PROGRAMS)) {
    const { page } = await openPage({ reducedMotion: 'reduce' });
    await askFor(page, program);
    const streamed = await busy(page);
    await editor(page).focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('End');
    for (let key = 0; key < KEYS; key++) {
      await page.keyboard.type(' ');
      await page.waitForTimeout(300);
    }
    await settled(page);
    figures[name] = { streamed, typed: await busy(page) };
    await page.context().close();
    console.log(name, JSON.stringify(figures[name], null, 1));
  }
  const longest = Object.values(figures).flatMap((phases) =>
    Object.values(phases).map(({ longestMs }) => longestMs),
  );
  expect(longest).toHaveLength(8);
  report('large-program', 'Longest stretch of script on the page’s thread, large programs', {
    longest: spread(longest, 'ms'),
    phases: figures,
  });
});

/** Until the program has come and all that is done with it rests. */
async function askFor(page: Page, program: string): Promise<void> {
  const deltas = program.match(new RegExp(`[^]{1,${DELTA_CHARACTERS}}`, 'g'))!;
  const chunk = (delta: object, finish: string | null) =>
    event({ model: 'model-1', choices: [{ index: 0, delta, finish_reason: finish }] });
  const body = `${deltas.map((content) => chunk({ content }, null)).join('')}${chunk({}, 'stop')}${event('[DONE]')}`;
  server.script('large', { answers: [{ body, chunkBytes: 2 * DELTA_CHARACTERS, chunkMs: 20 }] });
  await addProvider(page, { title: 'Large', baseUrl: server.baseUrl('large'), key: 'none' });
  await goToPlayground(page);
  await chooseModel(page, 'Large', 'model-1');
  await page
    .getByRole('textbox', { name: /draw|prompt/i })
    .first()
    .fill('a large drawing');
  await page.evaluate(watchTasks);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /^Stop/ }).waitFor();
  await page.getByRole('button', { name: /^Draw/ }).waitFor({ timeout: 200_000 });
  await settled(page);
}
