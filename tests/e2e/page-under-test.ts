/** The built page in a fresh browser profile, with everything that must never happen written down. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { serve } from '../../src/cli/serve.ts';

export interface PageUnderTest {
  page: Page;
  context: BrowserContext;
  url: string;
  /** Console errors, uncaught errors and policy violations so far. */
  problems: string[];
  /** Addresses asked for that are not the page's own. */
  foreignRequests: string[];
}

export interface OpenOptions {
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce' | 'no-preference';
  /** Part of the address after the site's root. */
  path?: string;
  /** Runs before any script of the page. */
  before?: (context: BrowserContext) => Promise<void>;
}

let browser: Browser;
let site: Awaited<ReturnType<typeof serve>>;
const open: BrowserContext[] = [];

/** Call once in a test file: starts and stops what `openPage` needs. */
export function usePageUnderTest(): void {
  beforeAll(async () => {
    const folder = new URL('../../dist/page', import.meta.url).pathname;
    site = await serve({ port: 0, host: '127.0.0.1', folder });
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

export async function openPage(options: OpenOptions = {}): Promise<PageUnderTest> {
  const { width = 1440, height = 900, colorScheme = 'light', reducedMotion, path = '' } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: reducedMotion ?? 'no-preference',
    acceptDownloads: true,
  });
  open.push(context);
  await options.before?.(context);
  const page = await context.newPage();
  const problems: string[] = [];
  const foreignRequests: string[] = [];
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  context.on('request', (request) => {
    const address = new URL(request.url());
    const own = address.origin === new URL(site.url).origin;
    if (!own && !['data:', 'blob:'].includes(address.protocol)) foreignRequests.push(address.href);
  });
  await page.goto(site.url + path);
  return { page, context, url: site.url, problems, foreignRequests };
}

/** What must hold at the end of any story that stays at home. */
export function expectQuiet({ problems, foreignRequests }: PageUnderTest): void {
  expect(problems).toEqual([]);
  expect(foreignRequests).toEqual([]);
}
