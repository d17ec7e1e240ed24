import { expect, test } from 'vitest';
import { csvReader } from '../../adapters/suite/csv.ts';
import { answersIn } from './answers.ts';
import { readAnswers } from './read-answers.ts';

const ONE_ROW = { id: 'a', svg: '<svg/>', success: true };
const ONE = { id: 'a', sample: 0, prompt: null, text: '<svg/>' };

test.each([
  ['a line of this app', { id: 'a', sample: 2, prompt: 'p', response: 'r', svg: '<svg/>' }, [{ id: 'a', sample: 2, prompt: 'p', text: 'r' }]], // prettier-ignore
  ['SGP-CompBench', { id: 'a', svg: '<svg/>', success: true }, [ONE]],
  ['SGP-CompBench, the whole answer', { id: 'a', svg: '<svg/>', raw_response: 'Here: <svg/>', success: true }, [{ ...ONE, text: 'Here: <svg/>' }]], // prettier-ignore
  ['SGP-CompBench, no program', { id: 'a', svg: '', success: false }, [{ ...ONE, text: '' }]],
  ['the scene suite', { image_id: 7, svgs: ['<svg/>', ''], success: [true, false], caption: 'c' }, [{ id: '7', sample: 0, prompt: 'c', text: '<svg/>' }, { id: '7', sample: 1, prompt: 'c', text: '' }]], // prettier-ignore
  ['the object suite, whole answers', { file_name: 'x.svg', svgs: [''], raw_responses: ['no'], success: [false] }, [{ id: 'x.svg', sample: 0, prompt: null, text: 'no' }]], // prettier-ignore
])('%s is read', (_, row, answers) => {
  expect(answersIn(row)).toEqual({ ok: true, answers });
});

test.each([
  [{ svg: '<svg/>' }, /no "id"/],
  [{ id: 'a' }, /neither/],
  [{ id: 'a', sample: 0.5, svg: '' }, /"sample"/],
  [{ id: 'a', svgs: [1] }, /no text/],
])('%j is refused', (row, reason) => {
  const reading = answersIn(row);
  expect(reading.ok ? '' : reading.reason).toMatch(reason);
});

test('F11: scores that come with an answer go nowhere: it is scored here, or not at all', () => {
  const scored = { ...ONE_ROW, score: 86, clip_score: 0.31, scores: [{ metric: 'reward' }] };
  expect(answersIn(scored)).toEqual({ ok: true, answers: [ONE] });
});

test('F11: a judge’s result file holds no answers', async () => {
  const text = '{"results":[{"id":"a","prompt":"a cat","score":86,"valid_svg":true}]}';
  const rows = [];
  for await (const row of readAnswers({ name: null, bytes: bytesOf(text) }, { csv: csvReader }))
    rows.push(row.ok);
  expect(rows).toEqual([false]);
});

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += 9)
    yield new TextEncoder().encode(text.slice(at, at + 9));
}

test.each([
  ['the official array', '[{"id":"a","svg":"<svg/>","success":true},{"svg":""},{"id":"b","svg":"","success":false}]', ['item 2']], // prettier-ignore
  ['CSV', 'id,sample,response\na,0,<svg/>\n,0,x\nb,1,""\n', ['row 3']],
])('a file of answers is read row by row: %s', async (_, text, bad) => {
  const rows = [];
  for await (const row of readAnswers({ name: null, bytes: bytesOf(text) }, { csv: csvReader }))
    rows.push(row);
  expect(rows[0]).toEqual({ ok: true, place: expect.any(String), answer: ONE });
  expect(rows.flatMap((row) => (row.ok ? [] : [row.bad.place]))).toEqual(bad);
});
