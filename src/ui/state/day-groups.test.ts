import { expect, test } from 'vitest';
import type { DrawSummary } from '../../core/ports/history-store.ts';
import { dayName, groupByDay } from './day-groups.ts';

const NOW = new Date(2030, 5, 15, 9, 0);
const at = (...parts: [number, number, number, number]) => new Date(...parts).toISOString();

test('days go by the calendar, not by 24 hours', () => {
  expect(dayName(at(2030, 5, 15, 0), NOW)).toBe('Today');
  expect(dayName(at(2030, 5, 14, 23), NOW)).toBe('Yesterday');
  expect(dayName(at(2030, 5, 13, 23), NOW)).not.toBe('Yesterday');
});

test('a clock that ran ahead makes no future', () => {
  expect(dayName(at(2030, 5, 16, 3), NOW)).toBe('Today');
});

test('an older year is named', () => {
  expect(dayName(at(2028, 1, 3, 12), NOW)).toContain('2028');
  expect(dayName(at(2030, 1, 3, 12), NOW)).not.toContain('2030');
});

test('order is kept, and each day stands together', () => {
  const draws = [at(2030, 5, 15, 8), at(2030, 5, 15, 7), at(2030, 5, 14, 7)].map(
    (createdAt, index) => ({ createdAt, drawId: String(index) }) as DrawSummary,
  );
  const groups = groupByDay(draws, NOW);
  expect(groups.map(({ name }) => name)).toEqual(['Today', 'Yesterday']);
  expect(groups.flatMap(({ draws: inDay }) => inDay.map(({ drawId }) => drawId))).toEqual([
    '0',
    '1',
    '2',
  ]);
});
