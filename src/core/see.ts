/**
 * Draws a program and embeds the picture, once for each size and encoder, unless it is known. Whether
 * it draws is told by its own size alone, as in the official code (protocol.md, "Rendering"): which
 * encoders look at it changes nothing about the program.
 */
import { drawSizeFor, OWN_SIZE } from './embedding/draw-size.ts';
import { encoderKey } from './embedding/encoder-card.ts';
import type { Drawing, KnownPicture } from './embedding/known-embeddings.ts';
import type { ScoringRequest, ScoringTools } from './evaluate.ts';
import { failed, success, type Failure, type Result } from './failure.ts';
import type { EncodedSample } from './metric/measured.ts';
import type { Encoder, ImageEmbeddings } from './ports/encoder.ts';
import type { DrawSize, Probe } from './ports/renderer.ts';
import type { CheckedProgram } from './program/checked-program.ts';
import { LIMITS } from './program/limits.ts';
import { isBlank } from './raster/blank.ts';
import type { Raster } from './raster/raster.ts';
import type { StageListener } from './stage.ts';

export interface Seen {
  /** Why nothing was drawn; `null`: a picture exists. */
  failure: Failure | null;
  blank: boolean | null;
  encoded: EncodedSample[];
  timings: Partial<Record<'draw' | 'embed', number>>;
}

/** @throws the signal's reason when aborted */
export async function seeProgram(
  program: Result<CheckedProgram>,
  request: Pick<ScoringRequest, 'caption' | 'reference'>,
  tools: ScoringTools,
  stages: StageListener,
  signal: AbortSignal,
): Promise<Seen> {
  if (!program.ok) return notDrawn(program.failure);
  const started = performance.now();
  const known = await recall(program.value, tools);
  const { own, rasters } = await drawFor(known, program.value, tools, signal);
  const failure = own === null || own.ok ? null : own.failure;
  const draw = performance.now() - started;
  stages.ended('draw', failure, draw);
  if (failure !== null) return notDrawn(failure);

  const blank = own?.ok ? own.value.blank : known.get(null)!.blank;
  const sight: Sight = { program: program.value, known, rasters, blank };
  keep(sight, null, {}, tools);
  const embedStarted = performance.now();
  const encoded = await encodeAll(sight, request, tools, signal);
  const embed = performance.now() - embedStarted;
  if (encoded.length > 0) stages.ended('embed', firstEncodingFailure(encoded), embed);
  return { failure: null, blank, encoded, timings: { draw, embed } };
}

const notDrawn = (failure: Failure): Seen => ({
  failure,
  blank: null,
  encoded: [],
  timings: {},
});

interface Sight {
  program: CheckedProgram;
  /** By encoder; `null` stands for the drawing at its own size. */
  known: Map<Encoder | null, KnownPicture>;
  rasters: Drawn['rasters'];
  blank: boolean;
}

async function recall(
  program: CheckedProgram,
  tools: ScoringTools,
): Promise<Map<Encoder | null, KnownPicture>> {
  const { memory, encoders } = tools;
  const known = new Map<Encoder | null, KnownPicture>();
  if (memory === undefined) return known;
  await Promise.all(
    [null, ...encoders].map(async (encoder) => {
      const picture = await memory.picture(drawingFor(encoder, program, tools), encoder);
      if (picture !== null) known.set(encoder, picture);
    }),
  );
  return known;
}

const unknownSizes = (
  { encoders, known: before = [] }: ScoringTools,
  known: Sight['known'],
): DrawSize[] =>
  encoders.filter((encoder) => !known.has(encoder) && !hasSeen(encoder, before)).map(sizeFor);

const hasSeen = (encoder: Encoder, before: readonly EncodedSample[]): boolean => {
  const key = encoderKey(encoder.card, encoder.precision);
  return before.some(({ encoderId }) => encoderId === key);
};

interface Drawn {
  /** Whether it draws at its own size; `null`: that was known. */
  own: Result<Probe> | null;
  /** By size: those that an encoder is to see. */
  rasters: Map<string, Result<Raster>>;
}

