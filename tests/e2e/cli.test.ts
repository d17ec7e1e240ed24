/** The command line as a person uses it: the built program, real files, real pipes. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordFromLine } from '../../src/core/bench/record-line.ts';
import type { SampleRecord } from '../../src/core/bench/record.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sgp-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const RED =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="red"/></svg>';
const SUITE = JSON.stringify([
  { id: 'a', prompt: 'a red square', svg: RED },
  { id: 'b', prompt: 'a red square' },
]);

function sgp(parameters: string[], input = '') {
  return spawnSync(process.execPath, ['bin/sgp.js', ...parameters], { encoding: 'utf8', input });
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const recordsOf = (text: string): SampleRecord[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const reading = recordFromLine(line);
      if (!reading.ok) throw new Error(reading.reason);
      return reading.record;
    });

/** What must be equal between two scorings of one file. */
const withoutTimes = ({ timings: _, createdAt: __, ...record }: SampleRecord) => record;

const valueOf = (record: SampleRecord, metric: string) => {
  const score = record.scores.find((each) => each.metric === metric)!;
  return score.status === 'scored' ? score.value : score.failure.kind;
};

test('scores a file against a suite, keeps the order, names bad lines and goes on', () => {
  const suite = write('suite.json', SUITE);
  const responses = write(
    'answers.jsonl',
    [
      JSON.stringify({ id: 'a', response: `Here it is: ${RED}` }),
      '{"id": oops',
      JSON.stringify({
        id: 'b',
        sample: 1,
        svg: RED.replace(' xmlns="http://www.w3.org/2000/svg"', ''),
      }),
      JSON.stringify({ id: 'nowhere', svg: RED }),
      JSON.stringify({ id: 'b', response: 'I cannot draw.' }),
    ].join('\n'),
  );
  const out = join(folder, 'out.jsonl');
  const run = sgp(['score', responses, '--suite', suite, '--out', out]);
  expect(run.stderr).toContain('line 2: not JSON');
  expect(run.stderr).toContain('line 4: the suite has no item "nowhere"');
  expect(run.status).toBe(3);

  const records = recordsOf(readFileSync(out, 'utf8'));
  expect(records.map(({ id }) => id)).toEqual(['a/0', 'b/1', 'b/0']);
  expect(records.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'no_svg']);
  const [referenced, mended, empty] = records as [SampleRecord, SampleRecord, SampleRecord];
  expect(valueOf(referenced, 'image-image')).toBeCloseTo(1, 5);
  expect(valueOf(mended, 'image-image')).toBe('no-reference');
  expect(valueOf(mended, 'validity-strict')).toBe(0);
  expect(valueOf(mended, 'validity-recovered')).toBe(1);
  // One picture and one caption: one number.
  expect(valueOf(mended, 'text-image')).toBe(valueOf(referenced, 'text-image'));
  expect(valueOf(empty, 'reward')).toBe(0);
});

test('is a filter, and gives the same lines each time', () => {
  const line = JSON.stringify({ id: 'x', prompt: 'a red square', svg: RED }) + '\n';
  const [first, again] = [sgp(['score', '-'], line), sgp(['score', '-'], line)];
  expect(first.status).toBe(0);
  expect(recordsOf(first.stdout).map(withoutTimes)).toEqual(
    recordsOf(again.stdout).map(withoutTimes),
  );
});

test('the rule and the repair are the ones that were asked for', () => {
  const line =
    JSON.stringify({
      id: 'x',
      prompt: 'p',
      response: `${RED} then ${RED.replace('red', 'blue')} <svg `,
    }) + '\n';
  const source = (parameters: string[]) =>
    recordsOf(sgp(['score', '-', ...parameters], line).stdout)[0]!.extraction.source;
  expect(source([])).toContain('blue');
  expect(source(['--extract', 'sgp-compbench'])).toContain('red');
  const bare = JSON.stringify({ id: 'x', prompt: 'p', svg: '<svg viewBox="0 0 1 1"/>' }) + '\n';
  expect(recordsOf(sgp(['score', '-', '--no-mend'], bare).stdout)[0]!.outcome).toBe(
    'malformed_xml',
  );
  expect(recordsOf(sgp(['score', '-'], bare).stdout)[0]!.outcome).toBe('ok');
});

test.each([
  [['score', 'missing.jsonl'], /There is no file missing.jsonl/],
  [['score', '-', '--encoder', 'nobody'], /There is no encoder "nobody". Known: sgp-seed/],
  [['score', '-', '--encoder', 'sgp-seed/q4'], /sgp-seed comes in fp16, q8/],
  [['score', '-', '--encoder', 'dinov2-small'], /sgp encoders fetch dinov2-small/],
  [['score', '-', '--extract', 'first'], /Allowed choices are balanced/],
])('sgp %s says what is wrong and what to do', (parameters, words) => {
  const run = sgp(parameters as string[]);
  expect(run.stderr).toMatch(words);
  expect(run.status).not.toBe(0);
});

test('an output file is not overwritten unawares', () => {
  const out = write('out.jsonl', 'precious\n');
  const run = sgp(['score', '-', '--out', out]);
  expect(run.stderr).toContain('--force');
  expect(readFileSync(out, 'utf8')).toBe('precious\n');
});

test('lists encoders and verifies the one that ships', () => {
  expect(sgp(['encoders', 'list']).stdout).toMatch(/sgp-seed .* with the app/);
  const verified = sgp(['encoders', 'verify', 'sgp-seed']);
  expect(verified.stdout).toContain('self-test passed');
  expect(verified.status).toBe(0);
});

test('reads the official result files, which are one JSON array', () => {
  const rows = [
    { id: 'a', svg: RED, success: true },
    { id: 'b', svg: '', success: false },
  ];
  const answers = write('answers.json', JSON.stringify(rows, null, 2));
  const { status, stdout } = sgp(['score', answers, '--suite', write('suite.json', SUITE)]);
  expect(status).toBe(0);
  expect(recordsOf(stdout).map(({ outcome }) => outcome)).toEqual(['ok', 'no_svg']);
});

test.skipIf(!existsSync('/dev/full'))('a full disk is told in one line', () => {
  const answers = write('answers.jsonl', JSON.stringify({ id: 'a', prompt: 'x', svg: RED }));
  const { status, stderr } = sgp(['score', answers, '--out', '/dev/full', '--force']);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^sgp: ENOSPC[^\n]*\n$/);
});
