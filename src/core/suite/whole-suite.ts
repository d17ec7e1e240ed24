/** A suite of which nothing was left out, for scores that are to be trusted. */
import { failed, success, type Result } from '../failure.ts';
import type { SuiteReading } from './read-suite.ts';

/** @returns the suite, or which rows are at fault */
export function wholeSuite(reading: SuiteReading): Result<SuiteReading> {
  const { badRows, badCount, duplicateIds, repeatedIds } = reading;
  const faults: string[] = [];
  if (badCount > 0) {
    const [first] = badRows;
    const others = badCount > 1 ? `, and ${badCount - 1} more` : '';
    faults.push(`${first!.place}: ${first!.reason}${others}`);
  }
  if (duplicateIds > 0) faults.push(`${duplicateIds} ids occur again, e.g. "${repeatedIds[0]}"`);
  if (faults.length === 0) return success(reading);
  const detail = `The suite cannot be read whole: ${faults.join('; ')}.`;
  return failed({ stage: 'store', kind: 'unreadable', detail });
}
