import { expect, test } from 'vitest';
import type { Failure } from '../../core/failure.ts';
import type { Mend } from '../../core/program/candidate.ts';
import { problemsOf } from './problems.ts';

const at = { start: 4, end: 5, line: 1, column: 5 };
const malformed: Failure = { stage: 'check', kind: 'malformed', at, detail: 'a bare &' };

test('a valid program has no problems', () => {
  expect(problemsOf(null, [])).toEqual([]);
});

test('each mend is a problem of its own, at its place', () => {
  const mends: Mend[] = [
    { kind: 'ampersand', at, detail: '& written as &amp;' },
    { kind: 'cut-tag', at: { ...at, start: 9, end: 12 }, detail: 'cut tag dropped' },
  ];
  const problems = problemsOf(malformed, mends);
  expect(problems.map(({ start, end }) => [start, end])).toEqual([
    [4, 5],
    [9, 12],
  ]);
  expect(problems[0]!.headline).toBe('& written as &amp;');
});

test('a fault without a place underlines nothing', () => {
  const limit: Failure = {
    stage: 'check',
    kind: 'too-large',
    limit: 'elements',
    detail: 'too many',
  };
  expect(problemsOf(limit, [])).toEqual([]);
  expect(problemsOf(malformed, [])).toHaveLength(1);
});
