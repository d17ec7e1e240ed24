/** What publishing takes from the app, so that numbers are made exactly as the app makes them. */
export { readFonts } from '#font-files';
export { createSession } from '#inference';
export { readResvgBinary } from '#resvg-binary';
export { initWasm } from '@resvg/resvg-wasm';
export { folderCard } from '../../src/adapters/encoder/folder-card.ts';
export { openHubTokenizer } from '../../src/adapters/encoder/hub-tokenizer.ts';
export { ImageTower } from '../../src/adapters/encoder/image-tower.ts';
export { captionsDigest } from '../../src/adapters/encoder/shipped-captions.ts';
export { TextTower } from '../../src/adapters/encoder/text-tower.ts';
export { drawProgram } from '../../src/adapters/renderer/draw-program.ts';
export { readEvaluation } from '../../src/core/embedding/encoder-evaluation.ts';
export {
  histogram,
  otherCaptions,
  placeAmong,
  quantile,
} from '../../src/core/embedding/null-distribution.ts';
export { cosine } from '../../src/core/embedding/similarity.ts';
export { tokenizeCaption } from '../../src/core/embedding/tokenize.ts';
export { extractProgram } from '../../src/core/program/extract.ts';
export { prepareProgram } from '../../src/core/program/prepare.ts';
