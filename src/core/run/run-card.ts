/** A plan as it is kept beside its records: everything but the suite's items, as plain data. */
import * as v from 'valibot';
import type { SampleRecord } from '../bench/record.ts';
import type { Suite } from '../suite/suite.ts';
import { failed, success, type Result } from '../failure.ts';
import { weightsOfToday, weightsSchema } from '../metric/kept-weights.ts';
import { EXTRACTION_RULES } from '../program/candidate.ts';
import { runIdOf, type RunConditions, type RunPlan } from './run-plan.ts';

export const CARD_FORMAT = 'sgp-run';
export const CARD_VERSION = 1;

export interface RunCard extends Omit<RunPlan, 'suite'> {
  format: typeof CARD_FORMAT;
  version: typeof CARD_VERSION;
  runId: string;
  /** ISO 8601, UTC: when the run was begun. */
  createdAt: string;
}

export function cardOf(plan: RunPlan, createdAt: string): RunCard {
  const { conditions, items, models, templates, samples, seeds, pace } = plan;
  const runId = runIdOf(conditions);
  const head = { format: CARD_FORMAT, version: CARD_VERSION, runId, createdAt } as const;
  return { ...head, conditions, items, models, templates, samples, seeds, pace };
}

/** @returns the plan; or `store`, `other-run` where the suite is not the one that the run began with */
export function planOf(card: RunCard, suite: Suite): Result<RunPlan> {
  const { conditions, items, models, templates, samples, seeds, pace } = card;
  if (suite.sha256 !== conditions.suite.sha256)
    return failed({
      stage: 'store',
      kind: 'other-run',
      detail: `This run is over another version of the suite “${conditions.suite.id}” (sha256 ${conditions.suite.sha256.slice(0, 12)}, not ${suite.sha256.slice(0, 12)}).`,
    });
  return success({ conditions, suite, items, models, templates, samples, seeds, pace });
}

/** @returns the card, or in one sentence why the value is none */
export function cardFromValue(
  value: unknown,
): { ok: true; card: RunCard } | { ok: false; reason: string } {
  const today = inTodaysShape(value);
  const result = v.safeParse(cardSchema, today, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    return { ok: false, reason: `${v.getDotPath(issue) ?? 'run'}: ${issue.message}` };
  }
  const card = today as RunCard;
  if (runIdOf(card.conditions) !== card.runId)
    return { ok: false, reason: 'runId: is not the name of these conditions' };
  return { ok: true, card };
}

/** Cards were kept with the format gate's offset under another name. */
function inTodaysShape(value: unknown): unknown {
  const { conditions } = (value ?? {}) as Partial<RunCard>;
  const weights = weightsOfToday(conditions?.weights);
  if (weights === conditions?.weights) return value;
  return { ...(value as RunCard), conditions: { ...conditions, weights } };
}

/**
 * Why a record of another run cannot go on under this plan: what differs, in words.
 * @returns a sentence; it names every difference that records show
 */
export function otherRunWords(
  record: SampleRecord,
  { conditions }: Pick<RunPlan, 'conditions'>,
): string {
  const was = conditionsIn(record);
  const differences = Object.entries(was).flatMap(([name, value]) => {
    const now = shown(readable(conditions)[name as keyof Readable]);
    return shown(value) === now ? [] : [`${name} was ${shown(value)} and is now ${now}`];
  });
  const what = differences.length > 0 ? differences.join('; ') : UNSEEN_DIFFERENCE;
  return `These records were made under other conditions: ${what}. Choose another place for this run, or repeat the conditions to go on.`;
}

const UNSEEN_DIFFERENCE = 'the run’s name, or how often an answer without a program is asked again';

type Readable = ReturnType<typeof readable>;

/** The conditions by the names that people set them by. */
const readable = ({
  suite,
  canvas,
  settings,
  rule,
  mend,
  weights,
  encoders,
}: Omit<RunConditions, 'name' | 'askAgainWithoutProgram'>) => ({
  suite: `${suite.id} (sha256 ${suite.sha256.slice(0, 12)})`,
  canvas: `${canvas.widthPx} x ${canvas.heightPx}`,
  palette: canvas.palette,
  'no text': canvas.noText,
  temperature: settings.temperature,
  'top p': settings.topP,
  'max tokens': settings.maxTokens,
  'raised max tokens': settings.raiseMaxTokens ?? 'never',
  'reasoning effort': settings.reasoningEffort,
  stop: settings.stop,
  'extraction rule': rule,
  mending: rule !== 'sgp-compbench' && mend,
  'reward weights': weights,
  encoders,
});

function conditionsIn(record: SampleRecord): Partial<Readable> {
  const { item, template, settings, extraction, repair, rewardWeights, encoders } = record;
  const all: Partial<Readable> = readable({
    suite: { id: item?.suiteId ?? 'none', sha256: item?.suiteSha256 ?? '' },
    canvas: template.options,
    settings,
    rule: extraction.rule,
    mend: repair === 'mend',
    weights: rewardWeights ?? {
      textImage: 0,
      imageImage: 0,
      length: 0,
      format: 0,
      gateOffset: null,
    },
    encoders: encoders.map(({ id }) => id),
  });
  // What was not drawn names no encoder, whichever were at hand.
  if (encoders.length === 0) delete all.encoders;
  return all;
}

const shown = (value: unknown): string => {
  if (value === null) return 'left to the provider';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
};

const nullableNumber = v.nullable(v.number());
const wholeFromOne = v.pipe(v.number(), v.integer(), v.minValue(1));

const cardSchema = v.looseObject({
  format: v.literal(CARD_FORMAT),
  version: v.literal(CARD_VERSION),
  runId: v.string(),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  conditions: v.looseObject({
    name: v.string(),
    suite: v.looseObject({ id: v.string(), sha256: v.string() }),
    canvas: v.looseObject({
      widthPx: v.number(),
      heightPx: v.number(),
      palette: v.array(v.string()),
      noText: v.boolean(),
    }),
    settings: v.looseObject({
      temperature: nullableNumber,
      topP: nullableNumber,
      maxTokens: nullableNumber,
      raiseMaxTokens: v.optional(wholeFromOne),
      reasoningEffort: v.nullable(v.string()),
      stop: v.array(v.string()),
    }),
    rule: v.picklist(EXTRACTION_RULES),
    mend: v.boolean(),
    weights: weightsSchema,
    encoders: v.array(v.string()),
    askAgainWithoutProgram: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  items: v.nullable(v.array(v.string())),
  models: v.array(v.looseObject({ providerId: v.string(), id: v.string(), title: v.string() })),
  templates: v.array(
    v.looseObject({
      id: v.string(),
      title: v.string(),
      version: v.number(),
      system: v.nullable(v.string()),
      text: v.string(),
    }),
  ),
  samples: wholeFromOne,
  seeds: v.array(nullableNumber),
  pace: v.looseObject({
    budget: v.looseObject({ calls: nullableNumber, tokens: nullableNumber, usd: nullableNumber }),
    concurrency: wholeFromOne,
  }),
});
