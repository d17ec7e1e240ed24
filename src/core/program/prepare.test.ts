import { expect, test } from 'vitest';
import { prepareProgram } from './prepare.ts';

const BARE = '<svg viewBox="0 0 2 2"><rect/></svg>';

test('a program asked for again is not prepared again, under its own policy', () => {
  const mended = prepareProgram(BARE, 'mend');
  expect(prepareProgram(BARE, 'mend')).toBe(mended);
  expect(mended.strictFailure).not.toBeNull();
  expect(prepareProgram(BARE, 'namespace-only').strictFailure).toBeNull();
  expect(prepareProgram(BARE, 'none').program.ok).toBe(false);
  expect(prepareProgram(BARE, 'mend')).toBe(mended);
});

test('only the last few are remembered', () => {
  const first = prepareProgram(BARE, 'mend');
  for (let n = 0; n < 9; n++) prepareProgram(`${BARE}<!-- ${n} -->`, 'mend');
  const again = prepareProgram(BARE, 'mend');
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});

test('a namespace alone is added for a rule that demands sound XML, and nothing else', () => {
  const slip = '<svg viewBox="0 0 2 2"><rect width=2 /></svg>';
  const { program, mends, source } = prepareProgram(slip, 'namespace-only');
  expect(program.ok).toBe(false);
  expect(mends).toEqual([]);
  expect(source).toBe(slip);
});
