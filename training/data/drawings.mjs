/**
 * The object library and the drawings of several hands, each in many variations, colours and
 * materials.
 */
import fs from 'node:fs';
import path from 'node:path';
import { crc32 } from './crc32.mjs';
import { drawingFiles, PROJECT } from './core.mjs';
import { HELD_STYLE } from './splits.mjs';
import { hasBackdrop, vary } from './vary.mjs';

const COLOURED_OF_EACH = 28;
const VARIED_OF_EACH = 20;
const OF_EACH_HAND = 24;
// Of the hands alone: in the library pale drawings with dark lines are the style that is held out.
const WASHED = 0.15;

export function* drawingRows(core) {
  for (const drawing of core.objectDrawings(
    drawingFiles(path.join(PROJECT, 'benchmarks/objects')),
  )) {
    yield* ofLibrary(drawing, core);
  }
  for (const [folder, split] of [
    ['training/drawings', 'train'],
    ['training/eval/drawings', 'held-hand'],
  ]) {
    yield* ofHands(path.join(PROJECT, folder), split, core);
  }
}

function* ofLibrary(drawing, core) {
  const { noun, style } = drawing;
  const random = new core.Random(`library/${noun}/${style}`);
  const row = { hand: 'library', style, concept: noun };
  const plain = core.recolouredProgram(drawing, null, null);
  if (style === HELD_STYLE) {
    yield { ...row, split: 'held-style', colour: null, texture: null, svg: plain };
    for (const colour of shuffled(core.BENCHMARK_COLOUR_NAMES, random).slice(0, 3))
      yield {
        ...row,
        split: 'held-style',
        colour,
        texture: null,
        svg: core.recolouredProgram(drawing, colour, null),
      };
    return;
  }
  const train = { ...row, split: 'train' };
  yield { ...train, colour: null, texture: null, svg: plain };
  for (let n = 0; n < VARIED_OF_EACH; n++)
    yield { ...train, colour: null, texture: null, svg: vary(plain, random) };
  for (const colour of shuffled(core.BENCHMARK_COLOUR_NAMES, random).slice(0, COLOURED_OF_EACH)) {
    const program = core.recolouredProgram(drawing, colour, null);
    yield {
      ...train,
      colour,
      texture: null,
      svg: random.next() < 0.6 ? gently(program, random) : program,
    };
  }
  for (const texture of core.TEXTURES)
    yield { ...train, colour: null, texture, svg: core.recolouredProgram(drawing, null, texture) };
}

/** A variation that keeps its colours what they are called. */
const gently = (program, random) => {
  const colours = program.match(/#[0-9a-f]{6}\b/gi) ?? [];
  let at = 0;
  return vary(program, random).replace(/#[0-9a-f]{6}\b/gi, (shade) =>
    shade === '#222' ? shade : (colours[at++] ?? shade),
  );
};

function* ofHands(folder, split, core) {
  if (!fs.existsSync(folder)) return;
  for (const [file, svg] of Object.entries(drawingFiles(folder))) {
    const [hand, name] = file.split('/');
    const concept = name.replace(/(-\d+)?\.svg$/, '').replaceAll('-', ' ');
    const backdrop = hasBackdrop(svg);
    const row = { hand, style: null, concept, split, colour: null, texture: null, backdrop };
    yield { ...row, svg };
    if (split !== 'train') continue;
    const random = new core.Random(`hand/${file}/${crc32(svg)}`);
    for (let n = 0; n < OF_EACH_HAND; n++) yield { ...row, svg: vary(svg, random, WASHED) };
  }
}

const shuffled = (values, random) => random.shuffle([...values]);
