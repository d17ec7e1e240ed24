/** Makes reports beside the page: one fold, filled piece by piece. */
import type { ReportCalls } from '../adapters/report/report-calls.ts';
import { success } from '../core/failure.ts';
import { optionsOf } from '../core/report/asked-options.ts';
import { reportOf } from '../core/report/make-report.ts';
import { RecordFold } from '../core/report/record-fold.ts';
import { itemsCsv, samplesCsv } from '../core/report/write-csv.ts';
import { serveCalls } from './serve-calls.ts';

let fold = new RecordFold();

const isForgotten = (known: number): boolean => fold.records !== known;

void serveCalls<ReportCalls>({
  add({ known, records }) {
    if (known === 0) fold = new RecordFold();
    if (isForgotten(known)) return success('forgotten');
    for (const record of records) fold.add(record);
    return success('added');
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
