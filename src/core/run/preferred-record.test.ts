import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aRecord } from '../../../tests/fixtures/a-record.ts';
import type { SampleRecord } from '../bench/record.ts';
import { preferredRecord } from './preferred-record.ts';

const [attempt] = aRecord().attempts;
const broken = {
  ...attempt!,
  failure: { stage: 'ask', kind: 'server', retryable: true, detail: '' },
} as const;
const pending = { stage: 'embed', kind: 'pending', detail: '' } as const;
const missing = {
  metric: 'text-image',
  encoderId: 'e',
  status: 'unscored',
  failure: { stage: 'embed', kind: 'out-of-memory', detail: '' },
} as const;

/** From the least to the most wanted. */
const LADDER: SampleRecord[] = [
  aRecord({ attempts: [broken], outcome: 'provider_error', scores: [] }),
  aRecord({ attempts: [broken, broken], outcome: 'provider_error', scores: [] }),
  aRecord({ failure: pending, outcome: 'interrupted', scores: [] }),
  aRecord({ scores: [missing] }),
  aRecord({ createdAt: '2026-02-01T00:00:00.000Z' }),
  aRecord({ createdAt: '2026-01-01T00:00:00.000Z' }),
];

test('of two records of a slot the further one counts, whichever way round', () => {
  for (const [low, less] of LADDER.entries())
    for (const more of LADDER.slice(low + 1)) {
      expect(preferredRecord(less, more)).toBe(more);
      expect(preferredRecord(more, less)).toBe(more);
    }
});

test('joined in any order, the same one is left', () => {
  const shuffled = fc.shuffledSubarray(LADDER, { minLength: LADDER.length });
  fc.assert(
    fc.property(shuffled, (records) => {
      expect(records.reduce(preferredRecord)).toBe(LADDER.at(-1));
    }),
  );
});
