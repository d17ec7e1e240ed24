import { expect, test } from 'vitest';
import { SECTIONS, sectionOf } from './sections.ts';

test('every section is found by its own name', () => {
  for (const { id } of SECTIONS) expect(sectionOf(id)).toBe(id);
});

test('models are found among the providers', () => {
  expect(sectionOf('models')).toBe('providers');
});

test.each(['', 'nonsense', 'constructor'])('“%s” opens the first page', (name) => {
  expect(sectionOf(name)).toBe('providers');
});
