import { expect, test } from 'vitest';
import { legacyColours } from './colour-syntax.ts';

test.each([
  ['rgb(0 128 0 / 50%)', 'rgba(0,128,0,0.5)'],
  ['rgba(255, 0, 0, 50%)', 'rgba(255,0,0,0.5)'],
  ['rgb(10% 20% 30%)', 'rgb(10%,20%,30%)'],
  ['hsl(120deg 50% 50%)', 'hsl(120,50%,50%)'],
  ['hsl(120deg 50% 50% / .3)', 'hsla(120,50%,50%,.3)'],
  ['rgba(1, 2, 3, .4)', 'rgba(1,2,3,.4)'],
  ['fill:rgb(1 2 3);stroke:red', 'fill:rgb(1,2,3);stroke:red'],
])('%s is written as %s', (modern, legacy) => {
  expect(legacyColours(modern)).toBe(legacy);
});

test.each(['rgb(from red r g b)', 'rgb(1, 2)', 'url(#rgb)', 'rgb(calc(1) 2 3)', 'red'])(
  '%s stays as it is',
  (text) => expect(legacyColours(text)).toBe(text),
);
