/** What a report is asked for as plain data, as the options that it is made under. */
import type { ReportQuestion } from '../ports/reporter.ts';
import { blankLookup } from './blank-scores.ts';
import type { ReportOptions } from './make-report.ts';
import { diversityLookup, meanTokenLookup, NO_MEASURES } from './picture-measures.ts';

export function optionsOf({
  protocolNames,
  blankScores = [],
  pictureMeasures = NO_MEASURES,
  ...rest
}: ReportQuestion): ReportOptions {
  const meanTokenCosine = meanTokenLookup(pictureMeasures);
  const diversity = diversityLookup(pictureMeasures);
  return {
    ...rest,
    // What was not measured is not among the policies that rankings are tried under.
    lookups: {
      ...(blankScores.length > 0 && { blankScore: blankLookup(blankScores) }),
      ...(meanTokenCosine !== undefined && { meanTokenCosine }),
    },
    ...(diversity !== undefined && { diversity }),
    protocolName: (encoderId) =>
      Object.hasOwn(protocolNames, encoderId) ? protocolNames[encoderId]! : null,
  };
}
