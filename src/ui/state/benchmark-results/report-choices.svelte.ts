/** How a run's results are counted: one choice for its tables, gallery, items and files. */
import type { RewardWeights } from '../../../core/metric/reward.ts';
import { PROTOCOL_POLICY, type ReportPolicy } from '../../../core/report/policy.ts';

export class ReportChoices {
  policy = $state.raw<ReportPolicy>(PROTOCOL_POLICY);
  /** Key of the column to rank by; empty: the first that ranks. */
  main = $state('');
  /** To fold all rewards again with; `null`: each record's own. */
  weights = $state.raw<RewardWeights | null>(null);

  /** Whether the diversity of items' samples is wanted, which has to be measured. */
  diversity = $state(false);

  /** As a report is asked for them. */
  get switches(): { policy: ReportPolicy; main?: string; weights?: RewardWeights } {
    const { policy, main, weights } = this;
    return { policy, ...(main !== '' && { main }), ...(weights !== null && { weights }) };
  }

  /** Whether the policy counts invalid programs as a blank picture, whose score has to be measured. */
  get wantsBlanks(): boolean {
    return this.policy.invalid === 'white' || this.policy.invalid === 'black';
  }

  get wantsMeanTokens(): boolean {
    return this.policy.dino === 'mean-token-rescaled';
  }

  /** Whether anything is wanted for which pictures have to be seen again. */
  get wantsPictures(): boolean {
    return this.diversity || this.wantsMeanTokens;
  }
}
