/**
 * Tables of arXiv 2509.05208 ("Symbolic Graphics Programming with Large Language Models"), as printed.
 * Averages include zeros for invalid programs. HPS of the last row of table 1 equals another row of
 * table 3 than its VQA does: one of the two is a slip of the paper.
 */

export interface GenBenchScore {
  scene: number;
  object: number;
  average: number;
}

export interface GenBenchRow {
  model: string;
  clip: GenBenchScore;
  dino: GenBenchScore;
  vqa: GenBenchScore;
  hps: GenBenchScore;
}

/**
 * Out of 100, by a Gemini judge. As printed: the numeracy average of GPT-4o-mini does not follow from
 * its parts, nor does the overall score of GPT-4o-mini (0.9 off) and Gemini 2.0 Flash (0.8 off) from
 * theirs by the official weights.
 */
export interface CompBenchRow {
  model: string;
  binding: { color: number; shape: number; texture: number; average: number };
  relation: { '2d_spatial': number; '3d_spatial': number; implicit: number; average: number };
  numeracy: { total: number; item: number; binding: number; average: number };
  overall: number;
}

/** Model | CLIP | DINO | VQA | HPS, each scene, object, average. */
const TABLE_1 = `
GPT-4o-mini | .207 .278 .243 | .021 .573 .297 | .295 .465 .380 | .118 .174 .146
GPT-4o | .219 .284 .252 | .031 .602 .316 | .338 .497 .417 | .125 .182 .153
o1-mini | .221 .289 .255 | .028 .603 .315 | .330 .508 .419 | .121 .185 .153
o1 | .220 .285 .252 | .031 .607 .319 | .354 .520 .437 | .122 .185 .153
o3-mini | .231 .293 .262 | .036 .608 .322 | .379 .520 .450 | .128 .187 .158
o3 | .253 .283 .268 | .067 .595 .331 | .521 .482 .502 | .153 .180 .166
o4-mini | .246 .296 .271 | .052 .629 .340 | .469 .536 .503 | .143 .193 .168
Gemini 2.0 Flash | .204 .275 .240 | .023 .588 .306 | .293 .468 .381 | .116 .176 .146
Gemini 2.5 Flash Preview | .222 .286 .254 | .033 .603 .318 | .349 .498 .424 | .125 .183 .154
Gemini 2.5 Pro Preview | .256 .302 .279 | .088 .653 .371 | .554 .572 .563 | .154 .199 .177
Claude 3.5 Sonnet | .240 .293 .266 | .055 .624 .340 | .428 .528 .478 | .140 .190 .165
Claude 3.7 Sonnet | .262 .306 .284 | .088 .647 .368 | .581 .567 .574 | .165 .200 .183
Claude 3.7 Sonnet Thinking | .262 .305 .284 | .090 .642 .366 | .594 .574 .584 | .164 .199 .181
QwQ-32B | .219 .272 .245 | .031 .549 .290 | .334 .456 .395 | .123 .172 .147
DeepSeek-R1 | .228 .278 .253 | .042 .594 .318 | .416 .508 .462 | .134 .180 .157
Qwen-2.5-7B | .155 .213 .184 | .008 .400 .204 | .265 .385 .325 | .103 .148 .125
Qwen-2.5-7B + RL (the paper's) | .258 .286 .272 | .102 .566 .334 | .632 .560 .596 | .150 .177 .164`;

