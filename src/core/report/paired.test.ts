import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../composer/random.ts';
import { BOOTSTRAP } from './bootstrap.ts';
import { comparePaired, fewestItems, holdTogether, movedMost } from './paired.ts';

const byItem = (values: readonly number[]) =>
  new Map(values.map((value, index) => [`item-${index}`, value]));

const compare = (a: readonly number[], b: readonly number[]) =>
  comparePaired(byItem(a), byItem(b), BOOTSTRAP).comparison;

const means = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 12 });

describe('comparePaired', () => {
  it('sees a small steady difference that hides in the spread between items', () => {
    const random = new Random(1);
    const b = Array.from({ length: 60 }, () => random.between(0, 0.5));
    const a = b.map((value) => value + 0.01 + random.between(-0.02, 0.02));
    const { verdict, difference, wins, losses, ties } = compare(a, b);
    expect(verdict).toBe('a');
    expect(difference).toBeCloseTo(0.01, 2);
    expect(wins).toBeGreaterThan(losses);
    expect(wins + ties + losses).toBe(60);
  });

  it('says that there are too few items where chance explains it, and how many would do', () => {
    const random = new Random(2);
    const b = Array.from({ length: 30 }, () => random.between(0, 0.5));
    const a = b.map((value) => value + 0.002 + random.between(-0.1, 0.1));
    const { verdict, itemsNeeded } = compare(a, b);
    expect(verdict).toBe('too-few');
    expect(itemsNeeded).toBeGreaterThan(30);
  });

  it('tells nothing from fewer items than a sign test could', () => {
    expect(fewestItems(0.95)).toBe(6);
    expect(compare([1, 1, 1, 1, 1], [0, 0, 0, 0, 0]).verdict).toBe('too-few');
    expect(compare([1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0]).verdict).toBe('a');
  });

  it('compares only the items that both have', () => {
    const a = new Map([
      ['x', 1],
      ['y', 0.5],
    ]);
    const b = new Map([
      ['y', 0.25],
      ['z', 0],
    ]);
    const { comparison, differences } = comparePaired(a, b, BOOTSTRAP);
    expect(comparison).toMatchObject({ items: 1, difference: 0.25, interval: null, pValue: null });
    expect(differences).toEqual([{ itemId: 'y', a: 0.5, b: 0.25, difference: 0.25 }]);
  });

  it('turns round with its models, and never says a number that is none', () => {
    fc.assert(
      fc.property(means, means, (a, b) => {
        const forth = compare(a, b);
        const back = compare(b, a);
        expect([back.wins, back.ties, back.losses]).toEqual([forth.losses, forth.ties, forth.wins]);
        expect((back.difference ?? 0) + (forth.difference ?? 0)).toBeCloseTo(0, 12);
        expect(JSON.stringify(forth)).toBe(JSON.stringify(JSON.parse(JSON.stringify(forth))));
        for (const value of [forth.difference, forth.pValue, forth.itemsNeeded])
          if (value !== null) expect(Number.isFinite(value)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('does not depend on the order of the items', () => {
    const entries = [0.1, 0.4, 0.2, 0.9, 0.3, 0.7, 0.5].map((v, i) => [`i${i}`, v] as const);
    const b = new Map(entries.map(([id, v]) => [id, v * v]));
    const forth = comparePaired(new Map(entries), b, BOOTSTRAP);
    expect(comparePaired(new Map([...entries].reverse()), b, BOOTSTRAP)).toEqual(forth);
  });
});

describe('movedMost', () => {
  it('lists the largest first, whichever way they moved', () => {
    const { differences } = comparePaired(
      byItem([0.5, 0.1, 0.3]),
      byItem([0.4, 0.9, 0.3]),
      BOOTSTRAP,
    );
    expect(movedMost(differences, 5).map(({ itemId }) => itemId)).toEqual(['item-1', 'item-0']);
  });
});

describe('holdTogether', () => {
  it('asks more of each pair the more pairs there are', () => {
    expect(holdTogether([0.04], 0.95)).toEqual([true]);
    expect(holdTogether([0.04, 0.04, 0.9], 0.95)).toEqual([false, false, false]);
    expect(holdTogether([0.001, null, 0.02], 0.95)).toEqual([true, false, true]);
  });
});
