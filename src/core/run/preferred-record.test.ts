import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aRecord } from '../../../tests/fixtures/a-record.ts';
import type { SampleRecord } from '../bench/record.ts';
import { recordToLine } from '../bench/record-line.ts';
import { preferredRecord, standingOf } from './preferred-record.ts';

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

/** Records of one slot as they may meet: many alike in all but a word. */
const anyRecord = fc
  .record({
    rung: fc.constantFrom(...LADDER),
    createdAt: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'),
    prompt: fc.constantFrom('a', 'b', 'ab', 'ba'),
    best: fc.boolean(),
  })
  .map(({ rung, ...change }): SampleRecord => ({ ...rung, ...change }));

test('C22: of two records of a slot the further one counts, whichever way round', () => {
  for (const [low, less] of LADDER.entries())
    for (const more of LADDER.slice(low + 1)) {
      expect(preferredRecord(less, more)).toBe(more);
      expect(preferredRecord(more, less)).toBe(more);
    }
});

test('C22: joined in any order, in any parts, the same record is left', () => {
  const several = fc.array(anyRecord, { minLength: 1, maxLength: 10 });
  const twice = several.chain((records) =>
    fc.tuple(
      fc.constant(records),
      fc.shuffledSubarray(records, { minLength: records.length }),
      fc.nat(records.length - 1),
    ),
  );
  const left = (records: readonly SampleRecord[]) => records.reduce(preferredRecord);
  fc.assert(
    fc.property(twice, ([records, others, cut]) => {
      const wanted = recordToLine(left(records));
      expect(recordToLine(left(others))).toBe(wanted);
      const parts = [others.slice(cut), others.slice(0, cut)].filter(({ length }) => length > 0);
      expect(recordToLine(left(parts.map(left)))).toBe(wanted);
    }),
  );
});

test('records that differ anywhere have other fingerprints, whole numbers all', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const prints = [a, b].map((prompt) => standingOf(aRecord({ prompt })).fingerprint);
      expect(prints[0] === prints[1]).toBe(a === b);
      expect(prints.every(Number.isSafeInteger)).toBe(true);
    }),
  );
});
