import { expect, test } from 'vitest';
import { aRecord } from '../../../tests/fixtures/a-record.ts';
import { settleDuplicate } from './duplicate-record.ts';

const HERE = aRecord({ sampleIndex: 0, best: true });
const OTHER = aRecord({ sampleIndex: 0, prompt: 'a blue square', best: true });

test('what is here to the letter is the same under every rule', () => {
  for (const rule of ['keep-first', 'keep-last', 'new-sample'] as const)
    expect(settleDuplicate(structuredClone(HERE), [HERE], rule)).toEqual({ kind: 'same' });
});

test('another sample of the same id stays out, takes the place, or joins the draw', () => {
  const siblings = [HERE, aRecord({ sampleIndex: 4 })];
  expect(settleDuplicate(OTHER, siblings, 'keep-first')).toEqual({ kind: 'kept' });
  expect(settleDuplicate(OTHER, siblings, 'keep-last')).toEqual({ kind: 'put', record: OTHER });
  const joined = { ...OTHER, id: `${OTHER.drawId}/5`, sampleIndex: 5, best: false };
  expect(settleDuplicate(OTHER, siblings, 'new-sample')).toEqual({ kind: 'put', record: joined });
});

test('an import that is repeated adds nothing more', () => {
  const first = settleDuplicate(OTHER, [HERE], 'new-sample');
  if (first.kind !== 'put') throw new Error('it is a new sample');
  expect(settleDuplicate(OTHER, [HERE, first.record], 'new-sample')).toEqual({ kind: 'same' });
});
