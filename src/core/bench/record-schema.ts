/** The shape a record must have before it is believed: files and other tabs are outside data. */
import * as v from 'valibot';
import { weightsSchema } from '../metric/kept-weights.ts';
import { EXTRACTION_RULES } from '../program/candidate.ts';
import { RECORD_FORMAT, RECORD_VERSION } from './record.ts';

const nullableNumber = v.nullable(v.number());
const nullableString = v.nullable(v.string());

/** Its kinds may grow with later versions; what a reader relies on is the stage and the words. */
const failure = v.looseObject({
  stage: v.picklist(['ask', 'extract', 'check', 'draw', 'embed', 'store']),
  kind: v.string(),
  detail: v.string(),
});

const span = v.looseObject({
  start: v.number(),
  end: v.number(),
  line: v.number(),
  column: v.number(),
});

const settings = v.looseObject({
  temperature: nullableNumber,
  topP: nullableNumber,
  maxTokens: nullableNumber,
  raiseMaxTokens: v.optional(v.number()),
  seed: nullableNumber,
  reasoningEffort: nullableString,
  stop: v.array(v.string()),
});

const attempt = v.looseObject({
  response: v.looseObject({
    text: v.string(),
    reasoning: v.string(),
    stopReason: v.string(),
    rawStopReason: nullableString,
    modelId: v.string(),
    usage: v.looseObject({
      promptTokens: nullableNumber,
      completionTokens: nullableNumber,
      reasoningTokens: nullableNumber,
    }),
    latencyMs: v.number(),
    firstTokenMs: nullableNumber,
    costUsd: nullableNumber,
    droppedSettings: v.array(v.string()),
    replacedCharacters: v.optional(v.literal(true)),
  }),
  failure: v.nullable(failure),
  maxTokens: v.optional(v.number()),
});

const score = v.variant('status', [
  v.looseObject({
    metric: v.string(),
    encoderId: nullableString,
    status: v.literal('scored'),
    value: v.pipe(v.number(), v.finite()),
  }),
  v.looseObject({
    metric: v.string(),
    encoderId: nullableString,
    status: v.literal('unscored'),
    failure,
  }),
]);

export const recordSchema = v.looseObject({
  format: v.literal(RECORD_FORMAT),
  version: v.literal(RECORD_VERSION),
  id: v.pipe(v.string(), v.minLength(1)),
  drawId: v.pipe(v.string(), v.minLength(1)),
  sampleIndex: v.pipe(v.number(), v.integer(), v.minValue(0)),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  prompt: v.string(),
  item: v.nullable(
    v.looseObject({ suiteId: v.string(), suiteSha256: v.string(), itemId: v.string() }),
  ),
  run: v.optional(
    v.looseObject({
      runId: v.pipe(v.string(), v.minLength(1)),
      slotId: v.pipe(v.string(), v.minLength(1)),
    }),
  ),
  template: v.looseObject({
    id: v.string(),
    version: v.number(),
    system: nullableString,
    text: v.string(),
    options: v.looseObject({
      widthPx: v.number(),
      heightPx: v.number(),
      palette: v.array(v.string()),
      noText: v.boolean(),
    }),
  }),
  model: v.looseObject({ providerId: v.string(), id: v.string(), title: v.string() }),
  settings,
  attempts: v.array(attempt),
  extraction: v.looseObject({
    rule: v.picklist(EXTRACTION_RULES),
    source: nullableString,
    span: v.nullable(span),
    flags: v.array(v.string()),
    alternatives: v.number(),
  }),
  repair: v.picklist(['mend', 'namespace-only', 'none']),
  mends: v.array(v.looseObject({ kind: v.string(), at: span, detail: v.string() })),
  mendedSource: nullableString,
  sizePx: v.nullable(v.looseObject({ width: v.number(), height: v.number() })),
  warnings: v.array(v.looseObject({ kind: v.string(), detail: v.string(), count: v.number() })),
  blank: v.nullable(v.boolean()),
  renderer: nullableString,
  encoders: v.array(
    v.looseObject({
      id: v.string(),
      backend: v.looseObject({ kind: v.string(), threads: v.number(), runtime: v.string() }),
      captionCut: v.boolean(),
    }),
  ),
  limits: v.record(v.string(), v.number()),
  outcome: v.picklist([
    'ok',
    'no_svg',
    'truncated',
    'malformed_xml',
    'limit_exceeded',
    'render_timeout',
    'render_crash',
    'provider_error',
    'refused',
    'content_filter',
    'length',
    'cancelled',
    'interrupted',
  ]),
  failure: v.nullable(failure),
  strictFailure: v.nullable(failure),
  scores: v.array(score),
  rewardWeights: v.nullable(weightsSchema),
  reference: v.nullable(
    v.looseObject({ kind: v.picklist(['svg', 'picture']), sha256: v.string() }),
  ),
  timings: v.record(v.string(), v.number()),
  edited: v.nullable(v.looseObject({ source: v.string(), at: v.string() })),
  best: v.boolean(),
});
