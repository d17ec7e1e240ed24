import { describe, expect, it } from 'vitest';
import { aScoredRecord } from '../../../tests/fixtures/a-scored-record.ts';
import { rowTitles } from './row-titles.ts';
import { factsOf, type SeriesFacts } from './series.ts';

const base = factsOf(aScoredRecord({ item: 'a', score: 0 }));
const titles = (...changes: Partial<SeriesFacts>[]) =>
  rowTitles(changes.map((change) => ({ ...base, ...change })));

describe('rowTitles', () => {
  it('is the model where that tells rows apart', () => {
    const birch = { providerId: 'test', id: 'birch', title: 'birch' };
    expect(titles({}, { model: birch })).toEqual(['alder', 'birch']);
  });

  it('adds only what differs', () => {
    const cold = { settings: { ...base.settings, temperature: 0 } };
    expect(titles({}, cold)).toEqual(['alder, temperature 1', 'alder, temperature 0']);
    const other = { template: { ...base.template, id: 'plan', version: 3 } };
    expect(titles({}, other)).toEqual(['alder, svg-only version 1', 'alder, plan version 3']);
  });

  it('numbers what nothing short tells apart', () => {
    expect(titles({}, {})).toEqual(['alder (1)', 'alder (2)']);
  });
});
