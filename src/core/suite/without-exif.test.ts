import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withoutExif } from './without-exif.ts';

const file = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    readFileSync(new URL(`../../../tests/fixtures/pictures/${name}`, import.meta.url)),
  );

const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part,
    ),
  );

test('a JPEG that viewers turn becomes the one they do not', () => {
  expect(file('turned.jpg')).not.toEqual(file('photo.jpg'));
  expect(withoutExif(file('turned.jpg'))).toEqual(file('photo.jpg'));
});

test.each(['photo.jpg', 'profile.jpg', 'progressive.jpg', 'plain.png', 'lossy.webp'])(
  '%s has none and stays as it is',
  (name) => expect(withoutExif(file(name))).toEqual(file(name)),
);

test('a PNG loses its chunk, whatever stands around it', () => {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const chunk = (type: string) => [...bytes([0, 0, 0, 2], type, [1, 2], [9, 9, 9, 9])];
  const whole = bytes(signature, chunk('IHDR'), chunk('eXIf'), chunk('IDAT'), chunk('eXIf'));
  expect(withoutExif(whole)).toEqual(bytes(signature, chunk('IHDR'), chunk('IDAT')));
});

test('a WebP keeps its length, and its block has another name', () => {
  const size = [24, 0, 0, 0];
  const head = bytes('RIFF', size, 'WEBP', 'VP8X', [3, 0, 0, 0], [0, 0, 0, 0]);
  const whole = bytes([...head], 'EXIF', [2, 0, 0, 0], [1, 2]);
  expect(withoutExif(whole)).toEqual(bytes([...head], 'XXXX', [2, 0, 0, 0], [1, 2]));
});

test('a file that is cut anywhere, or is another kind, never throws', () => {
  for (const name of ['turned.jpg', 'plain.png', 'lossy.webp', 'cut.jpg'])
    for (let length = 0; length < 300; length++)
      expect(() => withoutExif(file(name).slice(0, length))).not.toThrow();
  expect(withoutExif(bytes('GIF89a'))).toEqual(bytes('GIF89a'));
});
