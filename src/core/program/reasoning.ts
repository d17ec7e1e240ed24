/** Telling a model's thinking from its answer, by the tags that models wrap around it. */
import type { Range } from './xml-tokens.ts';

export interface Reasoning {
  /** Parts of the response that are answer, in order. */
  answer: Range[];
  /** Parts that are thinking, in order. */
  thinking: Range[];
  /** The last thinking never ends, nor does an `<answer>` follow. */
  unclosed: boolean;
}

const MARK = /<(\/?)(think|thinking|reasoning|answer)>/gi;

/**
 * A closing tag with no opening makes all before it thinking: chat templates often put the
 * opening tag into the prompt.
 */
export function separateReasoning(response: string): Reasoning {
  const answer: Range[] = [];
  const thinking: Range[] = [];
  let answerFrom = 0;
  let thinkingFrom: number | null = null;
  let answerMark: number | null = null;
  for (const mark of response.matchAll(MARK)) {
    const [text, slash, name] = mark;
    const end = mark.index + text.length;
    if (name!.toLowerCase() === 'answer') {
      if (!slash && thinkingFrom !== null) answerMark = mark.index;
    } else if (!slash) {
      if (thinkingFrom !== null) continue;
      answer.push({ start: answerFrom, end: mark.index });
      thinkingFrom = mark.index;
      answerMark = null;
    } else {
      if (thinkingFrom === null) {
        answer.length = 0;
        thinking.length = 0;
        thinkingFrom = 0;
      }
      thinking.push({ start: thinkingFrom, end });
      thinkingFrom = null;
      answerFrom = end;
    }
  }
  const length = response.length;
  if (thinkingFrom === null) answer.push({ start: answerFrom, end: length });
  else if (answerMark !== null) {
    thinking.push({ start: thinkingFrom, end: answerMark });
    answer.push({ start: answerMark, end: length });
  } else thinking.push({ start: thinkingFrom, end: length });
  return { answer, thinking, unclosed: thinkingFrom !== null && answerMark === null };
}

/** Whether the official rules, which know nothing of thinking, took a draft from it. */
export function isInsideOpenReasoning(response: string, at: number): boolean {
  const { thinking, unclosed } = separateReasoning(response);
  return unclosed && at >= thinking.at(-1)!.start;
}