/** Model | colour shape texture average | 2D 3D implicit average | total item CPI average | overall. */
const TABLE_8 = `
QwQ-32B | 54.3 51.0 31.4 45.6 | 43.6 33.5 46.0 41.0 | 79.9 21.1 51.4 50.9 | 45.2
DeepSeek-R1 | 72.6 62.7 48.4 61.2 | 59.3 43.8 58.2 53.7 | 83.5 35.4 60.4 57.4 | 57.4
GPT-4o-mini | 60.8 52.1 39.0 50.6 | 39.1 36.1 42.9 39.4 | 80.3 19.5 37.4 45.7 | 44.3
GPT-4o | 62.2 48.7 34.3 48.4 | 49.7 37.3 49.2 45.4 | 85.9 25.5 51.1 52.7 | 48.3
o1-mini | 60.5 47.5 46.2 51.4 | 43.8 30.7 46.3 40.3 | 89.3 28.1 58.6 58.2 | 48.9
o1 | 70.8 25.2 53.0 49.6 | 54.6 39.4 46.4 46.8 | 66.4 20.1 41.7 42.0 | 46.7
o3-mini | 60.5 46.7 55.1 54.1 | 64.7 43.9 61.6 56.8 | 90.8 34.5 66.4 64.7 | 57.7
o3 | 88.9 73.6 71.7 78.1 | 81.6 62.0 84.5 76.0 | 91.6 59.8 81.1 78.8 | 77.5
o4-mini | 82.4 62.1 69.6 71.4 | 71.0 57.9 76.5 68.5 | 90.3 52.9 76.1 74.3 | 71.0
Gemini 2.0 Flash | 58.7 49.5 37.7 48.6 | 43.7 31.8 40.6 38.7 | 85.9 24.6 52.1 54.2 | 47.1
Gemini 2.5 Flash Preview | 63.6 45.0 56.9 55.2 | 46.0 38.9 57.1 47.3 | 82.8 34.5 62.0 59.8 | 53.4
Gemini 2.5 Pro Preview | 88.1 65.7 74.9 76.2 | 77.4 59.1 80.0 72.2 | 94.7 68.0 83.8 82.3 | 76.2
Claude 3.5 Sonnet | 75.3 71.2 57.1 67.9 | 62.0 50.4 65.0 59.1 | 87.1 44.5 75.0 71.3 | 65.4
Claude 3.7 Sonnet | 89.3 82.8 77.3 83.1 | 75.9 59.4 73.7 69.7 | 91.4 65.5 85.5 82.5 | 77.9
Claude 3.7 Sonnet Thinking | 90.5 85.6 82.4 86.2 | 80.2 74.4 86.4 80.3 | 94.9 78.9 91.4 89.4 | 84.8
Qwen-2.5-7B | 7.1 10.0 1.7 6.3 | 5.2 5.8 8.1 6.4 | 42.6 5.8 10.7 16.1 | 8.8
Qwen-2.5-7B + RL, step 750 | 84.3 71.3 46.0 67.2 | 55.7 53.9 61.7 57.1 | 63.4 47.5 57.6 56.8 | 60.8
Qwen-2.5-7B + RL, step 900 | 86.3 74.9 60.7 74.0 | 50.4 51.1 62.4 54.6 | 57.5 46.6 55.0 53.8 | 61.7`;

/** Table 1: SGP-GenBench. */
export const GENBENCH: readonly GenBenchRow[] = rowsOf(TABLE_1).map(({ model, cells }) => {
  const [clip, dino, vqa, hps] = cells.map(([scene, object, average]) => ({
    scene: scene!,
    object: object!,
    average: average!,
  }));
  return { model, clip: clip!, dino: dino!, vqa: vqa!, hps: hps! };
});

/** Table 8: SGP-CompBench. */
export const COMPBENCH: readonly CompBenchRow[] = rowsOf(TABLE_8).map(({ model, cells }) => {
  const [b, r, n, o] = cells as [number[], number[], number[], number[]];
  return {
    model,
    binding: { color: b[0]!, shape: b[1]!, texture: b[2]!, average: b[3]! },
    relation: { '2d_spatial': r[0]!, '3d_spatial': r[1]!, implicit: r[2]!, average: r[3]! },
    numeracy: { total: n[0]!, item: n[1]!, binding: n[2]!, average: n[3]! },
    overall: o[0]!,
  };
});

function rowsOf(table: string): { model: string; cells: number[][] }[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [model, ...cells] = line.split('|').map((cell) => cell.trim());
      return { model: model!, cells: cells.map((cell) => cell.split(' ').map(Number)) };
    });
}
