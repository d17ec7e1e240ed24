import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aRecord } from '../../../tests/fixtures/a-record.ts';
import { linesOf } from './lines.ts';
import { recordFromLine, recordToLine } from './record-line.ts';

describe('record lines', () => {
  test('writing what was read gives the same bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.double({ noNaN: true }), (text, value) => {
        const finite = Number.isFinite(value) ? value : 0;
        const record = aRecord({
          prompt: text,
          scores: [{ metric: 'length', encoderId: null, status: 'scored', value: finite }],
        });
        const line = recordToLine(record);
        const reading = recordFromLine(line);
        if (!reading.ok) throw new Error(reading.reason);
        expect(recordToLine(reading.record)).toBe(line);
        expect(line).not.toContain('\n');
      }),
    );
  });

  test('fields of the same version that this reader does not know survive', () => {
    const line = JSON.stringify({ ...aRecord(), note: 'kept' });
    const reading = recordFromLine(line);
    expect(reading.ok && recordToLine(reading.record)).toBe(line);
  });

  test.each([
    [0, null],
    [0.5, 0.5],
  ])('weights kept with an unformatted offset of %s have a gate at %s today', (was, is) => {
    const weights = { textImage: 1, imageImage: 1, length: 0, format: 0 };
    const kept = { ...aRecord(), rewardWeights: { ...weights, unformattedOffset: was } };
    const reading = recordFromLine(JSON.stringify(kept));
    if (!reading.ok) throw new Error(reading.reason);
    expect(reading.record).toEqual({ ...kept, rewardWeights: { ...weights, gateOffset: is } });
    expect(Object.keys(reading.record)).toEqual(Object.keys(kept));
  });

  test.each([
    ['not JSON at all', '{"id":', /^not JSON/],
    ['an array', '[]', /not a JSON object/],
    ['another file format', '{"format":"x"}', /not a sample record/],
    [
      'F13: a later version',
      JSON.stringify({ ...aRecord(), version: 2 }),
      /version 2, this app reads 1/,
    ],
    ['a missing field', JSON.stringify({ ...aRecord(), prompt: undefined }), /^prompt/],
    ['a score without a value', lineWithScore({ value: null }), /^scores\.0\.value/],
    ['F12: ten thousand brackets', '['.repeat(10_000) + ']'.repeat(10_000), /nested too deeply/],
  ])('%s is refused with a reason', (_name, line, reason) => {
    const reading = recordFromLine(line);
    expect(reading.ok ? 'accepted' : reading.reason).toMatch(reason);
  });

  test('prototype keys stay data', () => {
    const line = recordToLine(aRecord()).replace('{', '{"__proto__":{"polluted":true},');
    const reading = recordFromLine(line);
    expect(reading.ok && recordToLine(reading.record)).toBe(line);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

function lineWithScore(change: object): string {
  const score = { metric: 'length', encoderId: null, status: 'scored', value: 1, ...change };
  return JSON.stringify({ ...aRecord(), scores: [score] });
}

test('lines come out the same however the text is cut', async () => {
  const cut = fc.array(fc.nat({ max: 12 }), { maxLength: 20 });
  const text = fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n', '"', 'é'), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(text, cut, async (parts, sizes) => {
      const whole = parts.join('');
      async function* chunks() {
        let at = 0;
        for (const size of sizes) {
          yield whole.slice(at, at + size);
          at += size;
        }
        yield whole.slice(at);
      }
      const lines: string[] = [];
      for await (const line of linesOf(chunks())) lines.push(line);
      const expected = whole.split(/\r?\n/);
      if (expected.at(-1) === '') expected.pop();
      expect(lines).toEqual(expected);
    }),
  );
});
