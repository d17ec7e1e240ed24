import { expect, test } from 'vitest';
import { nearestFamily } from './font-family.ts';
import { intoUsvgDialect } from './usvg-dialect.ts';

test.each([
  ['Arial', 'Noto Sans'],
  ['Helvetica Neue, Arial, sans-serif', 'Noto Sans'],
  ['-apple-system, BlinkMacSystemFont', 'Noto Sans'],
  ['Comic Sans MS', 'Noto Sans'],
  ['cursive', 'Noto Sans'],
  ['fantasy', 'Noto Sans'],
  ['Unheard Of', 'Noto Sans'],
  ['serif', 'Noto Serif'],
  ['Georgia', 'Noto Serif'],
  ["'Times New Roman', Times, serif", 'Noto Serif'],
  ['Unheard Of, serif', 'Noto Serif'],
  ['Noto Serif', 'Noto Serif'],
  ['"Courier New"', 'Noto Sans Mono'],
  ['Consolas', 'Noto Sans Mono'],
  ['Monaco', 'Noto Sans Mono'],
  ['Century Gothic', 'Noto Sans'],
  ['monospace', 'Noto Sans Mono'],
  ['DejaVu Sans Mono', 'Noto Sans Mono'],
  ['Fira Code, serif', 'Noto Sans Mono'],
  ['inherit', 'inherit'],
])('%s is drawn in %s', (list, family) => {
  expect(nearestFamily(list)).toBe(family);
});

test('attributes, style attributes and style sheets are all rewritten', () => {
  expect(intoUsvgDialect('<text font-family="Georgia">a</text>')).toBe(
    '<text font-family="Noto Serif">a</text>',
  );
  expect(intoUsvgDialect(`<text style="fill:red; font-family: 'Courier New'; x:1">a</text>`)).toBe(
    '<text style="fill:red; font-family:Noto Sans Mono; x:1">a</text>',
  );
  expect(intoUsvgDialect('<style>.a{font-family:Georgia} b > c{fill:red}</style>')).toBe(
    '<style>.a{font-family:Noto Serif} b &gt; c{fill:red}</style>',
  );
  expect(intoUsvgDialect('<style><![CDATA[b > c{font-family:Georgia !important}]]></style>')).toBe(
    '<style><![CDATA[b > c{font-family:Noto Serif !important}]]></style>',
  );
});

test('quotes written as entities are read as quotes', () => {
  expect(
    intoUsvgDialect('<text style="font-family:&quot;Courier New&quot;, serif;fill:red"/>'),
  ).toBe('<text style="font-family:Noto Sans Mono;fill:red"/>');
});

test('the shorthand is spelled out, since the renderer passes over it', () => {
  expect(intoUsvgDialect('<text style="font: italic bold 12px/1.5 Georgia, serif">a</text>')).toBe(
    '<text style="font-style:italic;font-weight:bold;font-size:12px;font-family:Noto Serif">a</text>',
  );
  expect(intoUsvgDialect('<style>text{font:600 2em monospace}</style>')).toBe(
    '<style>text{font-style:normal;font-weight:600;font-size:2em;font-family:Noto Sans Mono}</style>',
  );
});

test('what only talks about fonts stays as it is', () => {
  const source =
    '<!-- font-family: Arial --><text data-style="font-family:Arial" x="1">font-family: Arial</text>';
  expect(intoUsvgDialect(source)).toBe(source);
});

test('an arrow that turns at the start turns at all', () => {
  expect(intoUsvgDialect('<marker orient="auto-start-reverse"/>')).toBe('<marker orient="auto"/>');
});

test('colours of CSS 4 are those of CSS 3, in paints and in style sheets', () => {
  expect(intoUsvgDialect('<g fill="rgb(1 2 3)" id="rgb(1 2 3)"/>')).toBe(
    '<g fill="rgb(1,2,3)" id="rgb(1 2 3)"/>',
  );
  expect(intoUsvgDialect('<style>a{fill:hsl(9deg 1% 2% / 3%)}</style>')).toBe(
    '<style>a{fill:hsla(9,1%,2%,0.03)}</style>',
  );
});
