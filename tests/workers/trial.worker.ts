/** A worker that behaves and misbehaves on demand. */
import { success } from '../../src/core/failure.ts';
import { serveCalls } from '../../src/workers/serve-calls.ts';

export interface TrialCalls {
  double(value: number): number;
  /** Fills the buffer and sends it back. */
  fill(job: { bytes: Uint8Array<ArrayBuffer>; value: number }): Uint8Array<ArrayBuffer>;
  count(to: number, progress: (value: number) => void): number;
  fail(words: string): never;
  hang(job: null): never;
  throwLater(job: null): never;
  throwNow(words: string): never;
  exit(job: null): never;
  /** How many calls this very worker has served. */
  served(job: null): number;
  retire(job: null): null;
}

let served = 0;

await serveCalls<TrialCalls>({
  double: (value) => success(2 * value),
  fill({ bytes, value }, { transfer }) {
    bytes.fill(value);
    transfer(bytes.buffer);
    return success(bytes);
  },
  async count(to, { progress }) {
    for (let value = 1; value <= to; value++) progress(value);
    return success(to);
  },
  fail: (words) => ({
    ok: false,
    failure: { stage: 'draw', kind: 'unsupported', detail: words },
  }),
  hang() {
    for (;;);
  },
  throwLater() {
    setTimeout(() => {
      throw new Error('uncaught');
    });
    return new Promise(() => undefined);
  },
  throwNow(words) {
    throw new TypeError(words);
  },
  exit: () => process.exit(3),
  served: () => success(++served),
  retire(_job, { retire }) {
    retire();
    return success(null);
  },
});
