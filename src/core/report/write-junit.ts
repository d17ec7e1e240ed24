/** Conditions as JUnit XML (the Jenkins schema), which build servers show as tests. */
import { escapeMarkup } from './markup.ts';
import { groupFacts, reportFacts, rowFacts } from './repeat-words.ts';
import type { Report } from './report.ts';
import type { ThresholdResult } from './thresholds.ts';

/** A suite for each row of the report, a test for each condition; what cannot be told is an error. */
export function thresholdsToJunit(report: Report, results: readonly ThresholdResult[]): string {
  const rows = [...new Set(results.map(({ row }) => row))];
  const suites = rows.map((row) =>
    suiteOf(
      report,
      results.filter((result) => result.row === row),
    ),
  );
  const name = escapeMarkup(report.title);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${name}" ${countsOf(results)}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteOf(report: Report, results: readonly ThresholdResult[]): string {
  const { row, title } = results[0]!;
  const group = report.groups.find(({ rows }) => rows.some(({ id }) => id === row))!;
  const facts = [
    ...reportFacts(report),
    ...groupFacts(group),
    ...rowFacts(group.rows.find(({ id }) => id === row)!),
  ];
  const properties = facts.map(
    ([name, value]) =>
      `      <property name="${escapeMarkup(name)}" value="${escapeMarkup(value)}"/>`,
  );
  const classname = escapeMarkup(title);
  const cases = results.map(({ threshold, verdict, message }) => {
    const open = `    <testcase name="${escapeMarkup(threshold.text)}" classname="${classname}" time="0"`;
    if (verdict === 'met') return `${open}/>`;
    const element = verdict === 'missed' ? 'failure' : 'error';
    const words = escapeMarkup(message);
    return `${open}>\n      <${element} type="${verdict}" message="${words}">${words}</${element}>\n    </testcase>`;
  });
  return [
    `  <testsuite name="${escapeMarkup(`${title} (${row})`)}" ${countsOf(results)} skipped="0" time="0">`,
    '    <properties>',
    ...properties,
    '    </properties>',
    ...cases,
    '  </testsuite>',
  ].join('\n');
}

function countsOf(results: readonly ThresholdResult[]): string {
  const count = (verdict: ThresholdResult['verdict']) =>
    results.filter((result) => result.verdict === verdict).length;
  return `tests="${results.length}" failures="${count('missed')}" errors="${count('cannot-tell')}"`;
}
