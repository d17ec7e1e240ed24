/** `sgp score` with the built-in encoder beside the bare inference session on the same pictures. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { responseLines } from './recorded-answers.ts';
import { report, rounded, spread } from './result.ts';

const ROUNDS = 5;
/** Times the bundled answers are repeated: about a thousand lines. */
const REPEATS = 10;
const SIDE_PX = 96;

/** Scored lines a second, from the first record to the last, and the whole process. */
async function scoreOnce(lines: string[]): Promise<{ steady: number; whole: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, ['bin/sgp.js', 'score', '-'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.end(lines.join('\n'));
  let first = 0;
  let last = 0;
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    expect(line.startsWith('{"format":"sgp-sample"')).toBe(true);
    last = performance.now();
    if (count === 0) first = last;
    count++;
  }
  if (child.exitCode === null) await once(child, 'exit');
  expect(count).toBe(lines.length);
  return {
    steady: ((count - 1) * 1000) / (last - first),
    whole: (count * 1000) / (performance.now() - started),
  };
}

/** Pictures a second of the image tower alone: tensors ready, one thread, one picture a call. */
async function bareOnce(session: ort.InferenceSession, pictures: number): Promise<number> {
  const data = Float32Array.from({ length: 3 * SIDE_PX * SIDE_PX }, (_, i) => Math.sin(i));
  const pixels = new ort.Tensor('float32', data, [1, 3, SIDE_PX, SIDE_PX]);
  const started = performance.now();
  for (let i = 0; i < pictures; i++) await session.run({ pixel_values: pixels });
  return (pictures * 1000) / (performance.now() - started);
}

test('sgp score beside the bare session', async () => {
  const lines = responseLines(REPEATS);
  const weights = readFileSync('public/encoders/sgp-small/onnx/vision_model_fp16.onnx');
  const session = await ort.InferenceSession.create(weights, { intraOpNumThreads: 1 });
  await bareOnce(session, 50);
  const bare: number[] = [];
  const steady: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await bareOnce(session, lines.length));
    const scored = await scoreOnce(lines);
    steady.push(scored.steady);
    whole.push(scored.whole);
  }
  const ratios = steady.map((rate, round) => rate / bare[round]!);
  report('score-built-in', 'sgp score with the built-in encoder, fp16, against the bare session', {
    lines: lines.length,
    bareSession: spread(bare, 'pictures/s'),
    scoreSteady: spread(steady, 'lines/s'),
    scoreWholeProcess: spread(whole, 'lines/s'),
    ratioSteadyToBare: { median: rounded(spread(ratios, '').median), of: ratios.map(rounded) },
  });
});
