/** Both builds of ONNX Runtime have one API; this turns its session into ours. */
import type * as Ort from 'onnxruntime-web';
import type { Backend } from '../../core/ports/encoder.ts';
import type { InferenceSession, InputTensor, OutputTensor, TensorInfo } from './inference.ts';

type MakeTensor = (input: InputTensor) => Ort.Tensor;

/** @param Tensor the constructor of the build that made the session */
export const tensorMaker =
  (Tensor: Ort.TensorConstructor): MakeTensor =>
  ({ data, shape }) => {
    if (data instanceof Float32Array) return new Tensor('float32', data, shape);
    if (data instanceof Int32Array) return new Tensor('int32', data, shape);
    return new Tensor('int64', data, shape);
  };

export function wrapSession(
  session: Ort.InferenceSession,
  makeTensor: MakeTensor,
  backend: Backend,
): InferenceSession {
  return {
    backend,
    inputs: session.inputMetadata.map(describe),
    outputs: session.outputMetadata.map(describe),
    async run(inputs, wanted) {
      const feeds = Object.fromEntries(
        Object.entries(inputs).map(([name, input]) => [name, makeTensor(input)]),
      );
      const outputs = await session.run(feeds, [...wanted]);
      return Object.fromEntries(wanted.map((name) => [name, read(name, outputs[name])]));
    },
    release: () => session.release(),
  };
}

const describe = (value: Ort.InferenceSession.ValueMetadata): TensorInfo =>
  value.isTensor
    ? { name: value.name, type: value.type, shape: value.shape }
    : { name: value.name, type: 'not a tensor', shape: [] };

function read(name: string, tensor: Ort.OnnxValue | undefined): OutputTensor {
  if (!tensor) throw new Error(`the model gave no output named ${name}`);
  const { data, dims } = tensor as Ort.Tensor;
  if (!(data instanceof Float32Array)) throw new Error(`the output ${name} is not float32`);
  return { data, shape: dims };
}
