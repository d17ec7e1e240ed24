import { expect, test } from 'vitest';
import { memoryFailure, runtimeFailure } from './runtime-failure.ts';

test.each<[string, unknown]>([
  ['a C++ allocation', new Error('std::bad_alloc')],
  ['an uncaught C++ exception, which is a bare number', 6_291_456],
  ['a buffer that is too large', new RangeError('Array buffer allocation failed')],
  ['wasm that ran over its end', new Error('RuntimeError: memory access out of bounds')],
])('%s is a lack of memory, while loading and while running', (_, error) => {
  expect(runtimeFailure(error, 'load', 'x').kind).toBe('out-of-memory');
  expect(runtimeFailure(error, 'run', 'x').kind).toBe('out-of-memory');
});

test('around a run, only a lack of memory is a failure: anything else is a bug, and thrown', () => {
  const full = new RangeError('Array buffer allocation failed');
  expect(memoryFailure(full, 'x')).toMatchObject({ stage: 'embed', kind: 'out-of-memory' });
  const bug = new TypeError('x is not a function');
  expect(() => memoryFailure(bug, 'x')).toThrow(bug);
});

test('a policy against WebAssembly is told with the word that cures it', () => {
  const error = new Error(
    'no available backend found. ERR: [wasm] CompileError: disallowed by CSP',
  );
  const failure = runtimeFailure(error, 'load', 'x');
  expect(failure.kind).toBe('backend');
  expect(failure.detail).toContain("'wasm-unsafe-eval'");
});

test.each([
  'no available backend found. ERR: [wasm] WebAssembly SIMD is not supported',
  'Failed to fetch dynamically imported module',
  'GPUDevice: Device was lost',
])('%s is not blamed on the weights', (message) => {
  expect(runtimeFailure(new Error(message), 'load', 'x').kind).toBe('backend');
});

test.each([
  'Failed to load model because protobuf parsing failed.',
  "Can't create a session. ERROR_CODE: 7, ERROR_MESSAGE: Failed to load model",
  'ONNX Runtime only guarantees support for models stamped with official released opset versions',
])('while loading, %s is blamed on the weights, by name', (message) => {
  const failure = runtimeFailure(new Error(message), 'load', 'onnx/model.onnx');
  expect(failure.kind).toBe('weights-corrupt');
  expect(failure.detail).toMatch(/^onnx\/model\.onnx is no model .*/);
});

test('what a loaded model fails on is blamed on the runtime', () => {
  expect(runtimeFailure(new Error('Non-zero status code'), 'run', 'x').kind).toBe('backend');
});
