import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aRecord } from '../../tests/fixtures/a-record.ts';
import { recordToLine } from '../core/bench/record-line.ts';
import type { SampleRecord } from '../core/bench/record.ts';
import { RecordLog } from './record-log.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sgp-log-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ofSlot = (slotId: string, createdAt: string): SampleRecord =>
  aRecord({ drawId: `r/${slotId}`, createdAt, run: { runId: 'r', slotId } });

const quiet = () => undefined;

test('a file that was joined by hand is left with one record a slot, whichever came first', async () => {
  const [older, newer] = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'] as const;
  const [b, first, second] = [ofSlot('b', older), ofSlot('a', older), ofSlot('a', newer)];
  for (const [name, order] of [
    ['forwards', [b, first, second]],
    ['backwards', [second, first, b]],
  ] as const) {
    const path = join(folder, name);
    writeFileSync(path, order.map((record) => recordToLine(record) + '\n').join(''));
    const log = await RecordLog.open(path, false, quiet, quiet);
    expect(log.kept).toBe(2);
    await log.close(true);
    expect(readFileSync(path, 'utf8')).toBe(`${recordToLine(first)}\n${recordToLine(b)}\n`);
  }
});

test('F13: a file with records of a later version is refused by its number, and left as it is', async () => {
  const path = join(folder, 'later');
  const ours = recordToLine(ofSlot('a', '2026-01-01T00:00:00.000Z'));
  const later = JSON.stringify({ ...ofSlot('b', '2026-01-01T00:00:00.000Z'), version: 7 });
  for (const text of [`${ours}\n${later}\n`, `${later}\n`, later]) {
    writeFileSync(path, text);
    const opening = RecordLog.open(path, false, quiet, quiet);
    await expect(opening).rejects.toThrow(/version 7, this app reads 1/);
    expect(readFileSync(path, 'utf8')).toBe(text);
  }
});
