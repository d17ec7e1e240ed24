/** The encoders that a command was told to use; their names are checked first. */
import type { Precision } from '../core/embedding/encoder-card.ts';
import type { Encoder, EncoderEntry, EncoderShelf } from '../core/ports/encoder.ts';

/**
 * @param name `id` or `id/precision`
 * @throws Error that says which encoders or precisions there are
 */
export function chooseEncoder(shelf: EncoderShelf, name: string): EncoderEntry {
  const [id, precision] = name.split('/') as [string, string | undefined];
  const find = () => shelf.entries().find(({ card }) => card.id === id);
  const entry = find();
  if (entry === undefined) {
    const known = shelf.entries().map(({ card }) => card.id);
    throw new Error(`There is no encoder "${id}". Known: ${known.join(', ')}.`);
  }
  if (precision === undefined) return entry;
  const offered = Object.keys(entry.card.image.weights);
  if (!offered.includes(precision))
    throw new Error(`${id} comes in ${offered.join(', ')}, not in "${precision}".`);
  shelf.choosePrecision(entry.card.id, precision as Precision);
  return find()!;
}

/** @throws Error that names the missing encoder and how to fetch it */
export async function openEncoders(shelf: EncoderShelf, names: string[]): Promise<Encoder[]> {
  const opened: Encoder[] = [];
  for (const name of names) {
    const { card } = chooseEncoder(shelf, name);
    const encoder = await shelf.open(card.id);
    if (!encoder.ok) {
      const { failure } = encoder;
      const missing = failure.stage === 'embed' && failure.kind === 'weights-missing';
      const cure = missing ? ` Fetch it with: sgp encoders fetch ${name}` : '';
      throw new Error(`${failure.detail}${cure}`);
    }
    opened.push(encoder.value);
  }
  return opened;
}
