import { describe, expect, it } from 'vitest';
import { aScoredRecord, DINO, type Told } from '../../../tests/fixtures/a-scored-record.ts';
import { isWellFormed } from '../program/well-formed.ts';
import { reportOf } from './make-report.ts';
import { RecordFold } from './record-fold.ts';
import { checkThresholds, exitCodeOf, parseThreshold } from './thresholds.ts';
import { thresholdsToJunit } from './write-junit.ts';

const TOLD: Told[] = Array.from({ length: 10 }, (_, at) => ({
  item: `i${at}`,
  score: at === 0 ? null : 0.3,
  mended: at === 1,
  reference: 0.5,
}));

function report(told = TOLD, policy = {}) {
  const fold = new RecordFold();
  for (const one of told) fold.add(aScoredRecord(one));
  return reportOf(fold, { policy, bootstrap: { resamples: 100 } });
}

function check(texts: readonly string[], told = TOLD, policy = {}) {
  const thresholds = texts.map((text) => {
    const reading = parseThreshold(text);
    if (!reading.ok) throw new Error(reading.reason);
    return reading.threshold;
  });
  return checkThresholds(report(told, policy), thresholds);
}

describe('parseThreshold', () => {
  it('reads names, figures, comparisons and percent', () => {
    expect(parseThreshold('validity>=0.9')).toMatchObject({
      threshold: { subject: 'validity', figure: 'mean', comparison: '>=', value: 0.9 },
    });
    expect(parseThreshold(' clip-vit-base-patch32.low > .25 ')).toMatchObject({
      threshold: { subject: 'clip-vit-base-patch32', figure: 'low', comparison: '>', value: 0.25 },
    });
    expect(parseThreshold('validity>=90%')).toMatchObject({ threshold: { value: 0.9 } });
    expect(parseThreshold('text-image:a@1.5/fp32<1')).toMatchObject({
      threshold: { subject: 'text-image:a@1.5/fp32', figure: 'mean' },
    });
  });

  it('says what is wrong', () => {
    for (const text of [
      '',
      'validity',
      'validity=0.9',
      '>=1',
      'validity>=',
      'validity>=much',
      'validity>=NaN',
    ])
      expect(parseThreshold(text).ok, text).toBe(false);
  });
});

describe('checkThresholds', () => {
  it('meets, misses, and cannot tell', () => {
    const results = check([
      'validity>=0.9',
      'validity>0.9',
      'clip-vit-base-patch32>=0.25',
      'siglip>=0',
      'reward.low>=0.1',
    ]);
    expect(results.map(({ verdict }) => verdict)).toEqual([
      'met',
      'missed',
      'met',
      'cannot-tell',
      'met',
    ]);
    expect(results[1]!.message).toBe('validity mean is 0.900, not > 0.9');
    expect(results[3]!.message).toBe('nothing named "siglip" was measured');
  });

  it('goes by the policy of the report', () => {
    expect(check(['validity>=0.85'], TOLD, { validity: 'strict' })[0]!.verdict).toBe('missed');
  });

  it('asks which, where a name may be two', () => {
    const scores = aScoredRecord(TOLD[5]!).scores;
    const other = { metric: 'text-image', encoderId: DINO, status: 'scored', value: 0.1 } as const;
    const told = [{ ...TOLD[5]!, change: { scores: [...scores, other] } }];
    expect(check(['dinov2-small>=0'], told)[0]!.message).toContain('name one');
    expect(check([`image-image:${DINO}>=0`], told)[0]!.verdict).toBe('met');
  });

  it('ends with 0, 1 or 2', () => {
    expect(exitCodeOf(check(['validity>=0.9', 'unscored<=0']))).toBe(0);
    expect(exitCodeOf(check(['validity>=0.95', 'siglip>=0']))).toBe(1);
    expect(exitCodeOf(check(['validity>=0.9', 'siglip>=0']))).toBe(2);
    expect(exitCodeOf([])).toBe(2);
  });
});

describe('thresholdsToJunit', () => {
  it('is well-formed whatever a model is called, and counts as the results do', () => {
    const told = TOLD.map((one) => ({ ...one, model: '<a> & "b" \u0001 ]]>' }));
    const results = check(['validity>=0.9', 'validity>=0.95', 'siglip>=0'], told);
    const xml = thresholdsToJunit(report(told), results);
    expect(isWellFormed(xml.replace(/^<\?xml.*\n/, '<svg>') + '</svg>')).toBe(true);
    expect(xml).toContain('tests="3" failures="1" errors="1"');
    expect(xml).not.toContain('\u0001');
    expect(xml.match(/<failure /g)).toHaveLength(1);
    expect(xml.match(/<error /g)).toHaveLength(1);
    for (const fact of ['Extraction rule', 'Reward weights', 'Template', 'Encoders'])
      expect(xml).toContain(`<property name="${fact}"`);
  });
});
