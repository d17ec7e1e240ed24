import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareLines } from './compare-lines.ts';

test('a changed line stands as sent and as drawn, with its neighbours', () => {
  const lines = compareLines('a\nb\nc\nd\ne\nf', 'a\nb\nc\nD\ne\nf');
  expect(lines).toEqual([
    { kind: 'skipped', count: 1 },
    { kind: 'same', text: 'b' },
    { kind: 'same', text: 'c' },
    { kind: 'sent', text: 'd' },
    { kind: 'drawn', text: 'D' },
    { kind: 'same', text: 'e' },
    { kind: 'same', text: 'f' },
  ]);
});

test('whatever differs, every line of both is accounted for', () => {
  const program = fc.array(fc.constantFrom('<a>', '<b>', '</a>', ''), { maxLength: 30 });
  fc.assert(
    fc.property(program, program, (before, after) => {
      const lines = compareLines(before.join('\n'), after.join('\n'));
      const count = (kinds: string[]) =>
        lines.reduce((sum, line) => {
          if (!kinds.includes(line.kind)) return sum;
          return sum + (line.kind === 'skipped' ? line.count : 1);
        }, 0);
      expect(count(['same', 'skipped', 'sent'])).toBe(before.join('\n').split('\n').length);
      expect(count(['same', 'skipped', 'drawn'])).toBe(after.join('\n').split('\n').length);
    }),
  );
});
