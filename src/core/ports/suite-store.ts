/** The port behind which the suites of runs are kept, so that a run goes on without its file at hand. */
import type { Result } from '../failure.ts';
import type { Suite } from '../suite/suite.ts';
import type { SuiteFacts } from '../suite/suite-facts.ts';

export interface KeptSuite {
  suite: Suite;
  facts: SuiteFacts;
}

export interface SuiteStore {
  /** By its hash; a suite that is kept already is left as it is. */
  keep(kept: KeptSuite): Promise<Result<void>>;
  /** @returns `null` where it is not kept */
  find(sha256: string): Promise<Result<KeptSuite | null>>;
  /** Facts of a kept suite without its items; `null` where it is not kept. */
  facts(sha256: string): Promise<SuiteFacts | null>;
  /** Forgets all of them. */
  clear(): Promise<Result<void>>;
}
