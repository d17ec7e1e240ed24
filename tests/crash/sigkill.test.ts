/** cases.md D16: the command line's journal, and processes that are killed while they write it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRunFile } from '../../src/adapters/run-store/run-file.node.ts';
import { PLAN } from './crash-world.ts';
import { expectComplete, expectSound } from './soundness.ts';

const AT_ONCE = PLAN.pace.concurrency;
const PATIENCE_MS = 180_000;

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sgp-kill-'));
  const input = fileURLToPath(new URL('run-to-the-end.ts', import.meta.url));
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { conditions: ['node'] },
    ssr: { resolve: { conditions: ['node'] }, noExternal: true },
    build: { target: 'node20', ssr: true, outDir: join(folder, 'bin'), rollupOptions: { input } },
  });
}, PATIENCE_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Life {
  said: string;
  signal: NodeJS.Signals | null;
}

interface Process {
  ended: Promise<Life>;
  kill(): void;
}

function begin(name: string, step: number, tookMs: number): Process {
  const files = [join(folder, `${name}.jsonl`), join(folder, `${name}.calls`)];
  const program = join(folder, 'bin', 'run-to-the-end.js');
  const child = spawn(process.execPath, [program, ...files, String(step), String(tookMs)]);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => (said += piece.toString()));
  const ended = new Promise<Life>((resolve) =>
    child.once('close', (_, signal) => resolve({ said, signal })),
  );
  return { ended, kill: () => void child.kill('SIGKILL') };
}

const live = (name: string, step = 0): Promise<Life> => begin(name, step, 0).ended;

const callsOf = (name: string): string[] => {
  const path = join(folder, `${name}.calls`);
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
};

async function untilAsked(name: string, before: number): Promise<void> {
  while (callsOf(name).length <= before) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function durable(name: string): Promise<Set<string>> {
  const opened = await readRunFile(join(folder, `${name}.jsonl`));
  if (!opened.ok) throw new Error(opened.failure.detail);
  const records = await expectSound(opened.value);
  await opened.value.close();
  return new Set(records.map(({ prompt, sampleIndex }) => `${prompt} ${sampleIndex}`));
}

async function expectEnd(name: string): Promise<void> {
  const opened = await readRunFile(join(folder, `${name}.jsonl`));
  if (!opened.ok) throw new Error(opened.failure.detail);
  await expectComplete(opened.value);
  expect(opened.value.unreadable()).toEqual([]);
  await opened.value.close();
}

test(
  'D2, D16: killed at any of its steps, the same command goes on to the same end',
  async () => {
    for (let step = 1; step < 140; step += 11) {
      const name = `step-${step}`;
      const first = await live(name, step);
      expect(first.signal).toBe('SIGKILL');
      const before = await durable(name);
      const asked = callsOf(name).length;
      const second = await live(name);
      expect(second.said).toContain('finished');
      await expectEnd(name);
      // 20 answers and the one that failed first in each life; the rest are repeats.
      expect(callsOf(name).length - 20 - 2).toBeLessThanOrEqual(AT_ONCE);
      for (const call of callsOf(name).slice(asked)) expect(before.has(call)).toBe(false);
    }
  },
  PATIENCE_MS,
);

test(
  'D2, D16: killed again and again at any moment, it comes to its end',
  async () => {
    let kills = 0;
    for (let ended = false; !ended; kills++) {
      const asked = callsOf('again').length;
      const life = begin('again', 0, 10);
      // From the moment at which it has asked again, so that each life gets on.
      await Promise.race([untilAsked('again', asked), life.ended]);
      setTimeout(life.kill, 30 + ((kills * 53) % 120));
      const { said, signal } = await life.ended;
      ended = signal === null;
      if (ended) expect(said).toContain('finished');
      else await durable('again');
      expect(kills).toBeLessThan(60);
    }
    await expectEnd('again');
    expect(kills).toBeGreaterThan(1);
    expect(callsOf('again').length).toBeLessThanOrEqual(20 + kills * (AT_ONCE + 1));
  },
  PATIENCE_MS,
);

test(
  'a second process is refused while the first one runs, and takes over when that is killed',
  async () => {
    const first = begin('two', 0, 2_000);
    await untilAsked('two', 0);
    expect((await live('two')).said).toContain('is being written by process');
    first.kill();
    expect((await first.ended).signal).toBe('SIGKILL');
    expect((await live('two')).said).toContain('finished');
    await expectEnd('two');
  },
  PATIENCE_MS,
);
