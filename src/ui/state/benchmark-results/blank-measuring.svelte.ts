/**
 * What blank pictures score for the items of a run that have an invalid sample, measured when a policy
 * first asks for it, with the encoders of this page. What is known is kept: turning the switch again
 * costs nothing, and a run that goes on asks for its new items only.
 */
import type { BlankScores } from '../../../core/report/blank-scores.ts';
import { measureBlanks, type BlankSubject } from '../../../core/report/measure-blanks.ts';
import type { ScoringTools } from '../../../core/evaluate.ts';
import type { Result } from '../../../core/failure.ts';
import { joinedBlanks, MeasuredItems } from './measured-blanks.ts';

/** The tools of one encoder; or in words why it is not to be had. */
export type OpenEncoder = (encoderId: string) => Promise<Result<ScoringTools>>;

export class BlankMeasuring {
  /** Grows; a new list whenever something was added. */
  scores = $state.raw<readonly BlankScores[]>([]);
  /** Items times encoders; `null`: nothing is being measured. */
  progress = $state.raw<{ done: number; total: number } | null>(null);
  /** Why some samples stay without such a score, in sentences. */
  faults = $state.raw<readonly string[]>([]);
  /** Whether a policy has asked for it: from then on it follows the run. */
  asked = $state(false);

  readonly #open: OpenEncoder;
  /** Items that need not be measured again. */
  readonly #measured = new MeasuredItems();
  /** Ends when what was asked before is done, or given up. */
  #turn: Promise<void> = Promise.resolve();

  constructor(open: OpenEncoder) {
    this.#open = open;
  }

  /**
   * Resolves when all that can be measured is; what cannot is told in `faults`.
   * @param encoderIds that the samples were scored with
   * @throws the signal's reason when aborted: what was measured till then is lost, but embeddings are kept
   */
  measure(
    encoderIds: readonly string[],
    subjects: readonly BlankSubject[],
    signal: AbortSignal,
  ): Promise<void> {
    this.asked = true;
    const measured = this.#turn.then(() => this.#measureAll(encoderIds, subjects, signal));
    this.#turn = measured.catch(() => undefined);
    return measured;
  }

  async #measureAll(
    encoderIds: readonly string[],
    subjects: readonly BlankSubject[],
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted();
    const open = encoderIds
      .map((encoderId) => ({ encoderId, left: this.#measured.left(encoderId, subjects) }))
      .filter(({ left }) => left.length > 0);
    if (open.length === 0) return;
    const faults: string[] = [];
    this.progress = { done: 0, total: open.reduce((sum, { left }) => sum + left.length, 0) };
    try {
      for (const { encoderId, left } of open)
        faults.push(...(await this.#measureWith(encoderId, left, signal)));
      this.faults = faults;
    } finally {
      this.progress = null;
    }
  }

  /** @returns faults, in words */
  async #measureWith(
    encoderId: string,
    subjects: readonly BlankSubject[],
    signal: AbortSignal,
  ): Promise<string[]> {
    const tools = await this.#open(encoderId);
    signal.throwIfAborted();
    if (!tools.ok) return [tools.failure.detail];
    const { encoders, memory = null } = tools.value;
    const told = () => {
      const { done, total } = this.progress ?? { done: 0, total: 0 };
      this.progress = { done: done + 1, total };
    };
    const made = await measureBlanks(encoders[0]!, subjects, memory, told, signal);
    if (!made.ok) return [made.failure.detail];
    const { scores, faults } = made.value;
    this.scores = joinedBlanks(this.scores, scores);
    // With a fault it is tried again when it is next asked for: a folder may have been named since.
    if (faults.size === 0) this.#measured.add(encoderId, subjects);
    return [...faults].map(([detail, items]) =>
      items === 1 ? detail : `${detail} The same holds for ${items - 1} more.`,
    );
  }
}
