/** ONNX Runtime as a page's worker loads it: WebAssembly, and WebGPU where it is wished for. */
import * as ort from 'onnxruntime-web/wasm';
import glueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { CreateSession } from './inference.ts';
import { tensorMaker, wrapSession } from './wrap-session.ts';

// Both addresses: with threads and the glue left out, the runtime starts its threads from the chunk
// it was bundled into, which is our own worker, and waits for them for ever.
ort.env.wasm.wasmPaths = {
  mjs: new URL(glueUrl, import.meta.url).href,
  wasm: new URL(wasmUrl, import.meta.url).href,
};
ort.env.logLevel = 'fatal'; // errors come back as exceptions

export const createSession: CreateSession = async (weights, wish) => {
  const adapter = wish.acceleration === 'webgpu' ? await gpuAdapter() : null;
  if (adapter) {
    // 27 MB of another runtime: only for those who use it.
    const { createGpuSession } = await import('./inference-webgpu.browser.ts');
    return createGpuSession(weights);
  }
  const threads = threadCount(wish.threads);
  ort.env.wasm.numThreads = threads; // read once, when the first session is created
  const session = await ort.InferenceSession.create(weights, {
    executionProviders: ['wasm'],
    logSeverityLevel: 4,
  });
  return wrapSession(session, tensorMaker(ort.Tensor), {
    kind: 'wasm',
    threads,
    runtime: `onnxruntime-web ${ort.env.versions.web}`,
  });
};

/** `navigator.gpu` is there also where no adapter is; only an answer counts. */
async function gpuAdapter(): Promise<object | null> {
  const { gpu } = navigator as { gpu?: { requestAdapter(): Promise<object | null> } };
  try {
    return (await gpu?.requestAdapter()) ?? null;
  } catch {
    return null; // a browser that forbids it: the same as having none
  }
}

const MOST_THREADS = 4; // more gain nothing for one picture at a time

function threadCount(wished: number | null): number {
  if (!globalThis.crossOriginIsolated) return 1;
  return wished ?? Math.min(MOST_THREADS, Math.ceil(navigator.hardwareConcurrency / 2));
}
