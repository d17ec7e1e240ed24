import { expect, test } from 'vitest';
import { PROTOCOL_POLICY } from '../../../core/report/policy.ts';
import type { ReportQuestion } from '../../../core/ports/reporter.ts';
import { reportQuestionKey } from './report-question-key.ts';

const SUITE = { sha256: 'a'.repeat(64), title: 'Starter', items: new Map() };
const QUESTION: ReportQuestion = {
  suites: [SUITE],
  protocolNames: { 'clip@1/fp32': 'CLIP ViT-B/32' },
  blankScores: [],
  pictureMeasures: { meanTokens: [], diversity: [] },
  policy: PROTOCOL_POLICY,
};

const key = (change: Partial<ReportQuestion> = {}, code: string | null = 'report-1.js') =>
  reportQuestionKey(code, { ...QUESTION, ...change });

test('the same question is the same, whatever was found among the records', () => {
  expect(key({ badLines: 3 })).toBe(key());
  expect(key()).not.toBeNull();
});

test.each<[string, Partial<ReportQuestion>]>([
  ['the policy', { policy: { ...PROTOCOL_POLICY, invalid: 'omit' } }],
  ['the main column', { main: 'reward' }],
  ['the weights', { weights: { textImage: 1, imageImage: 0, length: 0, format: 0, gateOffset: null } }], // prettier-ignore
  ['the name of an encoder', { protocolNames: {} }],
  ['the suite', { suites: [{ ...SUITE, sha256: 'b'.repeat(64) }] }],
  ['a suite that is not at hand', { suites: [] }],
])('another question is another: %s', (_what, change) => {
  expect(key(change)).not.toBe(key());
});

test('of other code it is another, and of code without a name it is none', () => {
  expect(key({}, 'report-2.js')).not.toBe(key());
  expect(key({}, null)).toBeNull();
});

test('what hangs on pictures measured on this visit is never kept', () => {
  const blank = { encoderId: 'e', metric: 'text-image', colour: 'white', suiteSha256: null, byItem: new Map() } as const; // prettier-ignore
  expect(key({ blankScores: [blank] })).toBeNull();
});
