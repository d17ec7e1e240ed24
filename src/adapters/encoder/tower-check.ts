/** Holds a loaded model against its card before its numbers are believed. */
import { failed, success, type Result } from '../../core/failure.ts';
import type { InferenceSession, TensorInfo } from './inference.ts';

export interface ExpectedTensor {
  name: string;
  /** Any of these. */
  types: readonly string[];
  /** `null` where any size will do. */
  shape: readonly (number | null)[];
}

export interface ExpectedTower {
  input: ExpectedTensor;
  /** Inputs that we can fill besides; a model may lack them. */
  optionalInputs: readonly string[];
  outputs: readonly ExpectedTensor[];
}

/**
 * @param what the file, for the message
 * @returns a `weights-corrupt` failure that lists what was expected and what was found
 */
export function checkTower(
  session: Pick<InferenceSession, 'inputs' | 'outputs'>,
  expected: ExpectedTower,
  what: string,
): Result<void> {
  const { inputs, outputs } = session;
  const known = new Set([expected.input.name, ...expected.optionalInputs]);
  const fits =
    hasTensor(inputs, expected.input) &&
    inputs.every(({ name }) => known.has(name)) &&
    expected.outputs.every((output) => hasTensor(outputs, output));
  if (fits) return success(undefined);
  return failed({
    stage: 'embed',
    kind: 'weights-corrupt',
    detail:
      `${what} does not fit its card. Expected input ${sayExpected(expected.input)} and ` +
      `${say('output', expected.outputs.map(sayExpected))}; found ` +
      `${say('input', inputs.map(sayFound))} and ${say('output', outputs.map(sayFound))}.`,
  });
}

const hasTensor = (found: readonly TensorInfo[], expected: ExpectedTensor): boolean =>
  found.some(
    ({ name, type, shape }) =>
      name === expected.name && expected.types.includes(type) && fitsShape(shape, expected.shape),
  );

function fitsShape(found: TensorInfo['shape'], expected: ExpectedTensor['shape']): boolean {
  if (found.length === 0) return true; // the file does not say
  return (
    found.length === expected.length &&
    expected.every((size, axis) => {
      const given = found[axis];
      // Symbolic and negative sizes are left open by the exporter.
      return size === null || typeof given !== 'number' || given < 0 || given === size;
    })
  );
}

const say = (noun: string, tensors: string[]): string =>
  tensors.length === 0 ? `no ${noun}` : `${noun} ${tensors.join(', ')}`;

const sayExpected = ({ name, types, shape }: ExpectedTensor): string =>
  `${name} ${types.join(' or ')} [${shape.map((size) => size ?? '*').join(', ')}]`;

const sayFound = ({ name, type, shape }: TensorInfo): string =>
  `${name} ${type} [${shape.join(', ')}]`;
