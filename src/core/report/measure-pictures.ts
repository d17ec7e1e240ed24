/**
 * Draws and encodes the pictures of records once more for what the records do not hold. Exactly the
 * way of scoring, so what an embedding cache has kept of it is neither drawn nor encoded again.
 */
import { inOrder } from '../bench/in-order.ts';
import type { SampleRecord } from '../bench/record.ts';
import { RunningDiversity } from '../embedding/running-diversity.ts';
import { cosine } from '../embedding/similarity.ts';
import type { ScoringTools } from '../evaluate.ts';
import type { EncodedSample } from '../metric/measured.ts';
import { prepareWith } from '../program/read-aside.ts';
import type { EmbeddableReference } from '../reference.ts';
import { seeProgram } from '../see.ts';
import { SILENT } from '../stage.ts';
import { itemIdOf } from './kept-sample.ts';
import type { PictureMeasures } from './picture-measures.ts';
import { factsOf, seriesKey } from './series.ts';

/** By `encoderKey`; encoders named in neither list are not asked. */
export interface PictureWishes {
  diversity: readonly string[];
  meanTokens: readonly string[];
}

/** Those that must be open to grant the wishes, each once. */
export const encodersWished = ({ diversity, meanTokens }: PictureWishes): string[] => [
  ...new Set([...diversity, ...meanTokens]),
];

export interface MeasuredPictures {
  measures: PictureMeasures;
  /** Why numbers are missing, or not quite those of the records; with how many samples it is about. */
  faults: Map<string, number>;
}

/** Enough that the encoder never waits for a drawing. */
const UNDER_WAY = 8;

/**
 * @param records those that count, each once; what was not drawn is passed over
 * @param tools the encoders that are wished for, and what they remember
 * @param referenceOf what a record was compared with; only asked for mean tokens
 * @param told called after each record
 * @throws the signal's reason when aborted: nothing is lost but what no cache keeps
 */
export async function measurePictures(
  records: AsyncIterable<SampleRecord>,
  wishes: PictureWishes,
  tools: ScoringTools,
  referenceOf: (record: SampleRecord) => Promise<EmbeddableReference | null>,
  told: () => void,
  signal: AbortSignal,
): Promise<MeasuredPictures> {
  const gathered = new Gathered(wishes);
  const look = async (record: SampleRecord) => {
    const { source } = record.extraction;
    if (record.failure !== null || source === null) return null;
    const { program } = await prepareWith(tools.programs, source, record.repair, signal);
    const reference = wishes.meanTokens.length > 0 ? await referenceOf(record) : null;
    const request = { caption: record.prompt, reference };
    const seen = await seeProgram(program, request, tools, SILENT, signal);
    return { record, reference, seen };
  };
  for await (const sight of inOrder(records, UNDER_WAY, look)) {
    signal.throwIfAborted();
    told();
    if (sight === null) continue;
    const { record, reference, seen } = sight;
    if (record.renderer !== null && record.renderer !== tools.renderer.version)
      gathered.fault(`Pictures were drawn by ${record.renderer} and are by ${tools.renderer.version} now: numbers may differ in the third digit.`); // prettier-ignore
    if (seen.failure !== null) gathered.fault(`A picture could not be drawn: ${seen.failure.detail}`); // prettier-ignore
    for (const encoded of seen.encoded) gathered.add(record, encoded, reference);
  }
  return gathered.measured();
}

class Gathered {
  readonly #wishes: PictureWishes;
  readonly #faults = new Map<string, number>();
  readonly #byItem = new Map<string, { at: DiversityPlace; running: RunningDiversity }>();
  readonly #meanTokens = new Map<string, Map<string, number>>();
  /** Ids that stand for more than one record, as of one run scored in two ways. */
  readonly #twice = new Set<string>();

  constructor(wishes: PictureWishes) {
    this.#wishes = wishes;
  }

  fault(detail: string): void {
    this.#faults.set(detail, (this.#faults.get(detail) ?? 0) + 1);
  }

  add(
    record: SampleRecord,
    { encoderId, image, reference: compared }: EncodedSample,
    reference: EmbeddableReference | null,
  ): void {
    if (!image.ok) return this.fault(image.failure.detail);
    const { imageImage, meanToken } = image.value;
    if (this.#wishes.diversity.includes(encoderId) && imageImage !== undefined)
      this.#diversityOf(record, encoderId).add(imageImage.vector);
    if (!this.#wishes.meanTokens.includes(encoderId) || record.reference === null) return;
    if (reference === null || compared === null)
      return this.fault('What the records were compared with is not here.');
    if (reference.sha256 !== record.reference.sha256)
      return this.fault('What is here to compare with is not what the records were compared with.');
    if (!compared.ok) return this.fault(compared.failure.detail);
    const [a, b] = [meanToken, compared.value.meanToken];
    if (a === undefined || b === undefined)
      return this.fault(`${encoderId} gives no mean of tokens.`);
    this.#noteMeanToken(encoderId, record.id, cosine(a.vector, b.vector));
  }

  measured(): MeasuredPictures {
    const diversity = new Map<string, DiversityPlace & { byItem: Map<string, number | null> }>();
    for (const { at, running } of this.#byItem.values()) {
      const key = JSON.stringify([at.encoderId, at.seriesKey]);
      const part = diversity.get(key) ?? { ...at, byItem: new Map<string, number | null>() };
      diversity.set(key, part);
      part.byItem.set(at.itemId, running.value());
    }
    return {
      measures: {
        diversity: [...diversity.values()].map(({ encoderId, seriesKey, byItem }) => ({
          encoderId,
          seriesKey,
          byItem,
        })),
        meanTokens: [...this.#meanTokens].map(([encoderId, byRecord]) => ({ encoderId, byRecord })),
      },
      faults: this.#faults,
    };
  }

  #diversityOf(record: SampleRecord, encoderId: string): RunningDiversity {
    const at = { encoderId, seriesKey: seriesKey(factsOf(record)), itemId: itemIdOf(record) };
    const key = JSON.stringify([at.encoderId, at.seriesKey, at.itemId]);
    const known = this.#byItem.get(key) ?? { at, running: new RunningDiversity() };
    this.#byItem.set(key, known);
    return known.running;
  }

  #noteMeanToken(encoderId: string, recordId: string, value: number): void {
    const byRecord = this.#meanTokens.get(encoderId) ?? new Map<string, number>();
    this.#meanTokens.set(encoderId, byRecord);
    const key = JSON.stringify([encoderId, recordId]);
    if (!this.#twice.has(key) && (byRecord.get(recordId) ?? value) === value) {
      byRecord.set(recordId, value);
      return;
    }
    this.#twice.add(key);
    byRecord.delete(recordId);
    this.fault('Several records have one name: report on one file at a time.');
  }
}

interface DiversityPlace {
  encoderId: string;
  seriesKey: string;
  itemId: string;
}
