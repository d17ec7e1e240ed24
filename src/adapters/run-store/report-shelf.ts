/** Which reports of a run are kept beside its records: the last few that were asked for. */
import type { Report } from '../../core/report/report.ts';
import type { ReportShelf } from './run-database.ts';

/** One is some dozen kilobytes; people go to and fro between a few switches. */
const MOST = 8;

export function shelfWith(shelf: ReportShelf, question: string, report: Report): ReportShelf {
  const others = shelf.reports.filter((kept) => kept.question !== question);
  return { ...shelf, reports: [...others, { question, report }].slice(-MOST) };
}
