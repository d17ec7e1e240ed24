/** A model keeps its colour and mark through all views of a run: its place in the plan decides. */
import type { Report, ReportRow } from '../../../core/report/report.ts';
import type { IndexedModel } from './run-index.ts';

/** The report with each row's `mark` at its model's place; rows of no known model stay as they are. */
export function withMarks(report: Report, models: readonly IndexedModel[]): Report {
  const markOf = ({ facts: { model, template }, mark }: ReportRow): number =>
    models.find(
      ({ providerId, id, templateId, templateVersion }) =>
        providerId === model.providerId &&
        id === model.id &&
        templateId === template.id &&
        templateVersion === template.version,
    )?.index ?? mark;
  const groups = report.groups.map((group) => ({
    ...group,
    rows: group.rows.map((row) => ({ ...row, mark: markOf(row) })),
  }));
  return { ...report, groups };
}
