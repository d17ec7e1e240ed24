/** Records without dates and durations: the same work gives the same bytes. */
import type { SampleRecord } from '../core/bench/record.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { RunJournal } from '../core/run/run-journal.ts';

/** Stands for "not said" where the format wants a date. */
export const NO_DATE = new Date(0).toISOString();

export function withoutTimes(record: SampleRecord): SampleRecord {
  const attempts = record.attempts.map((attempt) => {
    const { response } = attempt;
    const firstTokenMs = response.firstTokenMs === null ? null : 0;
    return { ...attempt, response: { ...response, latencyMs: 0, firstTokenMs } };
  });
  return { ...record, createdAt: NO_DATE, attempts, timings: {} };
}

/** Strips each record before it is kept. */
export const timelessJournal = (journal: RunJournal): RunJournal => ({
  rows: () => journal.rows(),
  records: () => journal.records(),
  get: (slotId) => journal.get(slotId),
  unreadable: () => journal.unreadable(),
  append: (record) => journal.append(withoutTimes(record)),
  close: () => journal.close(),
});

export const timelessClock = (clock: Clock): Clock => ({ ...clock, date: () => NO_DATE });
