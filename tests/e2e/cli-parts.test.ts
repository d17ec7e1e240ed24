/** One scoring in parts, on several machines, joined to the bytes of a single one; and its report. */
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { recordings, responseLines } from '../../benchmarks/speed/recorded-answers.ts';
import { ended, RED, SGP, sgp, startSgp, useWorkplace } from './command-line.ts';

const place = useWorkplace();

const recordedAnswers = () => ({
  file: place.write('answers.jsonl', responseLines(1).join('\n')),
  suite: place.write(
    'suite.json',
    JSON.stringify(recordings.map(({ id, prompt }) => ({ id, prompt }))),
  ),
});

test('parts in any order are joined to the bytes of the whole, and conflicts are told', () => {
  const { file, suite } = recordedAnswers();
  const score = (name: string, ...more: string[]) =>
    sgp(['score', file, '-s', suite, '--no-times', '-q', '-o', place.path(name), ...more]).status;
  expect(score('whole.jsonl')).toBe(0);
  const parts = [1, 2, 3].map((part) => {
    expect(score(`part-${part}.jsonl`, '--shard', `${part}/3`)).toBe(0);
    return place.path(`part-${part}.jsonl`);
  });
  const out = place.path('merged.jsonl');
  expect(sgp(['merge', ...parts.reverse(), '-o', out]).status).toBe(0);
  expect(place.read('merged.jsonl')).toBe(place.read('whole.jsonl'));

  // The same answers once more, with times: the same slots, other records.
  expect(sgp(['score', file, '-s', suite, '-q', '-o', place.path('timed.jsonl')]).status).toBe(0);
  const both = sgp(['merge', place.path('timed.jsonl'), ...parts, '-o', out]);
  expect(both.stderr).toContain('112 of them with different records');
  const foreign = sgp(['score', file, '-x', 'sgp-gen', '-q', '-o', place.path('other.jsonl')]);
  expect(foreign.status).toBe(0);
  const mixed = sgp(['merge', place.path('other.jsonl'), ...parts, '-o', out]);
  expect(mixed.stderr).toContain('2 runs under different conditions');
  expect(mixed.status).toBe(1);
});

const hasParallel = spawnSync('parallel', ['--version']).status === 0;
if (!hasParallel)
  console.warn('GNU parallel is not installed: scoring over two hosts is not tested.');

test.skipIf(!hasParallel)('GNU parallel spreads the parts over two hosts', () => {
  const { file, suite } = recordedAnswers();
  // Two names for this machine: what ssh would run there is run here, and noted. A login has a
  // shell of its own, which is not always set where tests run.
  const ssh = place.write(
    'ssh',
    `#!/bin/sh\nwhile [ "\${1#-}" != "$1" ]; do shift; done\necho "$1" >> ${place.path('hosts')}\nshift\n[ "$1" = -- ] && shift\nexport SHELL=/bin/sh\nexec sh -c "$*"\n`,
  );
  chmodSync(ssh, 0o755);
  const command = `${process.execPath} ${resolve(SGP)} score ${file} -s ${suite} --no-times -q --shard {}/4 -o ${place.path('part-{}.jsonl')}`;
  const run = spawnSync(
    'parallel',
    ['--will-cite', '--ssh', ssh, '-S', '1/one,1/two', command, ':::', '1', '2', '3', '4'],
    { encoding: 'utf8' },
  );
  expect(run.stderr).not.toMatch(/Error|sgp:/);
  expect(run.status).toBe(0);
  expect(new Set(place.read('hosts').trim().split('\n'))).toEqual(new Set(['one', 'two']));
  const parts = [4, 2, 1, 3].map((part) => place.path(`part-${part}.jsonl`));
  expect(sgp(['merge', ...parts, '-o', place.path('merged.jsonl')]).status).toBe(0);
  expect(
    sgp(['score', file, '-s', suite, '--no-times', '-q', '-o', place.path('whole.jsonl')]).status,
  ).toBe(0);
  expect(place.read('merged.jsonl')).toBe(place.read('whole.jsonl'));
});

test('a report says who is ahead, writes every format, and holds thresholds', () => {
  const { file, suite } = recordedAnswers();
  const records = place.path('records.jsonl');
  sgp(['score', file, '-s', suite, '-q', '-m', 'careful', '-o', records]);
  const careless = place.write(
    'careless.jsonl',
    recordings
      .map(({ id }, at) => JSON.stringify({ id, svg: at % 3 === 0 ? 'no' : RED }))
      .join('\n'),
  );
  const others = place.path('others.jsonl');
  sgp(['score', careless, '-s', suite, '-q', '-o', others]);

  const names = ['markdown', 'html', 'csv', 'csv-items', 'csv-samples', 'json', 'jsonl', 'junit'];
  const outputs = names.flatMap((name) => [`--${name}`, place.path(`report.${name}`)]);
  const run = sgp(['report', records, others, '-s', suite, ...outputs, '--min', 'validity>=0.5']);
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
  expect(run.stdout).toMatch(/^A {2}careful$/m);
  expect(run.stdout).toContain('Paired differences');
  for (const name of names) expect(place.read(`report.${name}`), name).not.toBe('');
  expect(place.records('report.jsonl')).toHaveLength(112 + recordings.length);
  expect(place.read('report.html')).not.toContain('<script src');

  const strict = sgp(['report', records, others, '--min', 'validity>=0.9', '--junit', '-']);
  expect(strict.stdout).toContain('<failure type="missed"');
  expect(strict.stdout).not.toContain('Paired differences');
  expect(strict.stderr).toContain('careless');
  expect(strict.status).toBe(5);
  expect(sgp(['report', others, '--min', 'elegance>0.5']).status).toBe(3);

  const zero = sgp(['report', others, '--json', '-']).stdout;
  const white = sgp(['report', others, '--invalid', 'white', '--json', '-']).stdout;
  const meanOf = (text: string) => {
    const [group] = (JSON.parse(text) as { groups: [{ rows: [{ figures: { mean: number }[] }] }] })
      .groups;
    return group.rows[0].figures[0]!.mean;
  };
  expect(meanOf(white)).not.toBe(meanOf(zero));
});

test('runs are compared on the same items, and what was scored in another way is not', () => {
  const run = (name: string, ...more: string[]) => {
    const to = ['-m', 'composer', '-q', '-o', place.path(name), ...more];
    expect(sgp(['run', 'composition-3-16', ...to]).status).toBe(0);
    return place.path(name);
  };
  const [one, two] = [run('one.jsonl'), run('two.jsonl', '-t', 'minimal-program')];
  const compared = sgp(['compare', one, two]);
  expect(compared.stdout).toMatch(/Wins \/ ties \/ losses/);
  expect(compared.status).toBe(0);
  const other = sgp(['compare', one, run('other.jsonl', '-x', 'sgp-gen')]);
  expect(other.stdout).toContain('cannot be compared: extraction rule');
  expect(other.status).toBe(3);
});

test('a reader that has had enough ends the filter quietly', async () => {
  const child = startSgp(['score', '-', '-q']);
  child.stdout!.once('data', () => child.stdout!.destroy());
  child.stdin!.on('error', () => undefined);
  child.stdin!.end(responseLines(2).join('\n'));
  expect(await ended(child)).toBe(0);
});
