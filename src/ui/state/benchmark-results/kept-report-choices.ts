/** A run's results are found again as they were looked at, as long as the page lives. */
import { ReportChoices } from './report-choices.svelte.ts';

const known = new Map<string, ReportChoices>();

export function reportChoices(runId: string): ReportChoices {
  const choices = known.get(runId) ?? new ReportChoices();
  known.set(runId, choices);
  return choices;
}
