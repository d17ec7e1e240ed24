/** All answers of a file, by item and sample: a run wants them in its own order. */
import type { DuplicateRecordRule } from '../../../core/bench/duplicate-record.ts';
import type { ResponseLine } from '../../../core/bench/response-line.ts';
import type { AnswerRow } from '../../../core/suite/read-answers.ts';
import type { BadRow } from '../../../core/suite/read-rows.ts';
import type { Answers } from './imported-answers.ts';

export interface AnswerReading {
  answers: Answers;
  count: number;
  /** One more than the highest sample that occurs. */
  samples: number;
  /** The first of them; `badCount` says how many there are. */
  badRows: readonly BadRow[];
  badCount: number;
  /** Answers to a question that an earlier one of the file has answered: the rule says what of them. */
  repeated: number;
}

const KEPT_BAD_ROWS = 100;

/**
 * @param rule for an answer to a question that has one
 * @throws Error, in a sentence, where there is no answer; and what reading the rows throws
 */
export async function gatherAnswers(
  rows: AsyncIterable<AnswerRow>,
  rule: DuplicateRecordRule = 'keep-first',
): Promise<AnswerReading> {
  const answers = new Map<string, Map<number, ResponseLine>>();
  const badRows: BadRow[] = [];
  let badCount = 0;
  let samples = 0;
  let repeated = 0;
  for await (const row of rows) {
    if (!row.ok) {
      badCount++;
      if (badRows.length < KEPT_BAD_ROWS) badRows.push(row.bad);
      continue;
    }
    const { id } = row.answer;
    let { sample } = row.answer;
    const ofItem = answers.get(id) ?? new Map<number, ResponseLine>();
    if (ofItem.has(sample)) {
      repeated++;
      // As on the command line: a file must not mend its answers by repeating them, unless it is asked to.
      if (rule === 'keep-first') continue;
      if (rule === 'new-sample') while (ofItem.has(sample)) sample++;
    }
    answers.set(id, ofItem.set(sample, { ...row.answer, sample }));
    samples = Math.max(samples, sample + 1);
  }
  const count = [...answers.values()].reduce((sum, { size }) => sum + size, 0);
  if (count === 0) throw new Error(nothingIn(badRows[0]));
  return { answers, count, samples, badRows, badCount, repeated };
}

const nothingIn = (bad: BadRow | undefined): string =>
  bad === undefined
    ? 'The file holds no answers.'
    : `The file holds no answers: ${bad.place} cannot be read (${bad.reason}).`;
