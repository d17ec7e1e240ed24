/** `sgp score`, `encoders` and `suites` as a person uses them. */
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import type { SampleRecord } from '../../src/core/bench/record.ts';
import {
  ended,
  linesIn,
  RED,
  recordsOf,
  sgp,
  startSgp,
  until,
  useWorkplace,
} from './command-line.ts';

const place = useWorkplace();

const SUITE = JSON.stringify([
  { id: 'a', prompt: 'a red square', svg: RED },
  { id: 'b', prompt: 'a red square' },
]);

/** What must be equal between two scorings of one file. */
const withoutTimes = ({ timings: _, createdAt: __, ...record }: SampleRecord) => record;

const valueOf = (record: SampleRecord, metric: string) => {
  const score = record.scores.find((each) => each.metric === metric)!;
  return score.status === 'scored' ? score.value : score.failure.kind;
};

const answers = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    JSON.stringify({
      id: `item-${at % 10}`,
      sample: Math.floor(at / 10),
      prompt: `a square of shade ${at % 10}`,
      response: RED.replace('red', `#${(at % 10).toString().repeat(6)}`),
    }),
  ).join('\n');

test('scores a file against a suite, names bad lines and goes on', () => {
  const suite = place.write('suite.json', SUITE);
  const bare = RED.replace(' xmlns="http://www.w3.org/2000/svg"', '');
  const responses = place.write(
    'answers.jsonl',
    [
      JSON.stringify({ id: 'a', response: `Here it is: ${RED}` }),
      '{"id": oops',
      JSON.stringify({ id: 'b', sample: 1, svg: bare }),
      JSON.stringify({ id: 'nowhere', svg: RED }),
      JSON.stringify({ id: 'b', response: 'I cannot draw.' }),
      JSON.stringify({ id: 'b', response: 'I have answered this.' }),
    ].join('\n'),
  );
  const run = sgp(['score', responses, '--suite', suite, '--out', place.path('out.jsonl')]);
  expect(run.stderr).toContain('line 2: it is not JSON');
  expect(run.stderr).toContain('line 4: the suite has no item "nowhere"');
  expect(run.stderr).toContain('line 6: "b" is answered again');
  expect(run.status).toBe(3);

  const records = place.records('out.jsonl');
  const of = (item: string, sample: number) =>
    records.find((record) => record.item!.itemId === item && record.sampleIndex === sample)!;
  expect(records).toHaveLength(3);
  const [referenced, mended, empty] = [of('a', 0), of('b', 1), of('b', 0)];
  expect([referenced, mended, empty].map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'no_svg']);
  expect(valueOf(referenced, 'image-image')).toBeCloseTo(1, 5);
  expect(valueOf(mended, 'image-image')).toBe('no-reference');
  expect(valueOf(mended, 'validity-strict')).toBe(0);
  expect(valueOf(mended, 'validity-recovered')).toBe(1);
  // One picture and one caption: one number.
  expect(valueOf(mended, 'text-image')).toBe(valueOf(referenced, 'text-image'));
  expect(valueOf(empty, 'reward')).toBe(0);
});

test('is a filter that answers each line as it comes, and gives the same lines each time', async () => {
  const line = JSON.stringify({ id: 'x', prompt: 'a red square', svg: RED }) + '\n';
  const child = startSgp(['score', '-']);
  const output = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  child.stdin!.write(line);
  const first = (await output.next()).value as string;
  // The pipe is still open: whoever writes may wait for the answer.
  child.stdin!.end(line.replace('"x"', '"y"'));
  const second = (await output.next()).value as string;
  expect(await ended(child)).toBe(0);
  expect(recordsOf(second)[0]!.drawId).toBe('y');
  const again = sgp(['score', '-'], line);
  expect(recordsOf(first).map(withoutTimes)).toEqual(recordsOf(again.stdout).map(withoutTimes));
});

test('the rule and the repair are the ones that were asked for', () => {
  const response = `${RED} then ${RED.replace('red', 'blue')} <svg `;
  const line = JSON.stringify({ id: 'x', prompt: 'p', response }) + '\n';
  const source = (parameters: string[]) =>
    recordsOf(sgp(['score', '-', ...parameters], line).stdout)[0]!.extraction.source;
  expect(source([])).toContain('blue');
  expect(source(['--extract', 'sgp-compbench'])).toContain('red');
  const bare = JSON.stringify({ id: 'x', prompt: 'p', svg: '<svg viewBox="0 0 1 1"/>' }) + '\n';
  const outcome = (parameters: string[]) =>
    recordsOf(sgp(['score', '-', ...parameters], bare).stdout)[0]!.outcome;
  expect(outcome(['--no-mend'])).toBe('malformed_xml');
  expect(outcome([])).toBe('ok');
});

test('killed at any time, the same command goes on to the bytes of a scoring that was not', async () => {
  const file = place.write('answers.jsonl', answers(120));
  const to = (name: string) => ['score', file, '--no-times', '--out', place.path(name)];
  expect(sgp(to('whole.jsonl')).status).toBe(0);
  const child = startSgp(to('killed.jsonl'));
  await until(() => linesIn(place.path('killed.jsonl')) >= 10);
  child.kill('SIGKILL');
  expect(await ended(child)).toBe('SIGKILL');
  const kept = place.read('killed.jsonl');
  expect(linesIn(place.path('killed.jsonl'))).toBeLessThan(120);
  // As by a crash in the middle of a line.
  place.write('killed.jsonl', kept + kept.slice(0, 500));
  const rest = sgp(to('killed.jsonl'));
  expect(rest.stderr).toMatch(/cut off in the middle/);
  expect(rest.stderr).toMatch(/going on/);
  expect(rest.status).toBe(0);
  expect(place.read('killed.jsonl')).toBe(place.read('whole.jsonl'));
  // Nothing is left to do.
  expect(sgp(to('killed.jsonl')).status).toBe(0);
  expect(place.read('killed.jsonl')).toBe(place.read('whole.jsonl'));
});

