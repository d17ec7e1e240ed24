import { expect, test } from 'vitest';
import { facesFor } from './fonts.ts';

const files = (source: string) => facesFor(source).map(({ file }) => file);

test('a program without text is given no fonts', () => {
  expect(files('<svg><textures/><rect/></svg>')).toEqual([]);
});

test('plain text is given one face', () => {
  expect(files('<svg><text>a</text></svg>')).toEqual(['noto-sans-latin-400-normal']);
  expect(files('<text x="700">a</text>')).toEqual(['noto-sans-latin-400-normal']);
  expect(files('<s:svg><s:text>a</s:text></s:svg>')).toEqual(['noto-sans-latin-400-normal']);
});

test('bold, slanted and other families bring their faces, and the sans stays to fall back on', () => {
  expect(files('<text font-weight="600">')).toContain('noto-sans-latin-700-normal');
  expect(files('<style>text{font-weight: 900}</style><text>')).toContain(
    'noto-sans-latin-700-normal',
  );
  expect(files('<text font-style="oblique">')).toContain('noto-sans-latin-400-italic');
  expect(files('<text font-family="Noto Serif">')).toEqual([
    'noto-sans-latin-400-normal',
    'noto-serif-latin-400-normal',
  ]);
});

test('letters beyond Latin bring the face that has them, also as references', () => {
  expect(files('<text>Łódź</text>')).toContain('noto-sans-latin-ext-400-normal');
  expect(files('<text>π</text>')).toContain('noto-sans-greek-400-normal');
  expect(files('<text>&#960;</text>')).toContain('noto-sans-greek-400-normal');
  expect(files('<text>Да</text>')).toContain('noto-sans-cyrillic-400-normal');
});

test('an embedded program may hold any text', () => {
  expect(files('<image href="data:image/svg+xml;base64,"/>')).toHaveLength(13);
});
