/** The built command line as a person uses it: real processes, real files in a folder of their own. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { recordFromLine } from '../../src/core/bench/record-line.ts';
import type { SampleRecord } from '../../src/core/bench/record.ts';

export const RED =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="red"/></svg>';

export interface Workplace {
  path(name: string): string;
  /** @returns its path */
  write(name: string, text: string): string;
  read(name: string): string;
  records(name: string): SampleRecord[];
}

/** A fresh folder for each test of the file. */
export function useWorkplace(): Workplace {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgp-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const path = (name: string) => join(folder, name);
  const read = (name: string) => readFileSync(path(name), 'utf8');
  return {
    path,
    read,
    write(name, text) {
      writeFileSync(path(name), text);
      return path(name);
    },
    records: (name) => recordsOf(read(name)),
  };
}

export const SGP = 'bin/sgp.js';

export const sgp = (parameters: readonly string[], input = '') =>
  spawnSync(process.execPath, [SGP, ...parameters], { encoding: 'utf8', input });

/** For what happens while it runs. */
export const startSgp = (
  parameters: readonly string[],
  environment: Record<string, string> = {},
): ChildProcess =>
  spawn(process.execPath, [SGP, ...parameters], { env: { ...process.env, ...environment } });

/** Not `sgp`, which would keep this process, and with it a server of the test, from answering. */
export async function runSgp(
  parameters: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ status: number | string; stderr: string }> {
  const child = startSgp(parameters, environment);
  let stderr = '';
  child.stderr!.on('data', (piece: Buffer) => (stderr += piece.toString()));
  return { status: await ended(child), stderr };
}

/** @returns exit status, or the signal that ended it */
export async function ended(child: ChildProcess): Promise<number | string> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode ?? child.signalCode!;
}

/** Looks again and again; a test that waits in vain ends at its own limit. */
export async function until(test: () => boolean): Promise<void> {
  while (!test()) await new Promise((resolve) => setTimeout(resolve, 10));
}

export const linesIn = (path: string): number =>
  existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0;

/** @throws Error for a line that is no record */
export const recordsOf = (text: string): SampleRecord[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const reading = recordFromLine(line);
      if (!reading.ok) throw new Error(reading.reason);
      return reading.record;
    });
