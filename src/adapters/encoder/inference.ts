/** What the rest asks of a runtime of ONNX models; `#inference` is the browser's or Node's. */
import type { Backend } from '../../core/ports/encoder.ts';

/** Row-major; `data.length` is the product of `shape`. */
export interface InputTensor {
  data: Float32Array<ArrayBuffer> | BigInt64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
  shape: number[];
}

export interface OutputTensor {
  data: Float32Array;
  shape: readonly number[];
}

/** One input or output as the model file declares it. */
export interface TensorInfo {
  name: string;
  /** e.g. `float32`, `int64` */
  type: string;
  /** Words are symbolic sizes such as `batch`; empty where the file does not say. */
  shape: readonly (number | string)[];
}

export interface SessionWish {
  /** `webgpu` is taken only where an adapter answers; the session's `backend` tells. */
  acceleration: 'wasm' | 'webgpu';
  /** `null`: the runtime's own choice. In a page that is not isolated it is always 1. */
  threads: number | null;
  /**
   * Sessions of this tower that are to work side by side: where threads are the runtime's own choice,
   * each takes its part of the processors. Left out: it is the only one.
   */
  lanes?: number;
}

export interface InferenceSession {
  readonly backend: Backend;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /**
   * @param wanted names of the outputs to bring back; the others are not copied
   * @throws whatever the runtime throws, see `runtimeFailure`
   */
  run(
    inputs: Record<string, InputTensor>,
    wanted: readonly string[],
  ): Promise<Record<string, OutputTensor>>;
  release(): Promise<void>;
}

/**
 * @param weights an ONNX file; may be dropped afterwards
 * @throws whatever the runtime throws, see `runtimeFailure`
 */
export type CreateSession = (
  weights: Uint8Array<ArrayBuffer>,
  wish: SessionWish,
) => Promise<InferenceSession>;
