import { expect, test } from 'vitest';
import { aPlan } from '../../../../tests/fixtures/a-plan.ts';
import { answer, aWorld, run } from '../../../../tests/fixtures/run-world.ts';
import type { RunSnapshot } from '../../../core/run/progress.ts';
import type { SlotRow } from '../../../core/run/slot-row.ts';
import { closestRace, liveMeans, liveMetrics } from './live-means.ts';

const models = ['steady', 'broken'].map((id) => ({ providerId: id, id, title: id }));
const VALID = { metric: 'validity-strict', encoderId: null } as const;

async function aRun(): Promise<{ snapshot: RunSnapshot; rows: SlotRow[] }> {
  const world = aWorld(({ model, subject }) =>
    answer(model === 'broken' && subject < '3' ? 'I cannot draw.' : undefined),
  );
  const { progress } = await run(aPlan({ models, samples: 2 }), world);
  const rows: SlotRow[] = [];
  for await (const row of world.journal.rows()) rows.push(row);
  return { snapshot: progress.snapshot(), rows };
}

test('models stand highest first, with an interval over items and not over samples', async () => {
  const { snapshot } = await aRun();
  const [first, second] = liveMeans(snapshot, VALID);
  expect(first).toMatchObject({ index: 0, mean: 1, items: 5, halfWidth: 0 });
  expect(second).toMatchObject({ index: 1, mean: 0.4, items: 5 });
  // Item means 0 0 0 1 1: their standard error is sqrt(0.3 / 5).
  expect(second!.halfWidth).toBeCloseTo(1.96 * Math.sqrt(0.3 / 5));
});

test('the race is told on the same items, and says when there are too few', async () => {
  const { snapshot, rows } = await aRun();
  const race = closestRace(rows, liveMeans(snapshot, VALID), VALID)!;
  expect(race.ahead.id).toBe('steady');
  expect(race.comparison).toMatchObject({ items: 5, wins: 3, ties: 2, losses: 0 });
  expect(race.comparison.difference).toBeCloseTo(0.6);
  expect(race.comparison.verdict).toBe('too-few');
});

test('one model races nobody', async () => {
  const { snapshot, rows } = await aRun();
  expect(closestRace(rows, liveMeans(snapshot, VALID).slice(0, 1), VALID)).toBeNull();
});

test('metrics are offered once they have a mean', async () => {
  const { snapshot } = await aRun();
  expect(liveMetrics(snapshot)).toContainEqual(VALID);
  expect(liveMetrics({ ...snapshot, models: [] })).toEqual([]);
});
