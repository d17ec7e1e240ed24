/** What a report's worker can be asked. It keeps its records until it is ended. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { ReportQuestion, ReportTable } from '../../core/ports/reporter.ts';
import type { Report } from '../../core/report/report.ts';

/** `known`: how many records the asker has added. A fresh worker has none of them: `forgotten`. */
export interface ReportCalls {
  /** A run of the browser's own store, in place of all before; tells the records read so far. */
  addRun(
    job: { runId: string },
    progress: (done: number) => void,
  ): { records: number; unreadable: string[] };
  add(job: { known: number; records: readonly SampleRecord[] }): 'added' | 'forgotten';
  report(job: { known: number; question: ReportQuestion }): Report | 'forgotten';
  table(job: {
    known: number;
    table: ReportTable;
    question: ReportQuestion;
  }): string[] | 'forgotten';
}
