/**
 * The rule of SGP-GenBench and its training: the last `<svg … </svg>` (a space after `<svg` is
 * required); without one, everything from the last `<svg` on. A formatted response is searched
 * after its last `<answer>` only.
 * Parity: tests/parity/extraction.json.
 */
import { failed, success, type Result } from '../failure.ts';
import type { Candidate } from './candidate.ts';
import { isFormatted } from './format-gate.ts';
import { LineIndex } from './positions.ts';
import { strippedRange } from './python-text.ts';
import { isInsideOpenReasoning } from './reasoning.ts';

const ANSWER = '<answer>';
const CLOSE = '</svg>';

export function extractSgpGen(response: string): Result<Candidate> {
  const from = isFormatted(response) ? response.lastIndexOf(ANSWER) + ANSWER.length : 0;
  const lines = new LineIndex(response);
  const matches = completeMatches(response, from);
  const chosen = matches.pop() ?? tail(response, from);
  if (chosen === null) {
    const detail = 'No "<svg" in the response.';
    return failed({ stage: 'extract', kind: 'no-program', detail });
  }
  const candidate: Candidate = {
    source: response.slice(chosen.start, chosen.end),
    rule: 'sgp-gen',
    span: lines.span(chosen.start, chosen.end),
    alternatives: matches.map(({ start, end }) => ({
      source: response.slice(start, end),
      span: lines.span(start, end),
    })),
    flags: [],
  };
  if (isInsideOpenReasoning(response, chosen.start)) candidate.flags.push('reasoning-unclosed');
  if (!candidate.source.includes(CLOSE)) candidate.flags.push('truncated');
  return success(candidate);
}

/** `re.findall(r'(<svg .*?</svg>)', text, re.DOTALL)`, in linear time. */
function completeMatches(text: string, from: number): { start: number; end: number }[] {
  const matches = [];
  for (let at = from; ;) {
    const start = text.indexOf('<svg ', at);
    const close = start === -1 ? -1 : text.indexOf(CLOSE, start + 5);
    if (close === -1) return matches;
    at = close + CLOSE.length;
    matches.push({ start, end: at });
  }
}

function tail(text: string, from: number): { start: number; end: number } | null {
  const start = text.lastIndexOf('<svg');
  if (start < from) return null;
  const [, end] = strippedRange(text, start, text.length);
  return { start, end };
}
