/**
 * The rule of SGP-CompBench: from the first `<svg` to the end of the first `</svg>`.
 * The two are looked for apart, so a `</svg>` that comes first gives an empty program that counts
 * as found (and then fails the check), and a nested `<svg>` is cut short: both are the protocol.
 * Parity: tests/parity/extraction.json.
 */
import { failed, success, type Result } from '../failure.ts';
import type { Candidate } from './candidate.ts';
import { LineIndex } from './positions.ts';
import { isInsideOpenReasoning } from './reasoning.ts';

const OPEN = '<svg';
const CLOSE = '</svg>';

export function extractSgpCompbench(response: string): Result<Candidate> {
  const start = response.indexOf(OPEN);
  const close = response.indexOf(CLOSE);
  if (start === -1) {
    const detail = 'No "<svg" in the response.';
    return failed({ stage: 'extract', kind: 'no-program', detail });
  }
  const lines = new LineIndex(response);
  if (close === -1) {
    const detail = 'The response has "<svg" but no "</svg>": the rule sgp-compbench takes nothing.';
    const at = lines.span(start, response.length);
    return failed({ stage: 'extract', kind: 'unclosed', detail, at });
  }
  const end = Math.max(start, close + CLOSE.length);
  return success({
    source: response.slice(start, end),
    rule: 'sgp-compbench',
    span: lines.span(start, end),
    alternatives: [],
    flags: isInsideOpenReasoning(response, start) ? ['reasoning-unclosed'] : [],
  });
}
