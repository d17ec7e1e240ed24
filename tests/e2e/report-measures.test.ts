/** Diversity and DINO by the mean token, which records do not hold: `sgp report` sees their pictures again. */
import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Report } from '../../src/core/report/report.ts';
import { RED, sgp, useWorkplace } from './command-line.ts';

const place = useWorkplace();

const BLUE = RED.replace('red', 'blue');
const SUITE = JSON.stringify([
  { id: 'a', prompt: 'a red square', svg: RED },
  { id: 'b', prompt: 'a blue square', svg: BLUE },
]);

/** Item a twice and differently, item b once; scored with random weights of DINO's kind. */
function scored(): { file: string; encoder: string; suite: string } {
  const encoder = place.path('dinov2-tiny');
  cpSync('tests/fixtures/encoders/tiny-dinov2', encoder, { recursive: true });
  const suite = place.write('suite.json', SUITE);
  const answers = [
    { id: 'a', sample: 0, svg: RED.replace('9" h', '4" h') },
    { id: 'a', sample: 1, svg: BLUE },
    { id: 'b', sample: 0, svg: BLUE },
  ];
  const responses = place.write('answers.jsonl', answers.map((answer) => JSON.stringify(answer)).join('\n')); // prettier-ignore
  const file = place.path('out.jsonl');
  const run = sgp(['score', responses, '--suite', suite, '-o', file, '-e', encoder, '--cache', place.path('kept')]); // prettier-ignore
  expect(run.stderr).not.toContain('Error');
  return { file, encoder, suite };
}

test('DINO is switched, with the order before and after, and diversity stands beside the scores', () => {
  const { file, encoder, suite } = scored();
  const told = (...options: string[]): Report => {
    const run = sgp(['report', file, '--suite', suite, '--json', '-', ...options]);
    expect(run.status, run.stderr).toBe(0);
    return JSON.parse(run.stdout) as Report;
  };
  const meanOf = ({ groups: [group] }: Report) => {
    const at = group!.columns.findIndex(({ metric }) => metric === 'image-image');
    return group!.rows[0]!.figures[at]!.mean!;
  };
  const dinoOf = ({ groups: [group] }: Report) =>
    new Set(group!.rankings.map(({ policy }) => policy.dino));

  const before = told();
  expect(dinoOf(before)).toEqual(new Set(['class-token', 'class-token-rescaled']));
  expect(before.groups[0]!.rows[0]!.diversity).toBeNull();

  const again = ['-e', encoder, '--cache', place.path('kept')];
  const after = told('--dino', 'mean-token-rescaled', '--diversity', ...again);
  expect(dinoOf(after)).toEqual(new Set(['class-token', 'class-token-rescaled', 'mean-token-rescaled'])); // prettier-ignore
  expect(meanOf(after)).toBeGreaterThan(0);
  expect(meanOf(after)).not.toBeCloseTo((meanOf(before) + 1) / 2, 6);
  const { diversity } = after.groups[0]!.rows[0]!;
  expect(diversity).toMatchObject({ items: 1, outOf: 1 });
  expect(diversity!.mean).toBeGreaterThan(0);
  expect(diversity!.encoderIds).toEqual([expect.stringMatching(/^folder-dinov2-tiny@/)]);
  // From the cache or drawn again: the same numbers.
  const afresh = told('--dino', 'mean-token-rescaled', '--diversity', '-e', encoder);
  expect(afresh.groups).toEqual(after.groups);
});

test('what is missing is said with what to do', () => {
  const { file, suite, encoder } = scored();
  const said = (...options: string[]) => sgp(['report', ...options]).stderr;
  expect(said(file, '--diversity')).toContain('name the folder of its weights with --encoder');
  // Without its suite there is nothing to compare with.
  expect(said(file, '--dino', 'mean-token-rescaled', '-e', encoder)).toContain(
    'What the records were compared with is not here.',
  );
  const bare = place.path('bare.jsonl');
  sgp(['score', place.path('answers.jsonl'), '--suite', suite, '-o', bare, '-e', 'none']);
  expect(said(bare, '--diversity')).toContain('sgp score FILE --rescore -e dinov2-small');
});
