/**
 * Writes that each must be durable, made durable together: while one commit is under way the next
 * ones gather, and share the following commit.
 */
import { failed, type Failure, type Result } from '../failure.ts';

export class GroupCommit<T> {
  readonly #commit: (batch: readonly T[]) => Promise<void>;
  readonly #failureOf: (error: unknown) => Failure;
  #waiting: { value: T; settle: (result: Result<void>) => void }[] = [];
  #running: Promise<void> | null = null;

  /** @param commit keeps all of the batch or, rejecting, nothing of it */
  constructor(
    commit: (batch: readonly T[]) => Promise<void>,
    failureOf: (error: unknown) => Failure,
  ) {
    this.#commit = commit;
    this.#failureOf = failureOf;
  }

  /** Resolves once the value is durable, or with why it is not; in the order of the calls. */
  add(value: T): Promise<Result<void>> {
    return new Promise((settle) => {
      this.#waiting.push({ value, settle });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // What is added in this turn goes along.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      const result = await this.#try(batch.map(({ value }) => value));
      for (const { settle } of batch) settle(result);
    }
    this.#running = null;
  }

  async #try(batch: readonly T[]): Promise<Result<void>> {
    try {
      await this.#commit(batch);
      return { ok: true, value: undefined };
    } catch (error) {
      return failed(this.#failureOf(error));
    }
  }
}
