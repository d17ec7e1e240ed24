/** The encoders that a command was told to use; their names are checked first. */
import { existsSync, statSync } from 'node:fs';
import { readModelFolder } from '../adapters/encoder/node-shelf.node.ts';
import type { WeightShelf } from '../adapters/encoder/weight-shelf.ts';
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

/**
 * @param names as `chooseEncoder` takes them, or a folder in the hub's layout, `folder:precision`
 *   where it holds several
 * @throws Error that names the missing encoder and how to fetch it
 */
export async function openEncoders(shelf: WeightShelf, names: string[]): Promise<Encoder[]> {
  const opened: Encoder[] = [];
  for (const name of names) {
    const { card } = (await chooseFolder(shelf, name)) ?? chooseEncoder(shelf, name);
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

async function chooseFolder(shelf: WeightShelf, name: string): Promise<EncoderEntry | null> {
  const [, path = name, precision] = /^(.+?)(?::([a-z0-9]+))?$/.exec(name) ?? [];
  if (!existsSync(path) || !statSync(path).isDirectory()) return null;
  const folder = await readModelFolder(path);
  const added = await shelf.addFolderFiles(folder.name, folder.files);
  if (!added.ok) throw new Error(`${path}: ${added.failure.detail}`);
  const { id } = added.value.card;
  return chooseEncoder(shelf, precision === undefined ? id : `${id}/${precision}`);
}
