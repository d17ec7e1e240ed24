/** A file that cannot be read any further. Readers throw it from deep inside; `asResult` makes it data. */
import { failed, success, type Failure, type Result } from '../failure.ts';

export class Unreadable extends Error {
  readonly failure: Failure;

  /** @param detail one or two sentences for people */
  constructor(detail: string, kind: 'unreadable' | 'newer-version' = 'unreadable') {
    super(detail);
    this.failure = { stage: 'store', kind, detail };
  }
}

/** @throws what is not `Unreadable`: bugs, and the reason of an abort */
export async function asResult<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return success(await work());
  } catch (error) {
    if (error instanceof Unreadable) return failed(error.failure);
    throw error;
  }
}
