import { expect, test } from 'vitest';
import { entriesOf, matching, stylesOf } from './entries.ts';

const drawing = (noun: string, style: string) => ({ noun, style, source: '' });
const drawings = [
  drawing('bicycle', 'flat'),
  drawing('bicycle', 'outline'),
  drawing('couch', 'flat'),
];
const found = (query: string) => matching(entriesOf(drawings), query).map(({ noun }) => noun);

test('drawings of a noun come together, in their order', () => {
  const [bicycle, couch] = entriesOf(drawings);
  expect(bicycle!.drawings.map(({ style }) => style)).toEqual(['flat', 'outline']);
  expect(couch!.noun).toBe('couch');
  expect(stylesOf(drawings)).toEqual(['flat', 'outline']);
});

test('a search finds parts of a name, whatever the case, and other names of the thing', () => {
  expect(found('')).toEqual(['bicycle', 'couch']);
  expect(found(' BICY ')).toEqual(['bicycle']);
  expect(found('bike')).toEqual(['bicycle']);
  expect(found('sofa')).toEqual(['couch']);
  expect(found('submarine')).toEqual([]);
});
