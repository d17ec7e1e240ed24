import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeKept, MOST_SAMPLES, START_FIELDS } from './ask-form.svelte.ts';

test('nothing kept gives the start values', () => {
  expect(mergeKept(null)).toEqual(START_FIELDS);
});

test('what was kept comes back', () => {
  const kept = {
    ...START_FIELDS,
    prompt: 'a cat',
    canvas: { widthPx: 300, heightPx: 200, palette: ['#fff'], noText: true },
    settings: {
      ...START_FIELDS.settings,
      temperature: null,
      seed: 7,
      reasoningEffort: 'low',
      raiseMaxTokens: 9_000,
    },
    samples: 2,
    rule: 'sgp-gen',
  };
  expect(mergeKept(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
});

test('a value of the wrong kind falls back alone', () => {
  const merged = mergeKept({
    prompt: 'a cat',
    samples: 'many',
    rule: 'guess',
    canvas: { widthPx: '512', noText: true },
    settings: { temperature: 'hot', reasoningEffort: 'enormous', topP: 0.5, raiseMaxTokens: '9' },
  });
  expect(merged.prompt).toBe('a cat');
  expect(merged.samples).toBe(START_FIELDS.samples);
  expect(merged.rule).toBe('balanced');
  expect(merged.canvas).toEqual({ ...START_FIELDS.canvas, noText: true });
  expect(merged.settings).toEqual({ ...START_FIELDS.settings, topP: 0.5 });
});

test('whatever is kept, the form can be used', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer(), (value, samples) => {
      const merged = mergeKept({ settings: value, canvas: value, model: value, samples });
      expect(merged.samples).toBeGreaterThanOrEqual(1);
      expect(merged.samples).toBeLessThanOrEqual(MOST_SAMPLES);
      expect(typeof merged.model.providerId).toBe('string');
      expect(Number.isFinite(merged.canvas.widthPx)).toBe(true);
    }),
  );
});
