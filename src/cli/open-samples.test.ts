import { expect, test } from 'vitest';
import { aScoredRecord } from '../../tests/fixtures/a-scored-record.ts';
import type { SampleRecord } from '../core/bench/record.ts';
import type { ToScore } from '../core/bench/to-score.ts';
import { standingOf } from '../core/run/preferred-record.ts';
import { openSamples } from './open-samples.ts';

const done = aScoredRecord({ item: 'a', score: 0.2 });
const failed = aScoredRecord({ item: 'a', score: null, lost: 'interrupted' });

const ofRecord = (record: SampleRecord, place: string): ToScore => ({
  ok: true,
  place,
  itemId: 'a',
  slotId: 'slot',
  standing: standingOf(record),
  judge: () => Promise.resolve(record),
});

async function placesOf(samples: ToScore[], kept = false): Promise<string[]> {
  const NEVER = new AbortController().signal;
  const places: string[] = [];
  async function* each() {
    yield* samples;
  }
  const sink = { has: () => kept };
  for await (const one of openSamples(each(), sink, undefined, NEVER, () => undefined))
    places.push(one.ok ? one.place : `${one.place}: ${one.reason}`);
  return places;
}

test('of two records of one question the one that counts is scored last, in whichever order they come', async () => {
  const [first, second] = [ofRecord(failed, 'failed'), ofRecord(done, 'done')];
  expect(await placesOf([first, second])).toEqual(['failed', 'done']);
  expect(await placesOf([second, first])).toEqual(['done']);
  expect(await placesOf([second, second])).toEqual(['done']);
});

test('what is kept already is not scored again, unless a record comes that counts more', async () => {
  const [first, second] = [ofRecord(failed, 'failed'), ofRecord(done, 'done')];
  expect(await placesOf([second, first], true)).toEqual([]);
  expect(await placesOf([first, second], true)).toEqual(['done']);
});

test('of two answers the first counts, and the second is named', async () => {
  const answer = { ...ofRecord(done, 'line 1'), standing: null } as ToScore;
  const again = { ...answer, place: 'line 2' };
  const places = await placesOf([answer, again]);
  expect(places[0]).toBe('line 1');
  expect(places[1]).toContain('line 2: "a" is answered again');
});
