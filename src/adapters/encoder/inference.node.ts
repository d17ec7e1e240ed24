/** ONNX Runtime as Node loads it: native code, all cores unless told otherwise. */
import { availableParallelism } from 'node:os';
import * as ort from 'onnxruntime-node';
import type { CreateSession } from './inference.ts';
import { tensorMaker, wrapSession } from './wrap-session.ts';

export const createSession: CreateSession = async (weights, { threads, lanes = 1 }) => {
  const own = threads ?? (lanes > 1 ? partOfProcessors(lanes) : null);
  const session = await ort.InferenceSession.create(weights, {
    executionProviders: ['cpu'],
    // Errors come back as exceptions; its own log would mix with the command's output.
    logSeverityLevel: 4,
    ...(own !== null && { intraOpNumThreads: own }),
  });
  return wrapSession(session, tensorMaker(ort.Tensor), {
    kind: 'cpu',
    // However many of them: vectors are the same to the last bit.
    threads: threads ?? 0,
    runtime: `onnxruntime-node ${ort.env.versions.node}`,
  });
};

const partOfProcessors = (lanes: number): number =>
  Math.max(1, Math.floor(availableParallelism() / lanes));
