/** The built-in encoder on one wasm thread, in Node and in Chromium: one picture, one caption. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import * as ort from 'onnxruntime-web/wasm';
import { report, spread } from './result.ts';

const RUNS = 100;
const WARM_UP = 10;
const SIDE_PX = 96;
const CONTEXT = 24;
const PRECISIONS = { fp16: 'fp16', q8: 'quantized' } as const;
const RUNTIME = dirname(createRequire(import.meta.url).resolve('onnxruntime-web/wasm'));

type Tower = 'vision' | 'text';
/** Milliseconds of each run. */
type Timings = Record<Tower, number[]>;

const weightsPath = (tower: Tower, precision: keyof typeof PRECISIONS): string =>
  `public/encoders/sgp-small/onnx/${tower}_model_${PRECISIONS[precision]}.onnx`;

/** Runs where it is sent: what it needs comes as arguments. */
async function timeTowers(
  runtime: typeof ort,
  weights: Record<Tower, Uint8Array>,
  size: { runs: number; warmUp: number; sidePx: number; context: number },
): Promise<Timings> {
  runtime.env.wasm.numThreads = 1;
  const { runs, warmUp, sidePx, context } = size;
  const pixels = Float32Array.from({ length: 3 * sidePx * sidePx }, (_, at) => Math.sin(at));
  // [CLS], eight words, padding: a caption of usual length.
  const ids = BigInt64Array.from({ length: context }, (_, at) =>
    BigInt(at === 0 ? 2 : at < 9 ? 100 + at : 0),
  );
  const feeds = {
    vision: { pixel_values: new runtime.Tensor('float32', pixels, [1, 3, sidePx, sidePx]) },
    text: { input_ids: new runtime.Tensor('int64', ids, [1, context]) },
  };
  const timings: Timings = { vision: [], text: [] };
  for (const tower of ['vision', 'text'] as const) {
    const session = await runtime.InferenceSession.create(weights[tower], {
      executionProviders: ['wasm'],
    });
    for (let run = -warmUp; run < runs; run++) {
      const started = performance.now();
      await session.run(feeds[tower]);
      if (run >= 0) timings[tower].push(performance.now() - started);
    }
    await session.release();
  }
  return timings;
}

const SIZE = { runs: RUNS, warmUp: WARM_UP, sidePx: SIDE_PX, context: CONTEXT };

async function inNode(precision: keyof typeof PRECISIONS): Promise<Timings> {
  const read = (tower: Tower) => new Uint8Array(readFileSync(weightsPath(tower, precision)));
  return timeTowers(ort, { vision: read('vision'), text: read('text') }, SIZE);
}

const ORIGIN = 'http://localhost:1';
const TYPES: Record<string, string> = { mjs: 'text/javascript', wasm: 'application/wasm' };

// Loaded by the page itself: an import inside a function that is sent there is vitest's, not its own.
const PAGE = `<!doctype html><script type="module">
import * as ort from '/ort.wasm.min.mjs';
window.ort = ort;
</script>`;

/** An empty page with the runtime's own files and the weights beside it, and nothing else. */
async function inChromium(precision: keyof typeof PRECISIONS): Promise<Timings> {
  const browser = await chromium.connect(inject('browserEndpoint'));
  try {
    const page = await browser.newPage();
    await page.route(`${ORIGIN}/**`, (route) => {
      const path = new URL(route.request().url()).pathname.slice(1);
      if (path === '') return route.fulfill({ contentType: 'text/html', body: PAGE });
      const file = path.startsWith('public/') ? path : join(RUNTIME, path);
      const contentType = TYPES[path.split('.').at(-1)!] ?? 'application/octet-stream';
      return route.fulfill({ contentType, body: readFileSync(file) });
    });
    await page.goto(`${ORIGIN}/`);
    await page.waitForFunction(() => 'ort' in window);
    const paths = {
      vision: weightsPath('vision', precision),
      text: weightsPath('text', precision),
    };
    return await page.evaluate(
      async ({ paths, size, source }) => {
        const load = async (path: string) =>
          new Uint8Array(await (await fetch(`/${path}`)).arrayBuffer());
        const runtime = (window as unknown as { ort: typeof ort }).ort;
        const run = new Function(`return ${source}`)() as typeof timeTowers;
        const weights = { vision: await load(paths.vision), text: await load(paths.text) };
        return run(runtime, weights, size);
      },
      { paths, size: SIZE, source: timeTowers.toString() },
    );
  } finally {
    await browser.close();
  }
}

const figures = ({ vision, text }: Timings) => ({
  picture: spread(vision, 'ms'),
  caption: spread(text, 'ms'),
});

test('a picture and a caption on one wasm thread', async () => {
  const found: Record<string, object> = {};
  for (const precision of ['fp16', 'q8'] as const) {
    const [node, page] = [await inNode(precision), await inChromium(precision)];
    expect(node.vision).toHaveLength(RUNS);
    expect(page.text).toHaveLength(RUNS);
    found[precision] = { node: figures(node), chromium: figures(page) };
  }
  report('encoder-built-in', 'SGP small, one picture or caption a run, one wasm thread, ms', {
    runtime: `onnxruntime-web ${ort.env.versions.web}`,
    ...found,
  });
});
