/** What must hold of a run's records, whatever happened to it (cases.md D2). */
import { expect } from 'vitest';
import type { SampleRecord } from '../../src/core/bench/record.ts';
import type { RunReader } from '../../src/core/run/run-journal.ts';
import { slotsOf } from '../../src/core/run/run-plan.ts';
import { PLAN } from './crash-world.ts';

/** The invariants of D2, of what is durable at any moment. */
export async function expectSound(journal: RunReader): Promise<SampleRecord[]> {
  const wanted = new Set([...slotsOf(PLAN)].map(({ id }) => id));
  const records: SampleRecord[] = [];
  for await (const record of journal.records()) records.push(record);
  const slots = records.map(({ run }) => run!.slotId);
  expect(new Set(slots).size).toBe(slots.length);
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  for (const slot of slots) expect(wanted.has(slot)).toBe(true);
  for (const { scores, attempts } of records) {
    const hasScore = scores.some(({ status }) => status === 'scored');
    if (hasScore) expect(attempts.at(-1)!.response.text).not.toBe('');
  }
  return records;
}

/** Where a run that was crashed and gone on with must come out. */
export async function expectComplete(journal: RunReader): Promise<void> {
  const records = await expectSound(journal);
  expect(records).toHaveLength(20);
  const outcomes = records.map(({ outcome }) => outcome).sort();
  expect(outcomes).toEqual([...Array<string>(2).fill('no_svg'), ...Array<string>(18).fill('ok')]);
}
