/**
 * Draws every `parts`-th program of a list at 96 px and appends the pixels to packed files:
 * alpha alone for what has one colour, else red, green, blue and alpha, not premultiplied.
 * Run as a child: the native renderer aborts its whole process on a few programs.
 *
 * node render-part.mjs <list.jsonl> <bank prefix> <part> <parts> <first line>
 */
import fs from 'node:fs';
import readline from 'node:readline';
import { Resvg } from '@resvg/resvg-js';

export const SIDE_PX = 96;
/** Less ink than this share of the picture is a blank. */
const LEAST_COVERAGE = 0.01;

const [, , list, prefix, partText, partsText, firstText] = process.argv;
const [part, parts, first] = [partText, partsText, firstText].map(Number);
const alphaFile = fs.openSync(`${prefix}.alpha`, 'a');
const rgbaFile = fs.openSync(`${prefix}.rgba`, 'a');
const index = fs.openSync(`${prefix}.jsonl`, 'a');
const cursor = fs.openSync(`${prefix}.cursor`, 'w');
let alphas = fs.fstatSync(alphaFile).size / SIDE_PX ** 2;
let rgbas = fs.fstatSync(rgbaFile).size / (4 * SIDE_PX ** 2);

let line = -1;
for await (const text of readline.createInterface({ input: fs.createReadStream(list) })) {
  line++;
  if (line % parts !== part || line < first) continue;
  fs.writeSync(cursor, String(line).padStart(9), 0);
  const { svg, ...row } = JSON.parse(text);
  let pixels;
  try {
    pixels = new Resvg(svg, {
      font: { loadSystemFonts: false },
      shapeRendering: 2,
      fitTo: { mode: 'width', value: SIDE_PX },
    }).render();
  } catch {
    continue;
  }
  const square = squareOf(pixels);
  if (coverageOf(square) < LEAST_COVERAGE) continue;
  if (row.colour === false) {
    fs.writeSync(alphaFile, Buffer.from(square.filter((_, at) => at % 4 === 3)));
    fs.writeSync(index, `${JSON.stringify({ ...row, line, kind: 'alpha', at: alphas++ })}\n`);
  } else {
    fs.writeSync(rgbaFile, straight(square));
    fs.writeSync(index, `${JSON.stringify({ ...row, line, kind: 'rgba', at: rgbas++ })}\n`);
  }
}
fs.writeSync(cursor, 'done     ', 0);

/** Padded to a square with nothing, the picture in the middle; taller ones are cut at both ends. */
function squareOf({ width, height, pixels }) {
  if (width === SIDE_PX && height === SIDE_PX) return pixels;
  const square = Buffer.alloc(4 * SIDE_PX ** 2);
  const shift = Math.floor((SIDE_PX - height) / 2);
  for (let y = 0; y < height; y++) {
    const to = y + shift;
    if (to >= 0 && to < SIDE_PX)
      pixels.copy(square, to * SIDE_PX * 4, y * width * 4, (y + 1) * width * 4);
  }
  return square;
}

function coverageOf(rgba) {
  let sum = 0;
  for (let at = 3; at < rgba.length; at += 4) sum += rgba[at];
  return sum / (255 * SIDE_PX ** 2);
}

function straight(rgba) {
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3];
    if (alpha === 0 || alpha === 255) continue;
    for (let channel = at; channel < at + 3; channel++)
      rgba[channel] = Math.min(255, (rgba[channel] * 255) / alpha);
  }
  return rgba;
}
