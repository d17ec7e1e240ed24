/** All tables of a group, in the order in which they are read. */
import { movedTable, pairTable, rankingTable } from './pair-tables.ts';
import { formatShare } from '../format-number.ts';
import type { ReportGroup } from './report.ts';
import { rulerTables } from './ruler-tables.ts';
import {
  againstTable,
  anatomyTable,
  endingTable,
  reasonTable,
  spendTable,
} from './sample-tables.ts';
import { categoryTable, curveTable, scoreTable } from './score-tables.ts';
import type { Table } from './table.ts';

/** All tables of a group that have something to say, the scores first. */
export function groupTables(group: ReportGroup, level: number): Table[] {
  const tables = [
    scoreTable(group, level),
    endingTable(group),
    reasonTable(group),
    pairTable(group, level),
    categoryTable(group),
    curveTable(group, 'Best of k samples', ({ bestOfK }) => bestOfK),
    curveTable(group, 'Valid at least once in k samples', ({ passAtK }) => passAtK, formatShare),
    rankingTable(group),
    movedTable(group),
    anatomyTable(group),
    againstTable(group),
    spendTable(group),
    ...rulerTables(group),
  ];
  return tables.filter((table) => table !== null);
}
