import { expect, test } from 'vitest';
import type { RunCard } from '../../../core/run/run-card.ts';
import type { SlotRow } from '../../../core/run/slot-row.ts';
import type { Suite, SuiteItem } from '../../../core/suite/suite.ts';
import { RunIndex } from './run-index.ts';

const template = { id: 'plain', title: 'Plain', version: 1, system: null, text: '{{prompt}}' };
const card = {
  models: [
    { providerId: 'p', id: 'b', title: 'Birch' },
    { providerId: 'p', id: 'a', title: 'Alder' },
  ],
  templates: [template],
} as unknown as RunCard;

const row = (over: Partial<SlotRow>): SlotRow => ({
  slotId: `${over.itemId}/${over.modelId}/${over.sampleIndex ?? 0}`,
  runId: 'run',
  id: 'record',
  itemId: '1',
  prompt: `draw ${over.itemId}`,
  providerId: 'p',
  modelId: 'a',
  templateId: 'plain',
  templateVersion: 1,
  seed: 7,
  sampleIndex: 0,
  createdAt: '2026-01-01T00:00:00.000Z',
  state: 'done',
  outcome: 'ok',
  askFailure: null,
  scoresMissing: false,
  scores: [],
  spend: {} as SlotRow['spend'],
  length: 10,
  ...over,
});

const item = (id: string): SuiteItem => ({
  id,
  prompt: `draw ${id}`,
  category: 'object',
  subcategory: null,
  metadata: {},
  referenceSvg: null,
  referencePicture: null,
});
const suite: Suite = {
  id: 's',
  sha256: '0',
  items: new Map(['9', '10', '1'].map((id) => [id, item(id)])),
};

const indexOf = (rows: SlotRow[]): RunIndex => {
  const index = new RunIndex(card);
  for (const one of rows) index.take(one);
  return index;
};

test('items stand in the suite’s order, models in the plan’s, samples in theirs', () => {
  const rows = [
    row({ itemId: '10', modelId: 'a' }),
    row({ itemId: '9', modelId: 'a', sampleIndex: 1 }),
    row({ itemId: '9', modelId: 'a' }),
    row({ itemId: '9', modelId: 'b' }),
  ];
  const { index, items, models } = indexOf(rows).snapshot(suite);
  expect(items.map(({ id }) => id)).toEqual(['9', '10']);
  expect(models.map(({ title }) => title)).toEqual(['Birch', 'Alder']);
  expect(index.map(({ slotId }) => slotId)).toEqual(['9/b/0', '9/a/0', '9/a/1', '10/a/0']);
  expect(index[0]!.model).toBe(0);
});

test('a later row of a slot replaces the earlier one', () => {
  const first = row({ itemId: '9', state: 'failed', outcome: 'provider_error' });
  const { index } = indexOf([first, row({ itemId: '9' })]).snapshot(suite);
  expect(index).toHaveLength(1);
  expect(index[0]!.outcome).toBe('ok');
});

test('a model that only records know comes after those of the plan', () => {
  const { models } = indexOf([row({ itemId: '9', modelId: 'cedar' })]).snapshot(suite);
  expect(models.map(({ id }) => id)).toEqual(['b', 'a', 'cedar']);
});

test('without the suite items stand by id and have no category', () => {
  const rows = [row({ itemId: '9' }), row({ itemId: '10' })];
  const { items } = indexOf(rows).snapshot(null);
  expect(items.map(({ id, category }) => [id, category])).toEqual([
    ['10', null],
    ['9', null],
  ]);
});
