import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineStarts, offsetAt, positionAt, singleEdit } from './text-position.ts';

describe('positions', () => {
  it('count every kind of line end once', () => {
    expect(lineStarts('a\nb\r\nc\rd')).toEqual([0, 2, 5, 7]);
    expect(positionAt(lineStarts('a\nb\r\nc\rd'), 7)).toEqual({ line: 4, column: 1 });
  });

  it('of an empty text are line 1, column 1', () => {
    expect(positionAt(lineStarts(''), 0)).toEqual({ line: 1, column: 1 });
  });

  it('go back to the offset they came from', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '<', '\n', '\r', '\r\n', '😀') });
    fc.assert(
      fc.property(text, fc.nat(), (value, at) => {
        const starts = lineStarts(value);
        const offset = at % (value.length + 1);
        expect(offsetAt(starts, positionAt(starts, offset))).toBe(offset);
      }),
    );
  });
});

describe('singleEdit', () => {
  it('touches only what differs', () => {
    expect(singleEdit('<a r="1"/>', '<a r="22"/>')).toEqual({ start: 6, end: 7, text: '22' });
  });

  it('turns any text into any other', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edit = singleEdit(before, after);
        expect(before.slice(0, edit.start) + edit.text + before.slice(edit.end)).toBe(after);
      }),
    );
  });
});
