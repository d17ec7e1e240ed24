/** The build of ONNX Runtime that can use a graphics card. Loaded only where one will be used. */
import * as ort from 'onnxruntime-web/webgpu';
import glueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import type { InferenceSession } from './inference.ts';
import { tensorMaker, wrapSession } from './wrap-session.ts';

ort.env.wasm.wasmPaths = {
  mjs: new URL(glueUrl, import.meta.url).href,
  wasm: new URL(wasmUrl, import.meta.url).href,
};
ort.env.wasm.numThreads = 1; // the card does the work
ort.env.logLevel = 'fatal';

/**
 * WebGPU or an error: a list of providers would fall back to wasm and not say so.
 * @throws where the card can't run the model
 */
export async function createGpuSession(
  weights: Uint8Array<ArrayBuffer>,
): Promise<InferenceSession> {
  const session = await ort.InferenceSession.create(weights, {
    executionProviders: ['webgpu'],
    logSeverityLevel: 4,
  });
  return wrapSession(session, tensorMaker(ort.Tensor), {
    kind: 'webgpu',
    threads: 1,
    runtime: `onnxruntime-web ${ort.env.versions.web}`,
  });
}
