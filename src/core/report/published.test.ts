import { describe, expect, it } from 'vitest';
import { aScoredRecord, DINO, ENCODER } from '../../../tests/fixtures/a-scored-record.ts';
import { columnOf } from './column.ts';
import { PROTOCOL_POLICY } from './policy.ts';
import { rulersFor, type RulerQuestion } from './published.ts';
import { COMPBENCH, GENBENCH } from './published-tables.ts';
import { RecordFold } from './record-fold.ts';

const NAMES: Record<string, string> = {
  [ENCODER]: 'clip_small',
  'clip-vit-large-patch14@1/fp32': 'clip_large',
  [DINO]: 'dino_small',
};

function question(change: Partial<RulerQuestion> = {}): RulerQuestion {
  const base = aScoredRecord({ item: 'a', score: 0.2 });
  const fold = new RecordFold();
  fold.add({
    ...base,
    item: { ...base.item!, suiteId: 'sgp-object' },
    extraction: { ...base.extraction, rule: 'sgp-gen' },
    template: { ...base.template, text: 'Draw. <think> </think> <answer> </answer>' },
  });
  return {
    series: fold.series(),
    columns: Object.keys(NAMES).map((id) =>
      columnOf(id === DINO ? 'image-image' : 'text-image', id),
    ),
    policy: PROTOCOL_POLICY,
    items: 930,
    samplesAnItem: 8,
    protocolName: (id) => NAMES[id] ?? null,
    ...change,
  };
}

describe('published numbers', () => {
  it('are the printed ones, and their averages follow from their parts', () => {
    expect(GENBENCH).toHaveLength(17);
    expect(COMPBENCH).toHaveLength(18);
    for (const { clip, dino, vqa, hps } of GENBENCH)
      for (const { scene, object, average } of [clip, dino, vqa, hps])
        expect(Math.abs((scene + object) / 2 - average)).toBeLessThan(0.0016);
    const doNotFollow = COMPBENCH.filter(({ binding, relation, numeracy, overall }) => {
      const sum = 1200 * binding.average + 1200 * relation.average + 800 * numeracy.average;
      return Math.abs(sum / 3200 - overall) > 0.11;
    });
    // Slips of the paper: so it was printed.
    expect(doNotFollow.map(({ model }) => model)).toEqual(['GPT-4o-mini', 'Gemini 2.0 Flash']);
  });

  it('stand as a ruler beside a run of the same protocol', () => {
    const [clip, dino] = rulersFor(question());
    expect(clip).toMatchObject({ kind: 'offered', ruler: { metric: 'CLIP', suite: 'object' } });
    if (clip!.kind === 'offered')
      expect(clip!.ruler.published).toContainEqual({ model: 'o3', value: 0.283 });
    expect(dino).toEqual({
      kind: 'withheld',
      metric: 'DINO',
      reasons: ['no scores of dino_base, dino_large, dino_giant at fp32'],
    });
  });

  it('are withheld, with the reasons, wherever the protocol is another', () => {
    const reasonsOf = (change: Partial<RulerQuestion>) => {
      const [clip] = rulersFor(question(change));
      return clip!.kind === 'withheld' ? clip!.reasons : [];
    };
    expect(reasonsOf({ policy: { ...PROTOCOL_POLICY, invalid: 'omit' } })).toEqual([
      'invalid programs count as: omit, not zero',
    ]);
    expect(reasonsOf({ items: 40 })).toEqual(['items: 40, not 930']);
    expect(reasonsOf({ samplesAnItem: 1 })).toEqual(['samples an item: 1, not 8']);
    expect(reasonsOf({ protocolName: () => null })).toHaveLength(1);
    const fold = new RecordFold();
    const base = aScoredRecord({ item: 'a', score: 0.2 });
    fold.add({ ...base, item: { ...base.item!, suiteId: 'sgp-object' } });
    expect(reasonsOf({ series: fold.series() })).toHaveLength(2);
  });

  it('are not mentioned for suites that nothing was published for', () => {
    const fold = new RecordFold();
    fold.add(aScoredRecord({ item: 'a', score: 0.2 }));
    expect(rulersFor(question({ series: fold.series() }))).toEqual([]);
  });
});
