import type { Failure, Result } from '../../src/core/failure.ts';

/** The value of a result that should have one; a failure becomes the test's error. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.kind}: ${result.failure.detail}`);
  return result.value;
}

/** The failure of a result that should have one. */
export function failureOf(result: Result<unknown>): Failure {
  if (result.ok) throw new Error('it succeeded');
  return result.failure;
}
