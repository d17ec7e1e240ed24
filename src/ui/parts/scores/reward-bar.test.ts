import { describe, expect, it } from 'vitest';
import { PAPER_WEIGHTS, reward } from '../../../core/metric/reward.ts';
import { barParts, partsOf } from './reward-bar.ts';

const parts = {
  textImage: 0.312,
  imageImage: null,
  lengthCharacters: 1693,
  formatted: true,
  rendered: true,
};
const weights = { ...PAPER_WEIGHTS, length: 0.1 };

describe('barParts', () => {
  it('lie end to end and fill what was earned of what was possible', () => {
    const earned = reward(parts, weights);
    const bar = barParts(earned);
    expect(bar.map((part) => part.name)).toEqual(['text-image', 'length']);
    expect(bar[1]!.from).toBeCloseTo(bar[0]!.share);
    expect(bar[0]!.share + bar[1]!.share).toBeCloseTo(earned.value / earned.possible);
  });

  it('are none for a penalty', () => {
    const penalised = reward({ ...parts, formatted: false }, { ...weights, gateOffset: 1 });
    expect(penalised.value).toBe(-1);
    expect(barParts(penalised)).toEqual([]);
  });

  it('leave out terms that took away', () => {
    const bar = barParts(reward(parts, { ...weights, length: -1 }));
    expect(bar.map((part) => part.name)).toEqual(['text-image']);
  });
});

describe('partsOf', () => {
  it('tells what has a weight but no value', () => {
    expect(partsOf(reward(parts, weights), weights)).toEqual({
      wanted: 3,
      leftOut: ['image-image'],
    });
  });
});
