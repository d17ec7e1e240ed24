import { expect, test } from 'vitest';
import { keptNames } from './kept-things.ts';

test('what other apps of the same origin keep is neither shown nor deleted', () => {
  const names = [
    'sgp.theme',
    'sgpx',
    'theme',
    'other:sgp.theme',
    'sgp-playground-2:x',
    'sgp:history',
  ];
  expect(keptNames(names).map(({ name }) => name)).toEqual(['sgp.theme', 'sgp:history'].sort());
});

test('a remembered key is named as one, without its value', () => {
  expect(keptNames(['sgp-playground:key:openai'])).toEqual([
    { name: 'sgp-playground:key:openai', words: 'a key that you asked to remember' },
  ]);
});

test.each(['sgp:history', 'sgp:runs'])('%s is no choice of a person', (name) => {
  expect(keptNames([name])[0]!.words).toMatch(/^a mark that .* kept$/);
});

test('a name that is new still counts as ours', () => {
  expect(keptNames(['sgp.something-new'])[0]?.words).toBe('a choice of yours');
});
