import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBytes, toBytes } from './embedding-bytes.ts';

const vector = fc.float32Array({ noNaN: true, minLength: 1, maxLength: 40 });

test('vectors come back to the last bit, wherever the bytes lie', () => {
  const kept = fc.record(
    { textImage: vector, imageImage: vector, meanToken: vector, flag: fc.boolean() },
    { requiredKeys: ['flag'] },
  );
  fc.assert(
    fc.property(kept, fc.integer({ min: 0, max: 7 }), (vectors, shift) => {
      const bytes = toBytes(vectors);
      const elsewhere = new Uint8Array(bytes.length + shift);
      elsewhere.set(bytes, shift);
      expect(fromBytes(elsewhere.subarray(shift))).toEqual(vectors);
    }),
  );
});

test('what was kept before there were mean tokens is read as it was', () => {
  const bytes = toBytes({ imageImage: Float32Array.of(3), flag: false });
  expect([...new Uint32Array(bytes.buffer, 0, 4)]).toEqual([1, 0, 0, 1]);
});

test.each([1, 2])(
  'bytes of format %i that are cut, too long or of another version are none',
  (format) => {
    const meanToken = format === 2 ? { meanToken: Float32Array.of(3) } : {};
    const bytes = toBytes({ textImage: Float32Array.of(1, 2), flag: true, ...meanToken });
    expect(bytes[0]).toBe(format);
    for (let end = 0; end < bytes.length; end++) expect(fromBytes(bytes.slice(0, end))).toBeNull();
    expect(fromBytes(Uint8Array.of(...bytes, 0))).toBeNull();
    const other = bytes.slice();
    other[0] = 3;
    expect(fromBytes(other)).toBeNull();
  },
);
