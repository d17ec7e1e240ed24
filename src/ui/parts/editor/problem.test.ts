import { describe, expect, it } from 'vitest';
import { visibleSpan } from './problem.ts';

const text = '<a>\n<b x="1"';

describe('visibleSpan', () => {
  it('widens an empty span to one character', () => {
    expect(visibleSpan(text, { start: 1, end: 1 })).toEqual({ start: 1, end: 2 });
  });

  it('underlines the last character where the fault is at the end of the program', () => {
    expect(visibleSpan(text, { start: text.length, end: text.length })).toEqual({
      start: text.length - 1,
      end: text.length,
    });
  });

  it('stops at the end of the line', () => {
    expect(visibleSpan(text, { start: 1, end: 9 })).toEqual({ start: 1, end: 3 });
  });

  it('takes the character before a line end', () => {
    expect(visibleSpan(text, { start: 3, end: 3 })).toEqual({ start: 2, end: 3 });
  });

  it('of a place outside the text is clamped into it', () => {
    expect(visibleSpan('ab', { start: 90, end: 99 })).toEqual({ start: 1, end: 2 });
    expect(visibleSpan('', { start: 0, end: 0 })).toEqual({ start: 0, end: 0 });
  });
});
