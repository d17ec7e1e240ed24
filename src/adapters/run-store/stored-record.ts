/**
 * A record as the database keeps it: of a program that stands in the answer word for word only the
 * place is kept, so that an answer of 20 KB does not take 40 (cases.md D12).
 */
import type { SampleRecord } from '../../core/bench/record.ts';

/** Stands where the program stood, so that fields keep their order. */
const IN_THE_ANSWER = { isIn: 'answer' } as const;
type Extraction = SampleRecord['extraction'];

export type StoredRecord = Omit<SampleRecord, 'extraction'> & {
  extraction: Omit<Extraction, 'source'> & { source: Extraction['source'] | typeof IN_THE_ANSWER };
};

export function toStored(record: SampleRecord): StoredRecord {
  const { extraction } = record;
  const told = extraction.source !== null && extraction.source === spanOfAnswer(record);
  return told ? { ...record, extraction: { ...extraction, source: IN_THE_ANSWER } } : record;
}

/**
 * @param value as it was stored, by any version of the app: it is changed, as thousands are read in a
 *   row, and given back; what is spoiled stays as it is
 */
export function fromStored(value: unknown): unknown {
  const stored = value as StoredRecord | undefined;
  const kept = stored?.extraction?.source;
  if (typeof kept !== 'object' || kept?.isIn !== IN_THE_ANSWER.isIn) return value;
  const source = spanOfAnswer(stored!);
  if (source !== null) stored!.extraction.source = source;
  return value;
}

/** `null` where there is no such place: the text is another's, or was spoiled. */
function spanOfAnswer({
  attempts,
  extraction,
}: Pick<StoredRecord, 'attempts' | 'extraction'>): string | null {
  const text = attempts?.at?.(-1)?.response?.text;
  const { span } = extraction;
  return typeof text !== 'string' || !span ? null : text.slice(span.start, span.end);
}
