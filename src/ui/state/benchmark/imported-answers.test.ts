import { expect, test } from 'vitest';
import { aPlan } from '../../../../tests/fixtures/a-plan.ts';
import { aWorld, renderer, run, SQUARES } from '../../../../tests/fixtures/run-world.ts';
import type { AnswerRow } from '../../../core/suite/read-answers.ts';
import { gatherAnswers } from './gather-answers.ts';
import { answeredSlots, IMPORTED_TEMPLATE, importedModel, isImported, unaskable, UNKNOWN_SETTINGS } from './imported-answers.ts'; // prettier-ignore

async function* rows(list: AnswerRow[]) {
  yield* list;
}
const row = (id: string, text: string, sample = 0): AnswerRow => ({
  ok: true,
  place: id,
  answer: { id, sample, prompt: null, text },
});
const bad = (place: string): AnswerRow => ({ ok: false, bad: { place, reason: 'it has no "id"', text: '{}' } }); // prettier-ignore

const importPlan = () => {
  const { conditions } = aPlan();
  return aPlan({
    conditions: { ...conditions, settings: UNKNOWN_SETTINGS },
    models: [importedModel('gpt')],
    templates: [IMPORTED_TEMPLATE],
    samples: 2,
  });
};

test('answers are gathered by item and sample; of one that comes twice the first counts, as on the command line', async () => {
  const reading = await gatherAnswers(rows([row('a', '1'), row('a', '2'), row('a', '3', 2), bad('row 4')])); // prettier-ignore
  expect(reading).toMatchObject({ count: 2, samples: 3, badCount: 1, repeated: 1 });
  expect(reading.answers.get('a')!.get(0)!.text).toBe('1');
});

test('an answer that comes again may also take the place, or become a further sample (F2)', async () => {
  const twice = () => rows([row('a', '1'), row('a', '2'), row('a', '3', 1)]);
  const last = await gatherAnswers(twice(), 'keep-last');
  expect(last).toMatchObject({ count: 2, samples: 2, repeated: 1 });
  expect(last.answers.get('a')!.get(0)!.text).toBe('2');
  const all = await gatherAnswers(twice(), 'new-sample');
  expect(all).toMatchObject({ count: 3, samples: 3, repeated: 2 });
  const texts = [...all.answers.get('a')!].map(([sample, answer]) => [sample, answer.sample, answer.text]); // prettier-ignore
  expect(texts).toEqual([
    [0, 0, '1'],
    [1, 1, '2'],
    [2, 2, '3'],
  ]);
});

test('a file without an answer says what its first row lacks', async () => {
  await expect(gatherAnswers(rows([bad('row 1')]))).rejects.toThrow(/row 1 cannot be read/);
  await expect(gatherAnswers(rows([]))).rejects.toThrow('The file holds no answers.');
});

test('imported answers wait in their slots, and a run scores them without asking anyone', async () => {
  const plan = importPlan();
  const { answers } = await gatherAnswers(
    rows([row('item-0', SQUARES), row('item-1', 'no program', 1), row('other', SQUARES)]),
  );
  const world = aWorld(() => Promise.reject(new Error('nobody is asked')), {
    openModel: (model) => Promise.resolve(unaskable(model)),
  });
  const date = '2026-01-02T03:04:05.000Z';
  for await (const record of answeredSlots(plan, answers, date, renderer, async () => null))
    await world.journal.append(record);
  const { progress, reason } = await run(plan, world, { selection: 'unscored' });
  expect(reason).toBe('finished');
  expect(progress.snapshot()).toMatchObject({ done: 2, answered: 0, outcomes: { ok: 1, no_svg: 1 } }); // prettier-ignore
});

test('an imported run is told by its models, and nobody can be asked for it', async () => {
  expect(isImported(importPlan())).toBe(true);
  expect(isImported(aPlan())).toBe(false);
  const signal = new AbortController().signal;
  await expect(unaskable(importedModel('gpt')).ask({} as never, { text() {} }, signal)).rejects.toThrow('gpt'); // prettier-ignore
});
