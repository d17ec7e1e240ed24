/**
 * From a program to its scores: check, mend, draw, embed, score. `sample.ts` puts the asking in
 * front of it; an edit in the page and a line of a responses file start here.
 */
import { drawSizeFor } from './embedding/draw-size.ts';
import { encoderKey } from './embedding/encoder-card.ts';
import { failed, success, type Failure, type Result } from './failure.ts';
import { scoreSample } from './metric/index.ts';
import type { EncodedSample, Measured } from './metric/measured.ts';
import type { RewardWeights } from './metric/reward.ts';
import type { Score } from './metric/score.ts';
import type { Encoder, ImageEmbeddings } from './ports/encoder.ts';
import type { DrawSize, Renderer } from './ports/renderer.ts';
import type { Mend } from './program/candidate.ts';
import type { CheckedProgram, Warning } from './program/checked-program.ts';
import { LIMITS } from './program/limits.ts';
import { prepareProgram, type RepairPolicy } from './program/prepare.ts';
import { isBlank } from './raster/blank.ts';
import type { Raster } from './raster/raster.ts';
import type { Reference } from './reference.ts';
import type { StageListener } from './stage.ts';

export interface ScoringTools {
  renderer: Renderer;
  /** Opened by their owner; empty: only the metrics without an encoder are given. */
  encoders: Encoder[];
  /** Of the same program, caption and reference: what is here is not embedded again. */
  known?: readonly EncodedSample[];
}

export interface ScoringRequest {
  /** The caption that text-image scores compare with: the subject, before the template. */
  caption: string;
  reference: Reference | null;
  repair: RepairPolicy;
  weights: RewardWeights;
  /** See `isFormatted`; false for a program without a response. */
  formatted: boolean;
}

/** What a record keeps of a program's way to its scores. */
export interface Evaluation {
  mends: readonly Mend[];
  /** What was drawn where it differs from what was sent. */
  mendedSource: string | null;
  program: CheckedProgram | null;
  warnings: readonly Warning[];
  blank: boolean | null;
  /** Why it is not valid as sent; `null`: it is. */
  strictFailure: Failure | null;
  /** Why nothing was drawn; `null`: a picture exists. */
  failure: Failure | null;
  scores: Score[];
  encoded: EncodedSample[];
  timings: Partial<Record<'check' | 'draw' | 'embed', number>>;
}

/** Of an answer that waits to be scored. */
export const NOT_EVALUATED: Evaluation = {
  mends: [],
  mendedSource: null,
  program: null,
  warnings: [],
  blank: null,
  strictFailure: null,
  failure: {
    stage: 'embed',
    kind: 'pending',
    detail: 'The answer is here whole, but it was not scored. It is when it is opened.',
  },
  scores: [],
  encoded: [],
  timings: {},
};

/**
 * @param source the candidate; or the failure that left none
 * @throws the signal's reason when aborted
 */
export async function evaluateProgram(
  source: Result<string>,
  request: ScoringRequest,
  tools: ScoringTools,
  stages: StageListener,
  signal: AbortSignal,
): Promise<Evaluation> {
  const started = performance.now();
  const prepared = source.ok ? prepareProgram(source.value, request.repair) : null;
  const checked: Result<CheckedProgram> = prepared?.program ?? failed(failureOf(source));
  const checkMs = performance.now() - started;
  if (prepared !== null) {
    stages.ended('check', prepared.strictFailure, checkMs);
    if (prepared.mends.length > 0) stages.mended(prepared.mends);
  }

  const draw = await drawForAll(checked, tools, stages, signal);
  const embedStarted = performance.now();
  const encoded = draw.first.ok ? await encodeAll(draw.rasters, request, tools, signal) : [];
  const embedMs = performance.now() - embedStarted;
  if (draw.first.ok && encoded.length > 0)
    stages.ended('embed', firstEncodingFailure(encoded), embedMs);

  const failure = draw.first.ok ? null : draw.first.failure;
  const measured: Measured = {
    strictFailure: prepared?.strictFailure ?? (source.ok ? null : source.failure),
    failure,
    source: source.ok ? source.value : null,
    formatted: request.formatted,
    encoded,
  };
  const scores = scoreSample(measured, request.weights);
  stages.ended('score', null, 0);
  return {
    mends: prepared?.mends ?? [],
    mendedSource: prepared !== null && prepared.mends.length > 0 ? prepared.source : null,
    program: checked.ok ? checked.value : null,
    warnings: checked.ok ? checked.value.warnings : [],
    blank: draw.first.ok ? isBlank(draw.first.value) : null,
    strictFailure: measured.strictFailure,
    failure,
    scores,
    encoded,
    timings: draw.first.ok
      ? { check: checkMs, draw: draw.elapsedMs, embed: embedMs }
      : { check: checkMs },
  };
}

