import { expect, test } from 'vitest';
import type { EncoderCard } from '../../../core/embedding/encoder-card.ts';
import type { ScoringTools } from '../../../core/evaluate.ts';
import { failed, success, type Result } from '../../../core/failure.ts';
import { blankLookup } from '../../../core/report/blank-scores.ts';
import type { BlankSubject } from '../../../core/report/measure-blanks.ts';
import type { Encoder } from '../../../core/ports/encoder.ts';
import type { Renderer } from '../../../core/ports/renderer.ts';
import { BlankMeasuring } from './blank-measuring.svelte.ts';
import { blankSubjects, cosineEncoders } from './blank-subjects.ts';
import type { SlotEntry } from './run-index.ts';

const quiet = new AbortController().signal;
const embedding = () => ({ encoderId: 'e', vector: Float32Array.of(1) });
const card = { id: 'e', revision: '1', text: {}, image: { heads: {} } } as unknown as EncoderCard;

/** Tools whose encoder counts the captions that it is given. */
function tools(onText: (text: string) => void): ScoringTools {
  const encoder: Encoder = {
    card,
    precision: 'fp32',
    backend: { kind: 'cpu', threads: 1, runtime: 'none' },
    embedImage: async () => success({ textImage: embedding() }),
    async embedText(text) {
      onText(text);
      return success({ embedding: embedding(), truncated: false });
    },
    dispose() {},
  };
  return { renderer: {} as Renderer, encoders: [encoder] };
}

const subject = (itemId: string): BlankSubject => ({
  suiteSha256: 's',
  itemId,
  prompt: itemId,
  reference: () => Promise.resolve(null),
});

const missing = failed<ScoringTools>({
  stage: 'embed',
  kind: 'weights-missing',
  detail: 'The encoder is not here.',
});

test('what was measured is kept, and only new items are measured', async () => {
  const texts: string[] = [];
  const blanks = new BlankMeasuring(() =>
    Promise.resolve(success(tools((text) => texts.push(text)))),
  );
  expect(blanks.asked).toBe(false);
  await blanks.measure(['e'], [subject('a')], quiet);
  await blanks.measure(['e'], [subject('a'), subject('b')], quiet);
  expect(blanks.asked).toBe(true);
  expect(texts).toEqual(['a', 'b']);
  expect(blanks.progress).toBeNull();
  const score = blankLookup(blanks.scores);
  for (const itemId of ['a', 'b'])
    expect(score('e@1/fp32', 'text-image', { suiteSha256: 's', itemId }, 'black')).toBe(1);
});

test('an encoder that is not here is told, the others are measured, and it is tried again', async () => {
  let isHere = false;
  const open = (id: string): Promise<Result<ScoringTools>> =>
    Promise.resolve(id === 'e' || isHere ? success(tools(() => undefined)) : missing);
  const blanks = new BlankMeasuring(open);
  await blanks.measure(['e', 'f'], [subject('a')], quiet);
  expect(blanks.faults).toEqual(['The encoder is not here.']);
  expect(blanks.scores).not.toEqual([]);
  isHere = true;
  await blanks.measure(['e', 'f'], [subject('a')], quiet);
  expect(blanks.faults).toEqual([]);
});

test('what was stopped rejects, and the next one begins behind it', async () => {
  const stop = new AbortController();
  const open = () => {
    stop.abort(new Error('another policy'));
    return Promise.resolve(success(tools(() => undefined)));
  };
  const blanks = new BlankMeasuring(open);
  const stopped = blanks.measure(['e'], [subject('a')], stop.signal);
  const next = blanks.measure(['e'], [subject('a')], quiet);
  await expect(stopped).rejects.toThrow('another policy');
  await next;
  expect(blanks.scores).toHaveLength(2);
});

test('asked about are items with a sample that may be invalid, under either rule', () => {
  const entry = (itemId: string, strict: number | null, cosine: number | null): SlotEntry => ({
    slotId: itemId,
    recordId: itemId,
    itemId,
    model: 0,
    seed: null,
    sampleIndex: 0,
    state: 'done',
    outcome: 'ok',
    scores: [
      { metric: 'validity-strict', encoderId: null, value: strict, invalid: false },
      { metric: 'text-image', encoderId: 'e@1/fp32', value: cosine, invalid: false },
    ],
    formatted: null,
    length: 1,
  });
  const index = [entry('a', 1, 0.2), entry('b', 0, null), entry('c', null, null)];
  const items = ['a', 'b', 'c'].map((id) => ({
    id,
    prompt: id,
    category: null,
    subcategory: null,
  }));
  const subjects = blankSubjects(index, items, 's', () => Promise.resolve(null));
  expect(subjects.map(({ itemId }) => itemId)).toEqual(['b']);
  expect(cosineEncoders(index)).toEqual(['e@1/fp32']);
});
