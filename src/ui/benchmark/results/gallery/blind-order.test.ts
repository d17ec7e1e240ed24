import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blindOrder } from './blind-order.ts';

test('every model is shown once, and the same run and item give the same order', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.integer({ min: 0, max: 12 }), (run, item, count) => {
      const order = blindOrder(run, item, count);
      expect([...order].sort((a, b) => a - b)).toEqual(
        Array.from({ length: count }, (_, at) => at),
      );
      expect(blindOrder(run, item, count)).toEqual(order);
    }),
  );
});

test('over many items each model stands in each column about as often', () => {
  const counts = [0, 0, 0, 0];
  for (let item = 0; item < 4_000; item++) counts[blindOrder('run', `item-${item}`, 4)[0]!]!++;
  for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});