test('an output file has one writer, one set of conditions, and is never overwritten unawares', async () => {
  const out = place.path('out.jsonl');
  const file = place.write('answers.jsonl', answers(10));
  const first = startSgp(['score', '-', '--out', out]);
  await until(() => existsSync(`${out}.lock`));
  const second = sgp(['score', file, '--out', out]);
  expect(second.stderr).toMatch(/is being written by process \d+/);
  expect(second.status).toBe(1);
  first.stdin!.end(answers(10));
  expect(await ended(first)).toBe(0);

  const other = sgp(['score', file, '--extract', 'sgp-gen', '--out', out]);
  expect(other.stderr).toContain('extraction rule was balanced and is now sgp-gen');
  expect(other.status).toBe(1);
  const precious = place.write('precious.txt', 'precious\n');
  expect(sgp(['score', file, '--out', precious]).stderr).toContain('--force');
  expect(place.read('precious.txt')).toBe('precious\n');
});

test('records are scored again by another rule, and no answer is lost', () => {
  const two = `${RED} then ${RED.replace('red', 'blue')}`;
  const file = place.write(
    'answers.jsonl',
    ['a', 'b'].map((id) => JSON.stringify({ id, prompt: 'p', response: two })).join('\n'),
  );
  const [first, second] = [place.path('first.jsonl'), place.path('second.jsonl')];
  expect(sgp(['score', file, '--out', first]).status).toBe(0);
  const again = sgp(['score', first, '--rescore', '-x', 'sgp-compbench', '--out', second]);
  expect(again.status).toBe(0);
  const [before, after] = [place.records('first.jsonl'), place.records('second.jsonl')];
  expect(before.map(({ extraction }) => extraction.source).join()).toContain('blue');
  expect(after.map(({ extraction }) => extraction.source).join()).not.toContain('blue');
  expect(after.map(({ attempts }) => attempts)).toEqual(before.map(({ attempts }) => attempts));
  expect(after[0]!.run!.runId).not.toBe(before[0]!.run!.runId);
});

test.each([
  [['score', 'missing.jsonl'], /There is no file missing.jsonl/],
  [['score', '-', '--encoder', 'nobody'], /There is no encoder "nobody". Known: sgp-/],
  [['score', '-', '--encoder', 'dinov2-small'], /sgp encoders fetch dinov2-small/],
  [['score', '-', '--extract', 'first'], /Allowed choices are balanced/],
  [['score', '-', '--shard', '3/2'], /Say i\/n/],
  [['run', 'starter', '-m', 'openai/gpt-5', '-o', 'x'], /environment variable OPENAI_API_KEY/],
  [['run', 'starter', '-m', 'nobody/x', '-o', 'x'], /There is no provider "nobody"/],
  [['run', 'no-suite', '-m', 'composer', '-o', 'x'], /There is no suite named no-suite/],
  [['report', 'missing.jsonl'], /There is no file missing.jsonl/],
])('sgp %s says what is wrong and what to do', (parameters, words) => {
  const run = sgp(parameters as string[]);
  expect(run.stderr).toMatch(words);
  expect(run.status).toBe(1);
});

test('lists encoders and verifies the one that ships', () => {
  const listed = sgp(['encoders', 'list']).stdout;
  const [, shipped] = /^(\S+) .* with the app/m.exec(listed)!;
  const verified = sgp(['encoders', 'verify', shipped!]);
  expect(verified.stdout).toContain('self-test passed');
  expect(verified.status).toBe(0);
});

test('reads the official result files, which are one JSON array', () => {
  const rows = [
    { id: 'a', svg: RED, success: true },
    { id: 'b', svg: '', success: false },
  ];
  const file = place.write('answers.json', JSON.stringify(rows, null, 2));
  const { status, stdout } = sgp(['score', file, '--suite', place.write('suite.json', SUITE)]);
  expect(status).toBe(0);
  expect(recordsOf(stdout).map(({ outcome }) => outcome)).toEqual(['ok', 'no_svg']);
});

test('suites are listed, shown and made, also from a table of columns of its own', () => {
  expect(sgp(['suites']).stdout).toMatch(/starter +60 +MIT +with the app/);
  const made = sgp(['suites', 'make', 'composition', '--seed', '7', '--size', '16', '-o', '-']);
  const suite = place.write('made.json', made.stdout);
  expect(sgp(['suites', 'show', suite]).stdout).toMatch(/Composition, seed 7, 16 items/);
  const table = place.write('table.csv', 'key,what\nk1,a red square\n');
  const shown = sgp(['suites', 'show', table]).stdout;
  expect(shown).toContain('a red square');
  expect(shown).toContain('--map ');
  expect(sgp(['suites', 'show', table, '--map', 'prompt=what,id=key']).stdout).toContain(
    'k1: a red',
  );
});

test.skipIf(!existsSync('/dev/full'))('a full disk is told in one line', () => {
  const file = place.write('answers.jsonl', JSON.stringify({ id: 'a', prompt: 'x', svg: RED }));
  const { status, stderr } = sgp(['score', file, '--out', '/dev/full', '--quiet']);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^sgp: ENOSPC[^\n]*\n$/);
});
