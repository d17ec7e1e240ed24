/** What a runtime threw, as a failure that says what to do about it. */
import type { Failure } from '../../core/failure.ts';

const NO_MEMORY = /bad_alloc|out of memory|out of bounds|allocation failed|invalid array length/i;
const NO_WASM = /CompileError|wasm-unsafe-eval|wasm code generation disallowed/i;
const LOST_DEVICE = /device (was |is )?lost|lost device|GPUDevice|webgpu/i;
// Words of a runtime that is at odds with its host, not with the file.
const BROKEN_RUNTIME = /no available backend|SIMD|failed to (fetch|asynchronously prepare)|import/i;

/**
 * @param during `load`: what is not understood is blamed on the file; `run`: on the runtime
 * @param what e.g. `onnx/vision_model_fp16.onnx`
 */
export function runtimeFailure(error: unknown, during: 'load' | 'run', what: string): Failure {
  const words = wordsOf(error);
  if (isLackOfMemory(error)) {
    return failure('out-of-memory', `There was not enough memory for ${what} (${words}).`);
  }
  if (NO_WASM.test(words)) {
    return failure(
      'backend',
      `This site's Content-Security-Policy forbids WebAssembly; its script-src needs ` +
        `'wasm-unsafe-eval' (${words}).`,
    );
  }
  if (LOST_DEVICE.test(words)) {
    return failure('backend', `The graphics card gave up on ${what} (${words}).`);
  }
  if (during === 'run' || BROKEN_RUNTIME.test(words)) {
    return failure('backend', `The runtime failed on ${what} (${words}).`);
  }
  return failure('weights-corrupt', `${what} is no model that can be loaded (${words}).`);
}

/**
 * Of what is done around a run: picture and caption are prepared, and sent to their worker.
 * @throws the error itself where it tells of anything but a lack of memory: it is a bug then
 */
export function memoryFailure(error: unknown, what: string): Failure {
  if (isLackOfMemory(error)) return runtimeFailure(error, 'run', what);
  throw error;
}

// WebAssembly throws bare numbers where a C++ exception was not caught, most often bad_alloc.
const isLackOfMemory = (error: unknown): boolean =>
  typeof error === 'number' || error instanceof RangeError || NO_MEMORY.test(wordsOf(error));

const failure = (
  kind: 'out-of-memory' | 'backend' | 'weights-corrupt',
  detail: string,
): Failure => ({ stage: 'embed', kind, detail });

const wordsOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
