import { expect, test } from 'vitest';
import { aPlan, aSuite } from '../../../tests/fixtures/a-plan.ts';
import {
  runIdOf,
  shardOf,
  slotCount,
  slotsOf,
  type RunConditions,
  type RunPlan,
} from './run-plan.ts';

const ids = (plan: RunPlan): string[] => [...slotsOf(plan)].map(({ id }) => id);
const MODEL = { providerId: 'fake', id: 'other', title: 'Other' };

test('a plan has a slot for each item, seed, template, model and sample, each with its own name', () => {
  const plan = aPlan({ samples: 3, seeds: [1, null], models: [...aPlan().models, MODEL] });
  const names = ids(plan);
  expect(names).toHaveLength(5 * 2 * 1 * 2 * 3);
  expect(new Set(names).size).toBe(names.length);
  expect(slotCount(plan)).toBe(names.length);
});

test('a slot keeps its name when the plan grows', () => {
  const small = ids(aPlan({ items: ['item-1'] }));
  const grown = aPlan({ samples: 4, seeds: [null, 7], models: [MODEL, ...aPlan().models] });
  expect(ids(grown)).toEqual(expect.arrayContaining(small));
});

test('a slot has another name for another suite, template text, version, seed or model', () => {
  const [template] = aPlan().templates;
  const first = (change: Partial<RunPlan>) => ids(aPlan(change))[0]!;
  const names = [
    first({}),
    first({ suite: aSuite(5, 'other') }),
    first({ templates: [{ ...template!, text: 'Sketch {subject}' }] }),
    first({ templates: [{ ...template!, version: 2 }] }),
    first({ seeds: [1] }),
    first({ models: [MODEL] }),
  ];
  expect(new Set(names).size).toBe(names.length);
});

test('everything that changes results changes the name of the run, and the pace does not', () => {
  const { conditions } = aPlan();
  const changes: Partial<RunConditions>[] = [
    { name: 'again' },
    { suite: { id: 'numbered', sha256: 'other' } },
    { canvas: { ...conditions.canvas, widthPx: 256 } },
    { canvas: { ...conditions.canvas, palette: ['red'] } },
    { settings: { ...conditions.settings, temperature: 0.7 } },
    { settings: { ...conditions.settings, maxTokens: 20_000 } },
    { settings: { ...conditions.settings, raiseMaxTokens: 6_000 } },
    { rule: 'sgp-gen' },
    { mend: false },
    { weights: { ...conditions.weights, length: 1 } },
    { weights: { ...conditions.weights, gateOffset: 0 } },
    { weights: { ...conditions.weights, gateOffset: 1 } },
    { encoders: ['sgp-seed@1/fp32'] },
    { askAgainWithoutProgram: 3 },
  ];
  const names = changes.map((change) => runIdOf({ ...conditions, ...change }));
  expect(new Set([runIdOf(conditions), ...names]).size).toBe(changes.length + 1);
  expect(runIdOf(structuredClone(conditions))).toBe(runIdOf(conditions));
});

test('shards split the slots without rest or overlap, an item whole in one', () => {
  const plan = aPlan({ suite: aSuite(97), samples: 2 });
  const parts = [0, 1, 2].map((index) => [...slotsOf(shardOf(plan, index, 3))]);
  expect(
    parts
      .flat()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(ids(plan).sort());
  const items = parts.map((part) => new Set(part.map(({ item }) => item.id)));
  expect(items.reduce((sum, { size }) => sum + size, 0)).toBe(97);
  for (const { size } of items) expect(size).toBeGreaterThan(15);
  expect(() => shardOf(plan, 3, 3)).toThrow(RangeError);
});

test('an item that the suite lacks is refused by name', () => {
  expect(() => ids(aPlan({ items: ['item-9'] }))).toThrow(/item-9/);
});
