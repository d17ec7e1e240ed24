/** Makes reports beside the page: one fold, filled piece by piece. */
import type { ReportCalls } from '../adapters/report/report-calls.ts';
import { openStoredRun } from '../adapters/run-store/stored-run.ts';
import { success } from '../core/failure.ts';
import { optionsOf } from '../core/report/asked-options.ts';
import { reportOf } from '../core/report/make-report.ts';
import { RecordFold } from '../core/report/record-fold.ts';
import { itemsCsv, samplesCsv } from '../core/report/write-csv.ts';
import { serveCalls } from './serve-calls.ts';

let fold = new RecordFold();
/** Often enough that a person sees it go on. */
const TOLD_EVERY = 200;

const isForgotten = (known: number): boolean => fold.records !== known;

void serveCalls<ReportCalls>({
  add({ known, records }) {
    if (known === 0) fold = new RecordFold();
    if (isForgotten(known)) return success('forgotten');
    for (const record of records) fold.add(record);
    return success('added');
  },
  async addRun({ runId }, { progress }) {
    fold = new RecordFold();
    const run = await openStoredRun(runId);
    if (!run.ok) return run;
    const { reader, close } = run.value;
    try {
      for await (const record of reader.records()) {
        fold.add(record);
        if (fold.records % TOLD_EVERY === 0) progress(fold.records);
      }
      const unreadable = reader.unreadable().map(({ place }) => place);
      return success({ records: fold.records, unreadable });
    } finally {
      close();
    }
  },
  report({ known, question }) {
    return success(isForgotten(known) ? 'forgotten' : reportOf(fold, optionsOf(question)));
  },
  table({ known, table, question }) {
    if (isForgotten(known)) return success('forgotten');
    const csv = table === 'items' ? itemsCsv : samplesCsv;
    return success([...csv(fold, optionsOf(question))]);
  },
});
