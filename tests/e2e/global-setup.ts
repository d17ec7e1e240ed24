/** One browser for all files; each test opens a fresh profile in it. */
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { findOrInstallBrowser } from './find-browser.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    browserEndpoint: string;
    browserPath: string;
  }
}

/** Nothing but the page under test may talk to a network. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  // A graphics card that is emulated takes the processor from the page.
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = findOrInstallBrowser();
  const server = await chromium.launchServer({ executablePath, args: BROWSER_FLAGS });
  project.provide('browserEndpoint', server.wsEndpoint());
  project.provide('browserPath', executablePath);
  return () => server.close();
}
