import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LARGEST_PICTURE_BYTES, pictureSize, tooManyBytes } from './picture-file.ts';

const photo = readFileSync(new URL('../../../tests/fixtures/pictures/photo.jpg', import.meta.url));

/** A PNG's header alone: what it claims is what a decoder would make room for. */
function pngClaiming(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

const reason = (bytes: Uint8Array): string => {
  const size = pictureSize(bytes, 'a.png');
  return size.ok ? '' : size.failure.detail;
};

test('a picture’s size is known from its header', () => {
  expect(pictureSize(photo, 'photo.jpg')).toEqual({ ok: true, value: { width: 67, height: 45 } });
});

test('16 million pixels are decoded, and one more is not', () => {
  expect(pictureSize(pngClaiming(4000, 4000), 'a.png')).toMatchObject({ ok: true });
  expect(reason(pngClaiming(4000, 4001))).toMatch(
    /a\.png has 4000 × 4001 pixels, more than the 16/,
  );
  // Its product is beyond 32 bits.
  expect(reason(pngClaiming(100_000, 100_000))).toMatch(/more than the 16 million/);
});

test.each([
  ['text', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['nothing', new Uint8Array(0)],
  ['a header cut short', photo.subarray(0, 20)],
  ['no pixels', pngClaiming(0, 10)],
])('%s is no picture', (_, bytes) => {
  expect(reason(bytes)).toBe('a.png is no PNG, JPEG, WebP or GIF picture.');
});

test('a file of too many bytes is told before it is read', () => {
  expect(tooManyBytes(LARGEST_PICTURE_BYTES, 'a.png')).toBeNull();
  expect(tooManyBytes(LARGEST_PICTURE_BYTES * 2, 'a.png')?.detail).toMatch(/has 128 MiB, more/);
});
