/**
 * `sgp score` beside the bare inference session on the same machine in the same run: pictures a second
 * of both, each warmed up. The first set of answers warms `sgp` up: in it every caption is encoded, which
 * the bare session never does, and every session is loaded.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { imageFile, ENCODER_CARDS } from '../../src/adapters/encoder/registry.ts';
import { wishFor } from '../../src/adapters/encoder/encoder-wish.ts';
import { openBare, type BareTower } from './bare-session.ts';
import { responseLines } from './recorded-answers.ts';
import { report, rounded, spread } from './result.ts';
import { scoreLines } from './run-sgp.ts';

const ROUNDS = 5;
const WARM_UP = responseLines(1).length;
/** Weights of ViT-B/32's true shape; benchmarks/reference/README.md says how they are made. */
const VIT_B_32 = '.cache/encoders/random-clip-vit-base-patch32';

async function compare(
  name: string,
  what: string,
  encoder: string,
  tower: BareTower,
  lines: string[],
): Promise<void> {
  const session = await openBare(tower);
  await session.picturesPerSecond(10);
  const bare: number[] = [];
  const pictures: number[] = [];
  const steady: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await session.picturesPerSecond(lines.length));
    const run = await scoreLines(['-e', encoder], lines, WARM_UP);
    expect(run.records).toBe(lines.length);
    pictures.push(run.steadyPictures);
    steady.push(run.steady);
    whole.push((run.records * 1000) / run.wholeMs);
  }
  await session.release();
  const ratios = pictures.map((rate, round) => rate / bare[round]!);
  report(name, what, {
    lines: lines.length,
    warmUpLines: WARM_UP,
    bareSession: spread(bare, 'pictures/s'),
    scorePictures: spread(pictures, 'pictures/s'),
    scoreSteady: spread(steady, 'lines/s'),
    scoreWholeProcess: spread(whole, 'lines/s'),
    ratioPicturesToBare: { median: rounded(spread(ratios, '').median), of: ratios.map(rounded) },
  });
}

test('with the built-in encoder', async () => {
  const [card] = ENCODER_CARDS;
  const precision = 'fp16';
  await compare(
    'score-built-in',
    'sgp score with the built-in encoder, fp16, against the bare session',
    `${card!.id}/${precision}`,
    {
      path: join('public/encoders', card!.id, imageFile(card!, precision).path),
      sidePx: card!.image.preprocessing.sidePx,
      threads: wishFor(card!, precision, 'auto', null).threads,
    },
    responseLines(10),
  );
});

const hasWeights = existsSync(join(VIT_B_32, 'onnx/vision_model_quantized.onnx'));
if (!hasWeights) console.warn(`${VIT_B_32} is not there: see benchmarks/reference/README.md.`);

test.skipIf(!hasWeights).each([
  ['fp32', 'vision_model.onnx'],
  ['q8', 'vision_model_quantized.onnx'],
])('with ViT-B/32 of true shape, %s', { timeout: 3_600_000 }, async (precision, file) => {
  await compare(
    `score-vit-b-32-${precision}`,
    `sgp score with ViT-B/32 of true shape and random weights, ${precision}, against the bare session`,
    `${VIT_B_32}:${precision}`,
    { path: join(VIT_B_32, 'onnx', file), sidePx: 224, threads: null },
    responseLines(5),
  );
});