async function drawFor(
  known: Sight['known'],
  program: CheckedProgram,
  tools: ScoringTools,
  signal: AbortSignal,
): Promise<Drawn> {
  const { renderer } = tools;
  const jobFor = (size: DrawSize) =>
    ({ program, size, background: 'white', limitMs: LIMITS.renderMs }) as const;
  const sizes = new Map(unknownSizes(tools, known).map((size) => [sizeKey(size), size]));
  const ownKey = sizeKey(OWN_SIZE);
  // Side by side, as someone may be waiting.
  const [probed, ...drawn] = await Promise.all([
    known.has(null) || sizes.has(ownKey) ? null : renderer.probe(jobFor(OWN_SIZE), signal),
    ...[...sizes].map(
      async ([key, size]) => [key, await renderer.render(jobFor(size), signal)] as const,
    ),
  ]);
  const rasters = new Map(drawn);
  const own = rasters.get(ownKey);
  return { own: own === undefined ? probed : probeOf(own), rasters };
}

const probeOf = (raster: Result<Raster>): Result<Probe> =>
  raster.ok ? success({ blank: isBlank(raster.value) }) : raster;

/** Encoders run side by side: each has a worker of its own. */
function encodeAll(
  sight: Sight,
  { caption, reference }: Pick<ScoringRequest, 'caption' | 'reference'>,
  tools: ScoringTools,
  signal: AbortSignal,
): Promise<EncodedSample[]> {
  const { memory } = tools;
  return Promise.all(
    tools.encoders.map(async (encoder): Promise<EncodedSample> => {
      const { card } = encoder;
      const encoderId = encoderKey(card, encoder.precision);
      const before = tools.known?.find((sample) => sample.encoderId === encoderId);
      if (before !== undefined) return before;
      const image = await imageOf(sight, encoder, tools, signal);
      const text =
        card.text === null
          ? null
          : await (memory?.caption(caption, encoder, signal) ?? encoder.embedText(caption, signal));
      const embedReference = () => reference!.embeddedBy(encoder, signal);
      const compared =
        reference === null
          ? null
          : reference.sha256 === null
            ? await embedReference()
            : await (memory?.reference(reference.kind, reference.sha256, encoder, embedReference) ??
                embedReference());
      return {
        encoderId,
        backend: encoder.backend,
        card,
        image,
        caption: text?.ok ? success(text.value.embedding) : text,
        captionCut: text?.ok === true && text.value.truncated,
        reference: compared,
      };
    }),
  );
}

async function imageOf(
  sight: Sight,
  encoder: Encoder,
  tools: ScoringTools,
  signal: AbortSignal,
): Promise<Result<ImageEmbeddings>> {
  const known = sight.known.get(encoder);
  if (known !== undefined) return success(known.image);
  const raster = sight.rasters.get(sizeKey(sizeFor(encoder)))!;
  if (!raster.ok) return failed(notDrawnFor(encoder, raster.failure));
  const image = await encoder.embedImage(raster.value, signal);
  if (image.ok) keep(sight, encoder, image.value, tools);
  return image;
}

/** The program is valid: what it is not drawn for is this encoder alone, and no fault of the candidate. */
const notDrawnFor = ({ card }: Encoder, { kind, detail }: Failure): Failure => ({
  stage: 'embed',
  kind: 'not-drawn',
  detail: `At the size that ${card.title} sees, it could not be drawn (${kind}: ${detail}).`,
});

function keep(
  { program, known, blank }: Sight,
  encoder: Encoder | null,
  image: ImageEmbeddings,
  tools: ScoringTools,
): void {
  if (known.has(encoder)) return;
  tools.memory?.keepPicture(drawingFor(encoder, program, tools), encoder, { blank, image });
}

const drawingFor = (
  encoder: Encoder | null,
  { source }: CheckedProgram,
  { renderer }: ScoringTools,
): Drawing => ({ source, size: sizeFor(encoder), renderer: renderer.version });

const sizeFor = (encoder: Encoder | null): DrawSize =>
  encoder === null ? OWN_SIZE : drawSizeFor(encoder.card);

const sizeKey = (size: DrawSize): string => JSON.stringify(size);

function firstEncodingFailure(encoded: EncodedSample[]): Failure | null {
  for (const { image, caption } of encoded) {
    if (!image.ok) return image.failure;
    if (caption !== null && !caption.ok) return caption.failure;
  }
  return null;
}
