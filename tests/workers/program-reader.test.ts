/** Programs read in a worker are those read here, whatever becomes of the worker. */
import { afterEach, expect, test } from 'vitest';
import type { ProgramCalls } from '../../src/adapters/program/program-calls.ts';
import { lost, WorkerProgramReader } from '../../src/adapters/program/worker-program-reader.ts';
import { anatomyOf } from '../../src/core/program/anatomy.ts';
import { extractProgram } from '../../src/core/program/extract.ts';
import { prepareProgram } from '../../src/core/program/prepare.ts';
import { isolatedProgram } from '../../src/core/program/read-here.ts';
import type { Spawn, WorkerHandle } from '../../src/workers/worker-handle.ts';
import { WorkerHost } from '../../src/workers/worker-host.ts';
import { spawn, spawnBundled } from './spawn.ts';

const SHAPES = '<g fill=red a="1" a="2"><circle r="4"/> Tom & Jerry </g>\n'.repeat(40);
const PROGRAM = `<svg viewBox="0 0 9 9">${SHAPES}</svg>`;
const RESPONSE = `First <svg/>, then:\n\`\`\`svg\n${PROGRAM}\n\`\`\``;

const opened: WorkerProgramReader[] = [];
let worker: WorkerHandle | null = null;

function readerWith(start: Spawn = spawn): WorkerProgramReader {
  const host = new WorkerHost<ProgramCalls>('program', {
    failureOf: lost,
    spawn: (name) => (worker = start(name)),
  });
  const reader = new WorkerProgramReader(host);
  opened.push(reader);
  return reader;
}

afterEach(() => {
  for (const reader of opened.splice(0)) reader.release();
});

async function expectAllRead(reader: WorkerProgramReader): Promise<void> {
  const start = PROGRAM.indexOf('<circle');
  expect(await reader.extract(RESPONSE, 'balanced')).toEqual(extractProgram(RESPONSE, 'balanced'));
  expect(await reader.extract('none', 'balanced')).toEqual(extractProgram('none', 'balanced'));
  for (const policy of ['mend', 'none'] as const)
    expect(await reader.prepare(PROGRAM, policy)).toEqual(prepareProgram(PROGRAM, policy));
  expect(await reader.anatomy(PROGRAM)).toEqual(anatomyOf(PROGRAM));
  expect(await reader.isolate(PROGRAM, start)).toEqual(isolatedProgram(PROGRAM, start));
}

test('the worker reads as the functions here do', () => expectAllRead(readerWith()));

test('where no worker can be started the programs are read here', () =>
  expectAllRead(readerWith(() => spawnBundled('broken'))));

test('a worker that is lost is replaced', async () => {
  const reader = readerWith();
  await reader.anatomy(PROGRAM);
  worker!.terminate();
  expect(await reader.prepare(PROGRAM, 'mend')).toEqual(prepareProgram(PROGRAM, 'mend'));
});

test('what nobody waits for any more is not begun', async () => {
  const reader = readerWith();
  const stop = new AbortController();
  const first = reader.anatomy(PROGRAM);
  const waiting = reader.prepare(PROGRAM, 'mend', stop.signal);
  stop.abort(new Error('typed on'));
  await expect(waiting).rejects.toThrow('typed on');
  expect(await first).toEqual(anatomyOf(PROGRAM));
});
