/** Finds a Chromium-family browser on this machine, or installs one the way that is allowed here. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const PLACES: Record<string, string[]> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((variable) =>
    ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((path) =>
      join(process.env[variable] ?? 'C:/', path),
    ),
  ),
};

/**
 * @returns the path of a browser; `CHROME_PATH` overrides the search
 * @throws Error naming what was tried
 */
export function findOrInstallBrowser(): string {
  const wished = process.env.CHROME_PATH;
  if (wished !== undefined) {
    if (existsSync(wished)) return wished;
    throw new Error(`CHROME_PATH is set to ${wished}, and there is no file there.`);
  }
  return installedBrowser() ?? fromPlaywright() ?? fromApt() ?? giveUp();
}

function installedBrowser(): string | null {
  const known = [...(PLACES[process.platform] ?? []), chromium.executablePath()];
  return known.find((path) => existsSync(path)) ?? null;
}

function fromPlaywright(): string | null {
  const cli = createRequire(import.meta.url).resolve('playwright-core/package.json');
  console.log('No Chrome, Chromium or Edge found: asking Playwright for one.');
  const done = attempt(process.execPath, [join(cli, '..', 'cli.js'), 'install', 'chromium']);
  return done && existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

function fromApt(): string | null {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return null;
  console.log("Playwright's download was refused: installing the distribution's chromium.");
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const [command, ...first] = [...sudo, 'apt-get'];
  attempt(command!, [...first, 'update', '-qq']);
  attempt(command!, [...first, 'install', '-y', '-qq', 'chromium']);
  return installedBrowser();
}

/** A way that fails leaves the next one: its own words are on the terminal. */
function attempt(command: string, parameters: string[]): boolean {
  try {
    execFileSync(command, parameters, {
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: 300_000,
    });
    return true;
  } catch (error) {
    console.log(`${command} did not succeed: ${(error as Error).message}`);
    return false;
  }
}

function giveUp(): never {
  throw new Error(
    'The end-to-end tests need Chrome, Chromium or Edge. Install one, or set CHROME_PATH to it.',
  );
}
