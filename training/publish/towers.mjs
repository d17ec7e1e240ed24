/** Both towers of an export, run as the app runs them: one picture or caption at a time, one thread. */
import fs from 'node:fs';
import path from 'node:path';
import { wordPieces } from './word-pieces.mjs';

const WISH = { acceleration: 'wasm', threads: 1 };

export function valueOf(result) {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}

/** @returns by precision: `{ card, picture(raster), caption(text), ids(text) }` */
export async function openTowers(app, folder, precisions) {
  const card = valueOf(await app.folderCard('sgp-small', folderFiles(folder)));
  const read = (name) => new Uint8Array(fs.readFileSync(path.join(folder, name)));
  const file = JSON.parse(new TextDecoder().decode(read('tokenizer.json')));
  const tokenizer = app.openHubTokenizer(file);
  const opened = {};
  for (const precision of precisions) {
    const session = async (tower) =>
      app.createSession(read(card[tower].weights[precision].path), WISH);
    const image = valueOf(app.ImageTower.over(card, precision, await session('image')));
    const text = valueOf(app.TextTower.over(card, precision, await session('text'), tokenizer));
    opened[precision] = {
      card,
      picture: async (raster) => valueOf(await image.embed(raster)),
      caption: async (caption) => valueOf(await text.embed(caption)),
      ids: (caption) => checkedIds(app, caption, tokenizer, card, file),
    };
  }
  return opened;
}

/** @throws where the app's tokenizer and the plain reading of the vocabulary disagree */
function checkedIds(app, caption, tokenizer, card, file) {
  const { ids } = app.tokenizeCaption(caption, tokenizer, card.text.preprocessing);
  const found = Array.from(ids, Number);
  const expected = wordPieces(caption, file.model.vocab, card.text.preprocessing.contextLength);
  if (found.join() !== expected.join())
    throw new Error(`“${caption}” is read as ${found}, by the vocabulary it is ${expected}`);
  return found;
}

function folderFiles(folder) {
  return fs
    .readdirSync(folder, { recursive: true })
    .filter((name) => fs.statSync(path.join(folder, name)).isFile())
    .map((name) => ({
      path: name.split(path.sep).join('/'),
      sizeBytes: fs.statSync(path.join(folder, name)).size,
      read: async () => new Uint8Array(fs.readFileSync(path.join(folder, name))),
    }));
}
