/** What a report is asked for as plain data, as the options that it is made under. */
import type { ReportQuestion } from '../ports/reporter.ts';
import { blankLookup } from './blank-scores.ts';
import type { ReportOptions } from './make-report.ts';

export const optionsOf = ({
  protocolNames,
  blankScores = [],
  ...rest
}: ReportQuestion): ReportOptions => ({
  ...rest,
  // Without any, blank pictures are not among the policies that rankings are tried under.
  lookups: blankScores.length === 0 ? {} : { blankScore: blankLookup(blankScores) },
  protocolName: (encoderId) =>
    Object.hasOwn(protocolNames, encoderId) ? protocolNames[encoderId]! : null,
});
