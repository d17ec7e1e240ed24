/** The inference session alone: what scoring would reach if nothing else cost anything. */
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-node';

export interface BareTower {
  /** ONNX file of an image tower. */
  path: string;
  sidePx: number;
  /** `null`: the runtime's choice, as `sgp` leaves it for large encoders. */
  threads: number | null;
}

/** @returns pictures a second, one a run as scoring does it, the tensor being ready */
export async function openBare({ path, sidePx, threads }: BareTower) {
  const session = await ort.InferenceSession.create(readFileSync(path), {
    executionProviders: ['cpu'],
    ...(threads !== null && { intraOpNumThreads: threads }),
  });
  const data = Float32Array.from({ length: 3 * sidePx * sidePx }, (_, at) => Math.sin(at));
  const pixels = new ort.Tensor('float32', data, [1, 3, sidePx, sidePx]);
  return {
    async picturesPerSecond(pictures: number): Promise<number> {
      const started = performance.now();
      for (let at = 0; at < pictures; at++) await session.run({ pixel_values: pixels });
      return (pictures * 1000) / (performance.now() - started);
    },
    release: () => session.release(),
  };
}
