/**
 * Makes an export of the recipe the encoder that ships with the app:
 *
 *     node training/publish.mjs EXPORT_FOLDER [evaluation.json] [card.md]
 *
 * Copies the weights to public/encoders/sgp-small and writes what the app has to know of them: sizes
 * and hashes, the vectors of the self-test and of the tests, the bundled captions embedded, and what
 * chance gives. Everything is made beside the old and put in its place at the end, or not at all.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { loadApp } from './publish/app.mjs';
import { calibrate } from './publish/calibration.mjs';
import { embeddedCaptions } from './publish/captions.mjs';
import { shippedEvaluation } from './publish/evaluation.mjs';
import { knownVectors } from './publish/known-vectors.mjs';
import { openTowers } from './publish/towers.mjs';
import {
  factsOf,
  folderFiles,
  replaceFolder,
  revisionOf,
  tooLarge,
} from './publish/shipped-folder.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(ROOT, ...parts);
const ID = 'sgp-small';
const SHIPPED = at('public/encoders', ID);
const STAGE = at('.cache/publish', ID);
const FROM_EXPORT = [
  'config.json',
  'preprocessor_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'onnx/vision_model_fp16.onnx',
  'onnx/vision_model_quantized.onnx',
  'onnx/text_model_fp16.onnx',
  'onnx/text_model_quantized.onnx',
];
const GALLERY = 'failures.png';

const [exported, evaluation, card] = process.argv.slice(2);
if (exported === undefined) {
  console.error('node training/publish.mjs EXPORT_FOLDER [evaluation.json] [card.md]');
  process.exit(1);
}

fs.rmSync(STAGE, { recursive: true, force: true });
const put = (name, content) => {
  const file = path.join(STAGE, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
};
for (const name of FROM_EXPORT) put(name, fs.readFileSync(path.join(exported, name)));
const gallery = path.join(exported, GALLERY);
if (fs.existsSync(gallery)) put(GALLERY, fs.readFileSync(gallery));
if (card !== undefined) put('README.md', fs.readFileSync(card));

const app = await loadApp(ROOT);
const revision = revisionOf(
  STAGE,
  FROM_EXPORT.filter((name) => /onnx$|tokenizer\.json$/.test(name)),
);
const towers = await openTowers(app, STAGE, ['fp16', 'q8']);
const encoder = `${ID}@${revision}/fp16`;
if (evaluation !== undefined) {
  put('evaluation.json', shippedEvaluation(app, fs.readFileSync(evaluation, 'utf8'), encoder));
}
const captions = await embeddedCaptions(app, towers.fp16, at('benchmarks/captions/captions.json'));
put('captions.f32', captions.bytes);
const calibration = await calibrate(app, towers.fp16, captions, at('benchmarks/replay'));
put('calibration.json', JSON.stringify({ version: 1, encoder, ...calibration.file }) + '\n');
const known = await knownVectors(app, towers, STAGE, at('tests/parity/sgp-small'));

const refusal = tooLarge(folderFiles(STAGE));
if (refusal !== null) {
  console.error(refusal);
  process.exit(1);
}
const facts = {
  madeBy: 'training/publish.mjs',
  revision,
  concepts: JSON.parse(fs.readFileSync(path.join(STAGE, 'config.json'), 'utf8')).concepts.length,
  files: factsOf(STAGE, [
    ...FROM_EXPORT.filter((name) => /onnx$|^tokenizer\.json$/.test(name)),
    'captions.f32',
  ]),
  captions: { precision: 'fp16', madeOf: captions.madeOf },
  modelCard: card === undefined ? null : 'README.md',
  evaluation: evaluation === undefined ? null : 'evaluation.json',
  failures: fs.existsSync(gallery) ? GALLERY : null,
  usual: calibration.usual,
};
replaceFolder(STAGE, SHIPPED);
const written = {
  'src/adapters/encoder/cards/sgp-small.files.json': JSON.stringify(facts),
  'src/adapters/encoder/self-test-sgp-small.json': JSON.stringify(known.selfTest),
  'tests/parity/sgp-small/parity.json': JSON.stringify(known.parity),
};
for (const [name, content] of Object.entries(written)) {
  fs.mkdirSync(path.dirname(at(name)), { recursive: true });
  fs.writeFileSync(at(name), await format(content, { parser: 'json', printWidth: 100 }));
}

console.log(`${encoder}, ${known.said}`);
console.log(calibration.said);
const files = folderFiles(SHIPPED);
console.log(files.map(({ name, bytes }) => `${String(bytes).padStart(10)}  ${name}`).join('\n'));
console.log(`${String(files.reduce((sum, { bytes }) => sum + bytes, 0)).padStart(10)}  in all`);
console.log(`\ngit add public/encoders/${ID} ${Object.keys(written).join(' ')}`);
