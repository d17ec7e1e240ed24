/** ONNX Runtime as Node loads it: native code, all cores unless told otherwise. */
import * as ort from 'onnxruntime-node';
import type { CreateSession } from './inference.ts';
import { tensorMaker, wrapSession } from './wrap-session.ts';

export const createSession: CreateSession = async (weights, { threads }) => {
  const session = await ort.InferenceSession.create(weights, {
    executionProviders: ['cpu'],
    // Errors come back as exceptions; its own log would mix with the command's output.
    logSeverityLevel: 4,
    ...(threads !== null && { intraOpNumThreads: threads }),
  });
  return wrapSession(session, tensorMaker(ort.Tensor), {
    kind: 'cpu',
    threads: threads ?? 0,
    runtime: `onnxruntime-node ${ort.env.versions.node}`,
  });
};
