/** What a run works with: the encoders that its conditions name, what they have seen, and the models. */
import { encoderKey } from '../../../core/embedding/encoder-card.ts';
import { KnownEmbeddings } from '../../../core/embedding/known-embeddings.ts';
import type { ScoringTools } from '../../../core/evaluate.ts';
import { failed, success, type Result } from '../../../core/failure.ts';
import type { Encoder, EncoderEntry } from '../../../core/ports/encoder.ts';
import type { LanguageModel } from '../../../core/ports/language-model.ts';
import type { PlannedModel } from '../../../core/run/run-plan.ts';
import type { RunParts } from '../../../core/run/run.ts';
import { SuiteReferences, type ReferencePictures } from '../../../core/run/suite-references.ts';
import { IMPORTED_PROVIDER, unaskable } from './imported-answers.ts';
import type { BenchmarkParts } from './benchmark.svelte.ts';

type ToolParts = Pick<BenchmarkParts, 'services' | 'page' | 'encoding'>;

/** Enough that the encoder never waits for a drawing; more only holds pictures in memory. */
export const SCORING_WIDTH = 6;

/** `encoderKey` of an encoder as it is set now. */
export const keyOfEntry = ({ card, precision }: EncoderEntry): string =>
  encoderKey(card, precision);

/** @returns the tools; or, in words, which encoder is not here and what to do */
export async function scoringTools(
  { services, page, encoding }: ToolParts,
  encoders: readonly string[],
): Promise<Result<ScoringTools>> {
  const opened: Encoder[] = [];
  for (const key of encoders) {
    const entry = encoding.entries.find((candidate) => keyOfEntry(candidate) === key);
    if (entry === undefined) return failed(notHere(key, encoding.entries));
    const encoder = await page.encoders.open(entry.card.id);
    if (!encoder.ok) return encoder;
    opened.push(encoder.value);
  }
  const memory = new KnownEmbeddings(services.embeddings);
  const { renderer, programs } = page;
  return success({ renderer, programs, encoders: opened, memory });
}

function notHere(key: string, entries: readonly EncoderEntry[]) {
  const [cardId, precision] = [key.split('@')[0], key.split('/').at(-1)];
  const known = entries.find(({ card }) => card.id === cardId);
  let what: string;
  if (known === undefined)
    what = `The encoder ${key}, which this run is scored with, is not here. Add it in the settings, under Encoders.`;
  else if (known.precision === precision)
    what = `This run is scored with ${key}, and the weights here are ${keyOfEntry(known)}: another version, whose numbers are not comparable.`;
  else
    what = `This run is scored with ${known.card.title} at ${precision}, and the settings have it at ${known.precision}. Choose ${precision} there, under Encoders.`;
  return { stage: 'embed', kind: 'weights-missing', detail: what } as const;
}

export function askingParts({
  services,
  page,
}: ToolParts): Pick<
  RunParts,
  'clock' | 'random' | 'whenOnline' | 'openModel' | 'channelOf' | 'priceOf'
> {
  const { models } = page;
  return {
    clock: services.clock,
    random: Math.random,
    whenOnline,
    openModel: (model) => openModel(model, page.models),
    // A page has one key a provider.
    channelOf: ({ providerId }) => providerId,
    priceOf: ({ providerId, id }) =>
      FREE.has(providerId)
        ? { input: 0, output: 0, source: 'table' }
        : models.price({ providerId, modelId: id }),
  };
}

const FREE: ReadonlySet<string> = new Set(['replay', 'composer', IMPORTED_PROVIDER]);

const openModel = (
  model: PlannedModel,
  models: ToolParts['page']['models'],
): Promise<LanguageModel> =>
  model.providerId === IMPORTED_PROVIDER
    ? Promise.resolve(unaskable(model))
    : models.open({ providerId: model.providerId, modelId: model.id }, 'at-once');

export function suiteReferences({ page }: ToolParts, pictures: ReferencePictures | null) {
  const references = new SuiteReferences(page.renderer, pictures, page.programs);
  return (item: Parameters<SuiteReferences['of']>[0]) => references.of(item);
}

function whenOnline(signal: AbortSignal): Promise<void> {
  if (navigator.onLine || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    addEventListener('online', end, { once: true });
    signal.addEventListener('abort', end, { once: true });
  });
}
