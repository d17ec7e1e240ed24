/** The encode worker without a thread, over a runtime that does what a test says. */
import { encodeHandlers } from '../../src/adapters/encoder/encode-handlers.ts';
import type { EncodeCalls } from '../../src/adapters/encoder/encode-calls.ts';
import type {
  CreateSession,
  InferenceSession,
  InputTensor,
  SessionWish,
  TensorInfo,
} from '../../src/adapters/encoder/inference.ts';
import { readCall } from '../../src/workers/protocol.ts';
import { WorkerHost } from '../../src/workers/worker-host.ts';
import type { WorkerHandle } from '../../src/workers/worker-handle.ts';

/** @returns a host whose every fresh worker starts without towers */
export const inProcessHost = (createSession: CreateSession): WorkerHost<EncodeCalls> =>
  new WorkerHost<EncodeCalls>('encode', {
    spawn: () => inProcessWorker(createSession),
    failureOf: ({ detail }) => ({ stage: 'embed', kind: 'backend', detail }),
  });

function inProcessWorker(createSession: CreateSession): WorkerHandle {
  const handlers = encodeHandlers(createSession);
  let say: (data: unknown) => void = () => undefined;
  return {
    listen({ message }) {
      say = message;
      queueMicrotask(() => message({ kind: 'ready' }));
    },
    post(data) {
      const call = readCall(data)!;
      let retire = false;
      const handler = handlers[call.name as keyof EncodeCalls];
      const tools = {
        retire: () => void (retire = true),
        progress: (value: unknown) => say({ kind: 'progress', id: call.id, value }),
      };
      void handler(call.job as never, tools).then((result) =>
        say({ kind: 'reply', reply: { id: call.id, ...result }, retire }),
      );
    },
    terminate: () => void (say = () => undefined),
  };
}

export interface FakeRuntime {
  createSession: CreateSession;
  /** One entry for each session that was created. */
  wishes: SessionWish[];
  /** Inputs of each run. */
  runs: Record<string, InputTensor>[];
  released: number;
}

/**
 * Sessions of the built-in encoder's shape.
 * @param output the vector of the n-th run, from 0; may throw as a runtime does
 */
export function fakeRuntime(
  output: (run: number) => number[],
  tensors: Partial<{ inputs: TensorInfo[]; outputs: TensorInfo[]; text: TensorInfo[] }> = {},
): FakeRuntime {
  const runtime: FakeRuntime = {
    wishes: [],
    runs: [],
    released: 0,
    async createSession(weights, wish): Promise<InferenceSession> {
      runtime.wishes.push(wish);
      const isText = weights[0] === 116; // 't', see `trialFiles`
      const image: TensorInfo[] = [
        { name: 'pixel_values', type: 'float32', shape: ['batch', 3, 96, 96] },
      ];
      const ids: TensorInfo[] = [
        { name: 'input_ids', type: 'int64', shape: ['batch', 'sequence'] },
      ];
      return {
        backend: { kind: wish.acceleration, threads: 1, runtime: 'fake 1' },
        inputs: isText ? (tensors.text ?? ids) : (tensors.inputs ?? image),
        outputs: tensors.outputs ?? [
          { name: 'image_embeds', type: 'float32', shape: ['batch', 192] },
          { name: 'sim_embeds', type: 'float32', shape: ['batch', 128] },
          { name: 'text_embeds', type: 'float32', shape: [] },
        ],
        async run(inputs, wanted) {
          runtime.runs.push(inputs);
          const data = Float32Array.from(output(runtime.runs.length - 1));
          return Object.fromEntries(
            wanted.map((name) => [name, { data, shape: [1, data.length] }]),
          );
        },
        async release() {
          runtime.released++;
        },
      };
    },
  };
  return runtime;
}
