/**
 * Which of several records of one slot counts, wherever that is asked: in a report, in a file that is
 * opened, where files are joined, and where one is imported into the page.
 */
import type { SampleRecord } from '../bench/record.ts';
import { recordToLine } from '../bench/record-line.ts';
import { isMissingScore, slotStateOf, type SlotState } from './slot-row.ts';

/** All that decides it, so that whoever compares many need not keep the records. */
export interface Standing {
  state: SlotState;
  /** Scores that a system's fault left open. */
  missingScores: number;
  attempts: number;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** Of the whole record: two of one fingerprint are the same record. */
  fingerprint: number;
}

const RANK: Record<SlotState, number> = { done: 0, answered: 1, failed: 2 };

export function standingOf(record: SampleRecord): Standing {
  return {
    state: slotStateOf(record),
    missingScores: record.scores.filter(isMissingScore).length,
    attempts: record.attempts.length,
    createdAt: record.createdAt,
    fingerprint: fingerprintOf(recordToLine(record)),
  };
}

/**
 * The one that is further counts: scored before answered before failed, with fewer scores missing,
 * after more attempts; of two alike the older, so that asking again until a better answer comes
 * changes nothing. What is alike in all of it is told apart by its content. A total order: any
 * number of records, in whichever order they come, leave the same one.
 * @returns negative where `a` counts, 0 where they are the same record
 */
export function compareStanding(a: Standing, b: Standing): number {
  const further =
    RANK[a.state] - RANK[b.state] || a.missingScores - b.missingScores || b.attempts - a.attempts;
  if (further !== 0) return further;
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return a.fingerprint - b.fingerprint;
}

/** See `compareStanding`. */
export const preferredRecord = (a: SampleRecord, b: SampleRecord): SampleRecord =>
  compareStanding(standingOf(a), standingOf(b)) <= 0 ? a : b;

/**
 * 53 bits of a text: two multiplicative hashes, mixed as MurmurHash3 mixes its end. Against chance, not
 * against an adversary; a cryptographic one would cost as much as reading the record.
 */
function fingerprintOf(text: string): number {
  let [low, high] = [0x9e3779b9, 0x85ebca6b];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x9e3779b1);
    high = Math.imul(high ^ code, 0x5f356495);
  }
  low = mixed(low ^ (high >>> 15));
  high = mixed(high ^ (low >>> 13));
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

function mixed(bits: number): number {
  const half = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  const whole = Math.imul(half ^ (half >>> 13), 0xc2b2ae35);
  return whole ^ (whole >>> 16);
}