/** Draws once for each size that the encoders want; without encoders once, to know that it draws. */
async function drawForAll(
  checked: Result<CheckedProgram>,
  tools: ScoringTools,
  stages: StageListener,
  signal: AbortSignal,
): Promise<{ first: Result<Raster>; rasters: Map<string, Result<Raster>>; elapsedMs: number }> {
  const rasters = new Map<string, Result<Raster>>();
  if (!checked.ok) return { first: checked, rasters, elapsedMs: 0 };
  const started = performance.now();
  const sizes = tools.encoders.map(({ card }) => drawSizeFor(card));
  for (const size of sizes.length > 0 ? sizes : [ANY_SIZE]) {
    if (rasters.has(sizeKey(size))) continue;
    const job = {
      program: checked.value,
      size,
      background: 'white',
      limitMs: LIMITS.renderMs,
    } as const;
    rasters.set(sizeKey(size), await tools.renderer.render(job, signal));
  }
  const all = [...rasters.values()];
  const first = all.find((raster) => !raster.ok) ?? all[0]!;
  const elapsedMs = performance.now() - started;
  stages.ended('draw', first.ok ? null : first.failure, elapsedMs);
  return { first, rasters, elapsedMs };
}

/** Encoders run side by side: each has a worker of its own. */
function encodeAll(
  rasters: Map<string, Result<Raster>>,
  request: ScoringRequest,
  tools: ScoringTools,
  signal: AbortSignal,
): Promise<EncodedSample[]> {
  return Promise.all(
    tools.encoders.map(async (encoder): Promise<EncodedSample> => {
      const { card } = encoder;
      const encoderId = encoderKey(card, encoder.precision);
      const known = tools.known?.find((sample) => sample.encoderId === encoderId);
      if (known !== undefined) return known;
      const raster = rasters.get(sizeKey(drawSizeFor(card)))!;
      const image: Result<ImageEmbeddings> = raster.ok
        ? await encoder.embedImage(raster.value, signal)
        : raster;
      const text = card.text === null ? null : await encoder.embedText(request.caption, signal);
      const reference =
        request.reference === null ? null : await request.reference.embeddedBy(encoder, signal);
      return {
        encoderId,
        backend: encoder.backend,
        card,
        image,
        caption: text?.ok ? success(text.value.embedding) : text,
        captionCut: text?.ok === true && text.value.truncated,
        reference,
      };
    }),
  );
}

const ANY_SIZE: DrawSize = { kind: 'fit', sidePx: 224 };

const sizeKey = (size: DrawSize): string =>
  size.kind === 'fit' ? `fit ${size.sidePx}` : `intrinsic ${size.maxSidePx}`;

const failureOf = (source: Result<string>): Failure => {
  if (source.ok) throw new Error('a candidate was found: there is no failure to give');
  return source.failure;
};

function firstEncodingFailure(encoded: EncodedSample[]): Failure | null {
  for (const { image, caption } of encoded) {
    if (!image.ok) return image.failure;
    if (caption !== null && !caption.ok) return caption.failure;
  }
  return null;
}
