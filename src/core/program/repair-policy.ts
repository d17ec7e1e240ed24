/** How much mending an extraction rule's protocol allows. */
import type { ExtractionRule } from './candidate.ts';
import type { RepairPolicy } from './prepare.ts';

/** protocol.md, "Rendering": `sgp-gen` parses in recovery mode, `sgp-compbench` demands strict XML. */
export function repairPolicyFor(rule: ExtractionRule, mend: boolean): RepairPolicy {
  if (rule === 'sgp-compbench') return 'namespace-only';
  return mend ? 'mend' : 'none';
}
