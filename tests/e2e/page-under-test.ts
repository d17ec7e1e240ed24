/** The built page in a fresh browser profile, with everything that must never happen written down. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { serve } from '../../src/cli/serve.ts';

export interface PageUnderTest {
  page: Page;
  context: BrowserContext;
  url: string;
  /** Console errors, uncaught errors and policy violations so far, of every tab of the profile. */
  problems: string[];
  /** Addresses asked for that are not the page's own. */
  foreignRequests: string[];
  /** Boxes of alert, confirm and prompt that opened; each was put away. */
  dialogs: string[];
}

export interface OpenOptions {
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce' | 'no-preference';
  /** Part of the address after the site's root. */
  path?: string;
  /** Characters a second of replay, as kept by an earlier visit; default 0, at once. `null`: as on a first visit. */
  replaySpeed?: number | null;
  /** Runs before any script of the page. */
  before?: (context: BrowserContext) => Promise<unknown>;
}

/** Set it to test another build than `dist/page`. */
export const PAGE_FOLDER =
  process.env.SGP_PAGE ?? new URL('../../dist/page', import.meta.url).pathname;

/** How long a condition may take on a slow machine; nothing here asserts a time. */
export const PATIENCE = { timeout: 30_000, interval: 50 };

let browser: Browser;
let site: Awaited<ReturnType<typeof serve>>;
const open: BrowserContext[] = [];

/** Call once in a test file: starts and stops what `openPage` needs. */
export function usePageUnderTest(): void {
  beforeAll(async () => {
    site = await serve({ port: 0, host: '127.0.0.1', folder: PAGE_FOLDER });
    browser = await chromium.connect(inject('browserEndpoint'));
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((context) => context.close()));
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
}

/** Address of the built page, for browsers that a test starts by itself. */
export const siteUrl = (): string => site.url;

export async function openPage(options: OpenOptions = {}): Promise<PageUnderTest> {
  const { width = 1440, height = 900, colorScheme = 'light', path = '', replaySpeed = 0 } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: options.reducedMotion ?? 'no-preference',
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  open.push(context);
  context.setDefaultTimeout(PATIENCE.timeout);
  const watched = watch(context);
  if (replaySpeed !== null) {
    await context.addInitScript((speed) => {
      // An empty document, before the page, has no storage.
      if (location.protocol === 'http:') localStorage.setItem('sgp.replay-speed', String(speed));
    }, replaySpeed);
  }
  await options.before?.(context);
  const page = await context.newPage();
  await page.goto(site.url + path);
  return { page, context, url: site.url, ...watched };
}

/** Ends a page's process as a crash does: nothing is closed, nothing gets a last word. */
export async function killPage(page: Page): Promise<void> {
  const died = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  // Who is killed does not answer: the call ends with the connection.
  const asked = session.send('Page.crash').then(
    () => undefined,
    (error: Error) => error,
  );
  await died;
  await page.close();
  await asked;
}

function watch(context: BrowserContext) {
  const problems: string[] = [];
  const foreignRequests: string[] = [];
  const dialogs: string[] = [];
  context.on('weberror', (error) => problems.push(`uncaught: ${error.error().message}`));
  context.on('console', (message) => {
    // A refused load and a violated policy are told here too.
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  context.on('dialog', (dialog) => {
    dialogs.push(`${dialog.type()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const own = new URL(site.url).origin;
  context.on('request', (request) => {
    const address = new URL(request.url());
    const staysHere = address.origin === own || ['data:', 'blob:'].includes(address.protocol);
    if (!staysHere) foreignRequests.push(address.href);
  });
  return { problems, foreignRequests, dialogs };
}

/** What must hold at the end of any story that stays at home. */
export function expectQuiet({ problems, foreignRequests, dialogs }: PageUnderTest): void {
  expect(problems).toEqual([]);
  expect(foreignRequests).toEqual([]);
  expect(dialogs).toEqual([]);
}
