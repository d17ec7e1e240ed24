/**
 * Numbers to expect elsewhere. The self-test's picture is 16 x 16, so that the app's own resize is
 * tested along with the weights. The parity file holds five pictures and captions for the tests.
 */
import fs from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';

const SIDE_PX = 16;
const CAPTION = 'a red circle on the left of a blue square';
const RED = [220, 30, 30];
const BLUE = [30, 60, 220];
const WHITE = [255, 255, 255];
const CAPTIONS = [
  'a black cat',
  'a red circle on the left of a blue square',
  'three apples',
  'an icon of a bicycle',
  'two green trees above a yellow star, hand-drawn & well-known',
];

export async function knownVectors(app, towers, stage, parityFolder) {
  const rgb = circleAndSquare();
  const raster = rasterOf(rgb, SIDE_PX, SIDE_PX);
  const vectors = {};
  for (const [precision, tower] of Object.entries(towers)) {
    const { textImage, imageImage } = await tower.picture(raster);
    const { vector } = await tower.caption(CAPTION);
    vectors[precision] = numbersOf({ textImage, imageImage, text: vector });
  }
  const madeBy = 'training/publish.mjs, by onnxruntime-node on one thread';
  const selfTest = {
    madeBy,
    caption: CAPTION,
    sidePx: SIDE_PX,
    rgb: rgb.toString('base64'),
    vectors,
  };
  const parity = await parityOf(app, towers, parityFolder);
  const { fp16, q8 } = parity.leastCosine;
  const said = `self-test and parity made; q8 stays within ${q8} of fp16 (held to ${fp16} itself)`;
  return { selfTest, parity: { madeBy, ...parity }, said };
}

async function parityOf(app, { fp16, q8 }, folder) {
  const names = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.png'))
    .sort();
  const images = [];
  const captions = [];
  let least = 1;
  for (const file of names) {
    const { data, width, height } = PNG.sync.read(fs.readFileSync(path.join(folder, file)));
    const raster = { data: new Uint8ClampedArray(data), widthPx: width, heightPx: height };
    const found = await fp16.picture(raster);
    const coarse = await q8.picture(raster);
    for (const head of Object.keys(found))
      least = Math.min(least, app.cosine(found[head], coarse[head]));
    images.push({ file, ...numbersOf(found) });
  }
  for (const text of CAPTIONS) {
    const { vector } = await fp16.caption(text);
    least = Math.min(least, app.cosine(vector, (await q8.caption(text)).vector));
    captions.push({ text, ids: fp16.ids(text), ...numbersOf({ vector }) });
  }
  // What is promised of q8 is what it gave here, a little less.
  return {
    leastCosine: { fp16: 0.9999, q8: Number((least - 0.001).toFixed(3)) },
    images,
    captions,
  };
}

const numbersOf = (vectors) =>
  Object.fromEntries(
    Object.entries(vectors).map(([name, vector]) => [
      name,
      Array.from(vector, (v) => Number(v.toFixed(6))),
    ]),
  );

function circleAndSquare() {
  const rgb = Buffer.alloc(SIDE_PX * SIDE_PX * 3);
  for (let y = 0; y < SIDE_PX; y++) {
    for (let x = 0; x < SIDE_PX; x++) {
      const inCircle = (x - 3.5) ** 2 + (y - 7.5) ** 2 <= 3.2 ** 2;
      const inSquare = x >= 9 && x < 15 && y >= 5 && y < 11;
      rgb.set(inCircle ? RED : inSquare ? BLUE : WHITE, (y * SIDE_PX + x) * 3);
    }
  }
  return rgb;
}

function rasterOf(rgb, widthPx, heightPx) {
  const data = new Uint8ClampedArray(widthPx * heightPx * 4).fill(255);
  for (let pixel = 0; pixel < widthPx * heightPx; pixel++)
    data.set(rgb.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
  return { data, widthPx, heightPx };
}
