import { expect, test } from 'vitest';
import { aPlan, aSuite } from '../../../tests/fixtures/a-plan.ts';
import { aRecord } from '../../../tests/fixtures/a-record.ts';
import type { SampleRecord } from '../bench/record.ts';
import { recordFromLine, recordToLine } from '../bench/record-line.ts';
import { PAPER_WEIGHTS } from '../metric/reward.ts';
import { cardFromValue, cardOf, otherRunWords, planOf } from './run-card.ts';
import { runIdOf, slotsOf } from './run-plan.ts';
import { ofThisRun } from './slot-request.ts';

const AT = '2026-01-02T03:04:05.678Z';
const plan = aPlan({ samples: 2, seeds: [3, null], items: ['item-1', 'item-4'] });

test('a plan comes back from its card as it was, slot for slot', () => {
  const reading = cardFromValue(JSON.parse(JSON.stringify(cardOf(plan, AT))));
  if (!reading.ok) throw new Error(reading.reason);
  const again = planOf(reading.card, plan.suite);
  if (!again.ok) throw new Error(again.failure.detail);
  expect([...slotsOf(again.value)]).toEqual([...slotsOf(plan)]);
  expect(again.value).toEqual(plan);
});

test('a card is refused where its conditions were changed by hand, or a field is missing', () => {
  const card = cardOf(plan, AT);
  const warmer = structuredClone(card);
  warmer.conditions.settings.temperature = 2;
  expect(cardFromValue(warmer)).toMatchObject({ ok: false });
  expect(cardFromValue({ ...card, models: undefined })).toMatchObject({ ok: false });
});

test('a card from before the gate could close at 0 is read, and keeps its name', () => {
  const card = JSON.parse(JSON.stringify(cardOf(plan, AT)));
  delete card.conditions.weights.gateOffset;
  card.conditions.weights.unformattedOffset = 0;
  expect(cardFromValue(card)).toEqual({ ok: true, card: cardOf(plan, AT) });
});

test('a run does not go on over another version of its suite', () => {
  const again = planOf(cardOf(plan, AT), aSuite(5, 'ffff'));
  expect(again).toMatchObject({ ok: false, failure: { stage: 'store', kind: 'other-run' } });
});

const made: SampleRecord = aRecord({
  item: { suiteId: 'numbered', suiteSha256: 'a1b2c3', itemId: 'item-1' },
  encoders: [],
  settings: { ...plan.conditions.settings, seed: 3 },
  rewardWeights: PAPER_WEIGHTS,
});

test('what differs is named, and what does not is not', () => {
  const other = aPlan();
  other.conditions.settings = { ...other.conditions.settings, temperature: 0.25, maxTokens: null };
  other.conditions.mend = false;
  const words = otherRunWords(made, other);
  expect(words).toContain('temperature was 1 and is now 0.25');
  expect(words).toContain('max tokens was 3000 and is now left to the provider');
  expect(words).toContain('mending was on and is now off');
  for (const name of ['suite', 'canvas', 'encoders', 'reward', 'top p'])
    expect(words).not.toContain(`${name} was`);
  expect(otherRunWords(made, aPlan())).toContain('name');
});

test('only a record that names the run goes on in it', () => {
  const run = { runId: runIdOf(plan.conditions), slotId: 'slot' };
  expect(ofThisRun({ ...made, run }, plan).ok).toBe(true);
  expect(ofThisRun({ ...made, run: { ...run, runId: 'other' } }, plan).ok).toBe(false);
  expect(ofThisRun(made, plan).ok).toBe(false);
});

test('a record of a run is read back with it, and one of none as it was', () => {
  const run = { runId: 'r', slotId: 's' };
  expect(recordFromLine(recordToLine({ ...made, run }))).toMatchObject({ record: { run } });
  expect(recordFromLine(recordToLine(made))).toEqual({ ok: true, record: made });
  const broken = JSON.stringify({ ...made, run: { runId: 'r' } });
  expect(recordFromLine(broken)).toMatchObject({ ok: false });
});
