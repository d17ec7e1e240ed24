import { describe, expect, it } from 'vitest';
import type { SampleRecord } from '../bench/record.ts';
import { aScoredRecord } from '../../../tests/fixtures/a-scored-record.ts';
import {
  alikeGroups,
  differencesBetween,
  differenceWords,
  policyDifferences,
  scoredAlike,
} from './comparable.ts';
import { PROTOCOL_POLICY } from './policy.ts';
import { RecordFold, type Series } from './record-fold.ts';

function seriesOf(change: Partial<SampleRecord> = {}, score: number | null = 0.2): Series {
  const fold = new RecordFold();
  fold.add(aScoredRecord({ item: 'a', score, change }));
  return fold.series()[0]!;
}

const { extraction, template, settings } = aScoredRecord({ item: 'a', score: 0.2 });

describe('scoredAlike', () => {
  it('does not mind another model, but names another rule, suite, renderer and mending', () => {
    const model = { providerId: 'x', id: 'y', title: 'z' };
    expect(differencesBetween(seriesOf(), seriesOf({ model }))).toEqual([]);
    const changes: Partial<SampleRecord>[] = [
      { extraction: { ...extraction, rule: 'sgp-gen' } },
      { item: { suiteId: 'starter', suiteSha256: 'c'.repeat(64), itemId: 'a' } },
      { renderer: 'resvg-wasm 2.7.0' },
      { repair: 'none' },
      { rewardWeights: null },
    ];
    for (const change of changes) expect(scoredAlike(seriesOf(), seriesOf(change))).toBe(false);
    const [difference] = differencesBetween(seriesOf(), seriesOf(changes[0]));
    expect(differenceWords(difference!)).toBe('extraction rule: balanced, not sgp-gen');
  });

  it('says, without keeping them apart, that they were asked in other ways or ran elsewhere', () => {
    const other = seriesOf({
      template: { ...template, version: 2 },
      settings: { ...settings, temperature: 0 },
    });
    expect(differencesBetween(seriesOf(), other).map(({ bearing }) => bearing)).toEqual([
      'asking',
      'asking',
    ]);
    const backend = { kind: 'webgpu', threads: 1, runtime: 'onnxruntime-web 1.30.0' } as const;
    const { encoders } = aScoredRecord({ item: 'a', score: 0.2 });
    const elsewhere = seriesOf({ encoders: encoders.map((encoder) => ({ ...encoder, backend })) });
    expect(differencesBetween(seriesOf(), elsewhere).map(({ what }) => what)).toEqual([
      'backend',
      'runtime',
    ]);
    expect(scoredAlike(seriesOf(), elsewhere)).toBe(true);
  });

  it('takes a series in which nothing was drawn as alike: it names no renderer', () => {
    expect(scoredAlike(seriesOf(), seriesOf({ renderer: null, encoders: [] }, null))).toBe(true);
  });

  it('groups what may stand side by side', () => {
    const strict = seriesOf({ repair: 'none' });
    expect(alikeGroups([seriesOf(), strict, seriesOf()]).map(({ length }) => length)).toEqual([
      2, 1,
    ]);
  });

  it('names policies that differ', () => {
    const other = { ...PROTOCOL_POLICY, invalid: 'white' } as const;
    expect(policyDifferences(PROTOCOL_POLICY, other).map(differenceWords)).toEqual([
      'invalid programs count as: zero, not white',
    ]);
    expect(policyDifferences(other, other)).toEqual([]);
  });
});
