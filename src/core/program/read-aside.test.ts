import { expect, test, vi } from 'vitest';
import type { ProgramReader } from '../ports/program-reader.ts';
import { DEEPEST_LISTED, MOST_LISTED } from '../ports/program-reader.ts';
import { extractWith, isLarge, prepareWith } from './read-aside.ts';
import { isolatedProgram, listedAnatomy } from './read-here.ts';

const program = (inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2">${inside}</svg>`;
const SMALL = program('<rect width="1" height="1"/>');
const LARGE = program('<rect width="1" height="1"/>\n'.repeat(1_000));

function readerThatTells() {
  const told = { prepare: vi.fn(), extract: vi.fn() };
  return { told, programs: told as unknown as ProgramReader };
}

test('a small program is read at once, also where there is a reader', () => {
  const { told, programs } = readerThatTells();
  expect(prepareWith(programs, SMALL, 'mend')).toMatchObject({ program: { ok: true } });
  expect(extractWith(programs, SMALL, 'balanced')).toMatchObject({ value: { source: SMALL } });
  expect(told.prepare).not.toHaveBeenCalled();
  expect(told.extract).not.toHaveBeenCalled();
});

test('a large program is left to the reader, and read here where there is none', () => {
  const { told, programs } = readerThatTells();
  expect(isLarge(LARGE)).toBe(true);
  const { signal } = new AbortController();
  void prepareWith(programs, LARGE, 'none', signal);
  void extractWith(programs, LARGE, 'sgp-gen');
  expect(told.prepare).toHaveBeenCalledWith(LARGE, 'none', signal);
  expect(told.extract).toHaveBeenCalledWith(LARGE, 'sgp-gen');
  expect(prepareWith(undefined, LARGE, 'mend')).toMatchObject({ program: { ok: true } });
});

test('an anatomy lists what can be listed, and counts all', () => {
  expect(listedAnatomy(LARGE)).toMatchObject({ elements: 1_001, root: { name: 'svg' } });
  const many = listedAnatomy(program('<g/>'.repeat(MOST_LISTED)));
  expect(many).toMatchObject({ elements: MOST_LISTED + 1, root: null });
  const deep = listedAnatomy(program('<g>'.repeat(DEEPEST_LISTED)));
  expect(deep).toMatchObject({ depth: DEEPEST_LISTED + 1, root: null });
  expect(() => structuredClone(deep)).not.toThrow();
});

test('one element alone is ready to draw', () => {
  expect(isolatedProgram(SMALL, SMALL.indexOf('<rect'))).toMatchObject({ program: { ok: true } });
  const hidden = program('<defs><rect width="1" height="1"/></defs>');
  expect(isolatedProgram(hidden, hidden.indexOf('<rect'))).toBeNull();
});
