import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { sgpSmall } from '../../src/adapters/encoder/cards/sgp-small.ts';
import { folderCard } from '../../src/adapters/encoder/folder-card.ts';
import { folderOf, type FolderFile } from '../../src/adapters/encoder/folder-file.ts';
import { openNodeShelf, readModelFolder } from '../../src/adapters/encoder/node-shelf.node.ts';
import { precisionsOf } from '../../src/adapters/encoder/registry.ts';
import type { EncoderCard } from '../../src/core/embedding/encoder-card.ts';
import { readPng } from '../parity/read-png.ts';
import { failureOf, valueOf } from './value-of.ts';

const BUILT_IN = fileURLToPath(new URL('../../public/encoders/sgp-small', import.meta.url));

const file = (path: string, content: unknown = ''): FolderFile => ({
  path,
  sizeBytes: 1,
  read: async () =>
    new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)),
});

const CLIP_CONFIG = { model_type: 'clip', projection_dim: 512 };
const CLIP_PREPROCESSOR = {
  crop_size: { height: 224, width: 224 },
  do_center_crop: true,
  do_normalize: true,
  do_resize: true,
  image_mean: [0.48145466, 0.4578275, 0.40821073],
  image_std: [0.26862954, 0.26130258, 0.27577711],
  resample: 3,
  size: { shortest_edge: 224 },
};
const CLIP_WEIGHTS = [
  'onnx/vision_model_quantized.onnx',
  'onnx/text_model_quantized.onnx',
  'onnx/vision_model.onnx',
];

const folder = (
  config: unknown,
  preprocessor: unknown,
  paths: string[],
  hasTokenizer = true,
): FolderFile[] => [
  file('config.json', config),
  file('preprocessor_config.json', preprocessor),
  ...(hasTokenizer ? [file('tokenizer.json', '{}')] : []),
  ...paths.map((path) => file(path)),
];

const cardOf = async (files: FolderFile[]): Promise<EncoderCard> =>
  valueOf(await folderCard('My model', files));

