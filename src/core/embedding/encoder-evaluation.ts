/**
 * What an encoder was measured to do, as `training/eval/table.py` writes it: shares of trials with
 * their intervals, beside a baseline, held against bars that were set before training.
 */
import * as v from 'valibot';
import { failed, success, type Result } from '../failure.ts';

/** A share of trials that went right. */
export interface MeasuredShare {
  /** 0..1, also the others but `trials`. */
  value: number;
  /** 95% interval. */
  low: number;
  high: number;
  trials: number;
  /** What guessing gives. */
  chance: number;
}

export interface Bar {
  /** What was asked for at least. */
  must: number;
  aim: number;
}

export interface EvaluationRow {
  /** What is measured, e.g. `colours swapped`. */
  name: string;
  share: MeasuredShare;
  /** The same with the captions as bags of words. */
  bagOfWords: MeasuredShare | null;
  bar: Bar | null;
}

export interface EncoderEvaluation {
  /** In the order of the file. */
  rows: EvaluationRow[];
}

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const shareSchema = v.object({
  value: share,
  low: share,
  high: share,
  trials: v.pipe(v.number(), v.integer(), v.minValue(1)),
  chance: share,
});
const evaluationSchema = v.object({
  version: v.literal(1),
  encoders: v.record(v.string(), v.record(v.string(), shareSchema)),
  bars: v.record(v.string(), v.object({ must: share, aim: share })),
});

/** Marks the baseline among the encoders of the file; the other one is the encoder itself. */
const BASELINE = 'bag of words';

/**
 * @param text of the file
 * @returns an `embed` failure `weights-corrupt` that says what was expected
 */
export function readEvaluation(text: string): Result<EncoderEvaluation> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
  const file = v.safeParse(evaluationSchema, parsed);
  if (!file.success) {
    const [issue] = file.issues;
    return unreadable(`${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  }
  const { encoders, bars } = file.output;
  const names = Object.keys(encoders);
  const own = names.find((name) => !name.includes(BASELINE));
  if (own === undefined) return unreadable('it holds no encoder');
  const baseline = names.find((name) => name.includes(BASELINE));
  const rows = Object.entries(encoders[own]!).map(([name, measured]) => ({
    name,
    share: measured,
    bagOfWords: (baseline === undefined ? undefined : encoders[baseline]![name]) ?? null,
    bar: bars[name] ?? null,
  }));
  return success({ rows });
}

const unreadable = (why: string): Result<never> =>
  failed({
    stage: 'embed',
    kind: 'weights-corrupt',
    detail: `The evaluation can not be read: ${why}.`,
  });

export type Verdict = 'aim' | 'met' | 'missed';

/** Of the measured value itself, wherever its interval reaches. */
export function verdictOf({ value }: MeasuredShare, { must, aim }: Bar): Verdict {
  if (value >= aim) return 'aim';
  return value >= must ? 'met' : 'missed';
}
