/** What a second scoring costs where the embeddings were kept. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { responseLines } from './recorded-answers.ts';
import { report, rounded } from './result.ts';
import { scoreLines } from './run-sgp.ts';

const VIT_B_32 = '.cache/encoders/random-clip-vit-base-patch32';
const hasWeights = existsSync(join(VIT_B_32, 'onnx/vision_model.onnx'));
if (!hasWeights) console.warn(`${VIT_B_32} is not there: see benchmarks/reference/README.md.`);

/** As many different programs as there are lines: the first scoring must not know any of them. */
const different = (times: number): string[] =>
  responseLines(times).map((line, at) => line.replace(/<svg /, `<svg data-n='${at}' `));

test.skipIf(!hasWeights)('a warm cache', { timeout: 3_600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sgp-cache-'));
  try {
    const lines = different(10);
    const parameters = ['-e', `${VIT_B_32}:fp32`, '--cache', folder];
    const cold = await scoreLines(parameters, lines);
    const warm = await scoreLines(parameters, lines);
    expect(warm.records).toBe(lines.length);
    report('score-again', 'sgp score of the same lines twice with --cache, ViT-B/32 fp32', {
      lines: lines.length,
      cold: { steadyPerSecond: rounded(cold.steady), wholeMs: rounded(cold.wholeMs) },
      warm: { steadyPerSecond: rounded(warm.steady), wholeMs: rounded(warm.wholeMs) },
      fasterSteady: rounded(warm.steady / cold.steady),
      fasterWholeProcess: rounded(cold.wholeMs / warm.wholeMs),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