describe('a folder becomes a card', () => {
  test('the built-in encoder’s own folder gives the card of the registry', async () => {
    const { name, files } = await readModelFolder(BUILT_IN);
    const card = valueOf(await folderCard(name, files));
    expect(card.image.preprocessing).toEqual(sgpSmall.image.preprocessing);
    expect(card.image.heads).toEqual(sgpSmall.image.heads);
    expect(card.text?.preprocessing).toEqual(sgpSmall.text?.preprocessing);
    expect(card).toMatchObject({ id: 'folder-sgp-small', dimension: 192, protocolName: null });
    expect(precisionsOf(card)).toEqual(precisionsOf(sgpSmall));
  });

  test('CLIP, in the precisions that both towers have', async () => {
    const card = await cardOf(folder(CLIP_CONFIG, CLIP_PREPROCESSOR, CLIP_WEIGHTS));
    expect(card).toMatchObject({
      id: 'folder-my-model',
      family: 'clip',
      dimension: 512,
      defaultPrecision: 'q8',
      image: { preprocessing: { sidePx: 224, resizePx: 224, fit: 'shortest', filter: 'bicubic' } },
      text: { output: 'text_embeds', preprocessing: { contextLength: 77, endId: 49407 } },
    });
    expect(precisionsOf(card)).toEqual(['q8']);
  });

  test('DINOv2 as the hub prepares it, without a text tower', async () => {
    const preprocessor = {
      ...CLIP_PREPROCESSOR,
      size: { shortest_edge: 256 },
      image_mean: [0.485, 0.456, 0.406],
    };
    const config = { model_type: 'dinov2', hidden_size: 384 };
    const card = await cardOf(folder(config, preprocessor, ['onnx/model_fp16.onnx'], false));
    expect(card).toMatchObject({
      family: 'dinov2',
      text: null,
      image: {
        preprocessing: { resizePx: 256, sidePx: 224 },
        heads: { imageImage: { output: 'last_hidden_state', pick: 'class-token' } },
      },
    });
  });

  test('SigLIP 1 and 2, which call themselves the same, by their vocabularies', async () => {
    const preprocessor = {
      size: { height: 384, width: 384 },
      resample: 3,
      image_mean: [0.5, 0.5, 0.5],
      image_std: [0.5, 0.5, 0.5],
    };
    const paths = ['onnx/vision_model.onnx', 'onnx/text_model.onnx'];
    const one = await cardOf(folder({ model_type: 'siglip' }, preprocessor, paths));
    expect(one).toMatchObject({
      family: 'siglip',
      image: { preprocessing: { fit: 'squash', sidePx: 384 } },
      text: { preprocessing: { padId: 1, padTo: 64, canonical: 'lower-no-punctuation' } },
    });
    const config = { model_type: 'siglip', text_config: { vocab_size: 256_000 } };
    const two = await cardOf(folder(config, preprocessor, paths));
    expect(two).toMatchObject({
      family: 'siglip2',
      text: { preprocessing: { padId: 0, canonical: 'lower' } },
    });
  });

  test('CLIP without its text tower, for pictures with pictures', async () => {
    const card = await cardOf(folder(CLIP_CONFIG, CLIP_PREPROCESSOR, ['onnx/vision_model.onnx']));
    expect(card.text).toBeNull();
    expect(card.image.heads.textImage).toBeUndefined();
    expect(card.image.heads.imageImage).toBeDefined();
  });

  test('MobileCLIP, whose pictures are not normalised', async () => {
    const preprocessor = {
      size: { shortest_edge: 256 },
      crop_size: { height: 256, width: 256 },
      do_center_crop: true,
      do_normalize: false,
      resample: 2,
    };
    const paths = ['onnx/vision_model.onnx', 'onnx/text_model.onnx'];
    const config = { model_type: 'mobileclip', projection_dim: 512 };
    const card = await cardOf(folder(config, preprocessor, paths));
    expect(card.image.preprocessing).toMatchObject({
      sidePx: 256,
      filter: 'bilinear',
      mean: [0, 0, 0],
      std: [1, 1, 1],
    });
  });
});

describe('what can not be used is named', () => {
  const complete = () => folder(CLIP_CONFIG, CLIP_PREPROCESSOR, CLIP_WEIGHTS);
  const without = (path: string) => complete().filter((each) => each.path !== path);
  const withFile = (path: string, content: unknown) => [...without(path), file(path, content)];

  test.each<[string, FolderFile[], RegExp]>([
    ['no config', without('config.json'), /no config\.json/],
    ['no preprocessor', without('preprocessor_config.json'), /no preprocessor_config\.json/],
    ['no tokenizer', without('tokenizer.json'), /no tokenizer\.json/],
    ['no JSON', withFile('config.json', '{"model_type"'), /^config\.json .*not JSON/],
    [
      'an unknown kind',
      withFile('config.json', { model_type: 'bert' }),
      /config\.json .*model_type is "bert".*clip/,
    ],
    ['a missing field', withFile('config.json', { model_type: 'clip' }), /projection_dim/],
    [
      'a field of another type',
      withFile('preprocessor_config.json', { ...CLIP_PREPROCESSOR, image_mean: [0.5, 'x', 0.5] }),
      /preprocessor_config\.json .*image_mean\.1: expected number, found "x"/,
    ],
    [
      'an unknown filter',
      withFile('preprocessor_config.json', { ...CLIP_PREPROCESSOR, resample: 1 }),
      /resample: expected 2 or 3/,
    ],
    [
      'another scale',
      withFile('preprocessor_config.json', { ...CLIP_PREPROCESSOR, rescale_factor: 1 }),
      /rescale_factor/,
    ],
    [
      'no weights',
      folder(CLIP_CONFIG, CLIP_PREPROCESSOR, ['onnx/text_model.onnx']),
      /no onnx\/vision_model/,
    ],
    [
      'weights in two files',
      folder(CLIP_CONFIG, CLIP_PREPROCESSOR, [
        'onnx/vision_model.onnx',
        'onnx/vision_model.onnx_data',
      ]),
      /in one file/,
    ],
  ])('%s', async (_, files, words) => {
    expect(failureOf(await folderCard('clip', files)).detail).toMatch(words);
  });
});

