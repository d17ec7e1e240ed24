/** Which question a kept report answers: asked in the same words of the same code, it is the same. */
import type { ReportQuestion } from '../../../core/ports/reporter.ts';
import { canonical } from '../../../core/report/series.ts';

/**
 * @param code of the reporter; `null`: it has no name
 * @returns `null` for what is never kept: answers of unnamed code, and those that hang on pictures that
 *   were measured beside the records, which a reload forgets
 */
export function reportQuestionKey(code: string | null, question: ReportQuestion): string | null {
  const { suites = [], blankScores = [], pictureMeasures, ...rest } = question;
  const { meanTokens = [], diversity = [] } = pictureMeasures ?? {};
  if (code === null || blankScores.length + meanTokens.length + diversity.length > 0) return null;
  // The hash stands for the items.
  const known = suites.map(({ items, ...suite }) => ({ ...suite, items: items?.size ?? null }));
  // How many lines are spoiled is found while reading: it is the records', and no part of the question.
  return canonical({ ...rest, code, suites: known, badLines: null });
}
