import { expect, test } from 'vitest';
import { judgedItem } from './judge-results.ts';

test('an official result is read, its components by short names', () => {
  const row = {
    id: 'numeracy_template_3_1',
    prompt: '2 cats and a dog',
    valid_svg: true,
    score: 86,
    component_scores: { total_count_score: 100, item_score: 30, mean_count_binding_score: 100 },
  };
  expect(judgedItem(row)).toEqual({
    ok: true,
    judged: {
      id: 'numeracy_template_3_1',
      score: 86,
      isValid: true,
      components: { total: 100, items: 30, bindings: 100 },
      error: null,
    },
  });
});

test('an invalid program and a judge that failed keep their words', () => {
  const row = { id: 'a', score: 0, valid_svg: false, svg_error: 'mismatched tag' };
  expect(judgedItem(row)).toMatchObject({ judged: { isValid: false, error: 'mismatched tag' } });
  expect(judgedItem({ id: 'a', score: 0, error: 'Timeout after 20s' })).toMatchObject({
    judged: { isValid: null, components: null, error: 'Timeout after 20s' },
  });
});

test.each([
  [{ score: 1 }, /no "id"/],
  [{ id: 'a', score: '50' }, /"score"/],
  [{ id: 'a', score: 101 }, /"score"/],
])('%j is refused', (row, reason) => {
  const reading = judgedItem(row);
  expect(reading.ok ? '' : reading.reason).toMatch(reason);
});