test('a picked folder’s name is not part of its paths', () => {
  const picked = (path: string) =>
    Object.assign(new File(['x'], path.split('/').at(-1)!), { webkitRelativePath: path });
  const { name, files } = folderOf([picked('clip/config.json'), picked('clip/onnx/model.onnx')]);
  expect(name).toBe('clip');
  expect(files.map(({ path }) => path)).toEqual(['config.json', 'onnx/model.onnx']);
});

describe('a folder on the shelf', () => {
  const shelf = openNodeShelf();
  afterAll(() => shelf.dispose());

  test('opens, is named by what it holds, and leaves when it is evicted', async () => {
    const { name, files } = await readModelFolder(BUILT_IN);
    const entry = valueOf(await shelf.addFolderFiles(name, files));
    expect(entry).toMatchObject({ source: 'folder', enabled: true, state: { kind: 'stored' } });
    const encoder = valueOf(await shelf.open(entry.card.id));
    const { embedding } = valueOf(await encoder.embedText('a cat'));
    expect(embedding.encoderId).toMatch(/^folder-sgp-small@sha-[0-9a-f]{8}\/fp16$/);

    const own = valueOf(await shelf.open('sgp-small'));
    const same = valueOf(await own.embedText('a cat'));
    expect(same.embedding.vector).toEqual(embedding.vector);

    await shelf.evict(entry.card.id);
    expect(shelf.entries().map(({ card }) => card.id)).not.toContain(entry.card.id);
  });

  test('is told when its files are gone', async () => {
    const { files } = await readModelFolder(BUILT_IN);
    const gone = files.map((each) =>
      each.path.startsWith('onnx/')
        ? { ...each, read: async () => new Uint8Array(readFileSync('/nowhere/at/all')) }
        : each,
    );
    const entry = valueOf(await shelf.addFolderFiles('gone', gone));
    const failure = failureOf(await shelf.open(entry.card.id));
    expect(failure).toMatchObject({ kind: 'weights-missing' });
    expect(failure.detail).toContain('can no longer be read');
  });
});

describe.each(['tiny-clip', 'tiny-siglip', 'tiny-mobileclip', 'tiny-dinov2'])(
  'the folder of %s',
  (name) => {
    const root = new URL(`../fixtures/encoders/${name}`, import.meta.url);
    const { card, images, captions, tolerance } = JSON.parse(
      readFileSync(new URL(`${name}/parity.json`, root), 'utf8'),
    ) as {
      card: EncoderCard;
      tolerance: number;
      images: { file: string; vector: number[] }[];
      captions: { text: string; vector: number[] }[];
    };

    test('gives the embeddings of PyTorch, prepared by its own configuration', async () => {
      const shelf = openNodeShelf();
      try {
        const { files } = await readModelFolder(fileURLToPath(root));
        const entry = valueOf(await shelf.addFolderFiles(name, files));
        expect(entry.card.image.preprocessing).toEqual(card.image.preprocessing);
        const encoder = valueOf(await shelf.open(entry.card.id));
        for (const { file: path, vector } of images) {
          const raster = readPng(new URL(`../../${path}`, import.meta.url));
          const { imageImage } = valueOf(await encoder.embedImage(raster));
          expectNear(imageImage!.vector, vector, tolerance);
        }
        for (const { text, vector } of captions) {
          const { embedding } = valueOf(await encoder.embedText(text));
          expectNear(embedding.vector, vector, tolerance);
        }
      } finally {
        shelf.dispose();
      }
    });
  },
);

function expectNear(found: Float32Array, expected: number[], tolerance: number): void {
  expect(found.length).toBe(expected.length);
  const worst = Math.max(...expected.map((value, at) => Math.abs(value - found[at]!)));
  expect(worst).toBeLessThanOrEqual(tolerance);
}
