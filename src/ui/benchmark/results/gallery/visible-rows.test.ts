import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemHash, itemOfAddress } from './item-address.ts';
import { parseRoute } from '../../../state/route.svelte.ts';
import { visibleRows } from './visible-rows.ts';

test('G5: every row that is in view is in the window, and the window never grows with the list', () => {
  fc.assert(
    fc.property(
      fc.nat(1_000_000),
      fc.integer({ min: 1, max: 2_000 }),
      fc.integer({ min: 20, max: 400 }),
      fc.nat(100_000),
      (top, height, rowPx, count) => {
        const { first, end } = visibleRows(top, height, rowPx, count, 3);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(count);
        expect(end - first).toBeLessThanOrEqual(height / rowPx + 8);
        const seen = Math.floor(top / rowPx);
        if (seen < count) expect(first <= seen && seen < end).toBe(true);
      },
    ),
  );
});

test('an item is found by its address, whatever its id is made of', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }),
      (itemId, slotId) => {
        const route = parseRoute(itemHash('0123', itemId, slotId));
        expect(route).toMatchObject({ page: 'benchmark', view: 'items' });
        expect(itemOfAddress((route as { rest: string }).rest)).toEqual({ itemId, slotId });
      },
    ),
  );
});

test('an address that cannot be read names no item', () => {
  expect(itemOfAddress('%E0%A4%A')).toEqual({ itemId: '', slotId: '' });
  expect(itemOfAddress('')).toEqual({ itemId: '', slotId: '' });
});
