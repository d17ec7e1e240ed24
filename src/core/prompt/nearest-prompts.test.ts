import { expect, test } from 'vitest';
import { nearestPrompts } from './nearest-prompts.ts';

const PROMPTS = ['a barn owl on a branch', 'a rocket', 'a red toadstool with white spots'].map(
  (prompt) => ({ prompt }),
);
const nearest = (subject: string, count?: number) =>
  nearestPrompts(subject, PROMPTS, count).map(({ prompt }) => prompt);

test('the prompt that shares most words comes first, whatever its case', () => {
  expect(nearest('An OWL in a barn', 1)).toEqual(['a barn owl on a branch']);
  expect(nearest('a toadstool', 1)).toEqual(['a red toadstool with white spots']);
});

test('words that every prompt has are not counted', () => {
  expect(nearest('a submarine with a hatch on the roof')).toEqual(
    PROMPTS.map(({ prompt }) => prompt),
  );
});

test('no more are given than asked for', () => {
  expect(nearest('a rocket', 2)).toHaveLength(2);
  expect(nearestPrompts('a rocket', [])).toEqual([]);
});
