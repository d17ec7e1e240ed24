/** A file of answers, whichever way it is written, row by row and in constant memory. */
import type { ResponseLine } from '../bench/response-line.ts';
import { answersIn } from './answers.ts';
import type { CsvReader } from './csv.ts';
import { openText, type OpenOptions, type SuiteFile } from './open-text.ts';
import { readRows, type BadRow } from './read-rows.ts';

export type AnswerRow =
  { ok: true; place: string; answer: ResponseLine } | { ok: false; bad: BadRow };

/**
 * @yields answers and bad rows in the order of the file
 * @throws Unreadable where the file is of another kind; the signal's reason when aborted
 */
export async function* readAnswers(
  file: SuiteFile,
  options: OpenOptions & { csv: CsvReader },
): AsyncGenerator<AnswerRow> {
  const opened = await openText(file, options);
  for await (const reading of readRows(opened, options.csv)) {
    if (!reading.ok) {
      yield { ok: false, bad: reading.bad };
      continue;
    }
    const { place, values } = reading.row;
    const answers = answersIn(values);
    if (answers.ok) for (const answer of answers.answers) yield { ok: true, place, answer };
    else {
      const text = JSON.stringify(values).slice(0, 2000);
      yield { ok: false, bad: { place, reason: answers.reason, text } };
    }
  }
}
