/**
 * The default rule: the last complete program of the answer, found by reading the text as XML.
 * Thinking is left out; a response that wraps its program in JSON or HTML escapes is unwrapped
 * once and says so.
 */
import { failed, success, type Result, type Span } from '../failure.ts';
import type { Candidate, ExtractionFlag } from './candidate.ts';
import { findPrograms, type FoundProgram } from './find-programs.ts';
import { LineIndex } from './positions.ts';
import { separateReasoning } from './reasoning.ts';
import { stringsInJson, unescapeHtml } from './unescape.ts';
import type { Range } from './xml-tokens.ts';

export function extractBalanced(response: string): Result<Candidate> {
  const strings = stringsInJson(response)?.filter((text) => text.includes('<svg'));
  if (strings?.length) {
    const programs = strings.flatMap((text) => unwrapped(text));
    if (programs.length > 0) return success(choose(programs, ['json-unescaped']));
  }
  const lines = new LineIndex(response);
  const { answer, thinking, unclosed } = separateReasoning(response);
  const flags: ExtractionFlag[] = unclosed ? ['reasoning-unclosed'] : [];
  const programs = inRanges(response, answer, lines);
  if (programs.length > 0) return success(choose(programs, flags));

  if (answer.some(({ start, end }) => response.slice(start, end).includes('&lt;svg'))) {
    const text = answer.map(({ start, end }) => response.slice(start, end)).join('');
    const escaped = unwrapped(unescapeHtml(text));
    if (escaped.length > 0) return success(choose(escaped, [...flags, 'html-unescaped']));
  }
  const draft = inRanges(response, thinking, lines).at(-1);
  return failed({
    stage: 'extract',
    kind: 'no-program',
    detail: explain(response, draft !== undefined, unclosed),
    ...(draft?.span ? { at: draft.span } : {}),
  });
}

interface Placed extends FoundProgram {
  source: string;
  /** `null` where the program had to be unescaped first. */
  span: Span | null;
}

function inRanges(response: string, ranges: Range[], lines: LineIndex): Placed[] {
  return ranges.flatMap((range) =>
    findPrograms(response.slice(range.start, range.end)).map((program) => {
      const span = lines.span(program.start + range.start, program.end + range.start);
      return { ...program, source: response.slice(span.start, span.end), span };
    }),
  );
}

const unwrapped = (text: string): Placed[] =>
  findPrograms(text).map((program) => ({
    ...program,
    source: text.slice(program.start, program.end),
    span: null,
  }));

/** Most whole first; among equals the last one counts. */
function rank(program: FoundProgram): number {
  if (program.closed && program.sound && program.wrongCase !== 'root') return 4;
  if (!program.closed && program.sound && program.wrongCase === 'no') return 3;
  if (program.closed && program.sound) return 2;
  return program.closed ? 1 : 0;
}

function choose(programs: Placed[], flags: ExtractionFlag[]): Candidate {
  const best = programs.reduce((most, program) => Math.max(most, rank(program)), 0);
  const chosen = programs.findLast((program) => rank(program) === best)!;
  const others = programs.filter(
    (program) => program !== chosen && program.closed && program.sound,
  );
  const all = [...flags];
  // An end tag in another case ends nothing in XML.
  if (!chosen.closed || chosen.wrongCase === 'end') all.push('truncated');
  if (chosen.wrongCase !== 'no') all.push('wrong-case');
  return {
    source: chosen.source,
    rule: 'balanced',
    span: chosen.span,
    alternatives: others.map(({ source, span }) => ({ source, span })),
    flags: all,
  };
}

function explain(response: string, hasDraft: boolean, unclosed: boolean): string {
  if (response.trim() === '') return 'The response is empty.';
  if (hasDraft && unclosed) return 'The thinking never ends; only a draft inside it is a program.';
  if (hasDraft) return 'The only program stands inside the thinking; the answer has none.';
  if (response.includes('data:image/svg+xml')) {
    return 'No <svg> element in the response; a data: URL holds one, which is not unpacked.';
  }
  return 'No <svg> element in the response.';
}
