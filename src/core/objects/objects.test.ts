import { expect, test } from 'vitest';
import { checkProgram } from '../program/check.ts';
import { objectDrawings } from './object-drawing.ts';
import { recolouredProgram } from './recoloured-program.ts';

const CUP = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" data-noun="cup" data-color="red"
  data-facing="front" data-box="10 10 80 80" data-size="0.3" data-top="" data-hold="" data-wear="">
  <!-- A cup -->
  <g id="body">
    <rect class="main" fill="#d62828" x="10" y="10" width="80" height="80"/>
    <rect fill="#112233" x="40" y="40" width="10" height="10"/>
  </g>
</svg>`;

test('drawings are listed by noun, then by style, with hyphens read as spaces', () => {
  const listed = objectDrawings({
    '../../objects/fire-hydrant/outline.svg': 'c',
    '../../objects/fire-hydrant/aged.svg': 'd',
    '../../objects/fire-hydrant/flat.svg': 'a',
    '../../objects/apple/detailed.svg': 'b',
    '../../objects/README.md': '',
  });
  expect(listed.map(({ noun, style }) => `${noun}/${style}`)).toEqual([
    'apple/detailed',
    'fire hydrant/flat',
    'fire hydrant/outline',
    'fire hydrant/aged',
  ]);
});

test('a drawing that keeps its colour keeps its text', () => {
  const cup = { noun: 'cup', style: 'flat', source: CUP };
  expect(recolouredProgram(cup, null, null)).toBe(CUP);
});

test('another colour changes the main body and nothing else', () => {
  const blue = recolouredProgram({ noun: 'cup', style: 'flat', source: CUP }, 'blue', null);
  expect(blue).toContain('<!-- blue cup -->');
  expect(blue).not.toContain('#d62828');
  expect(blue).toContain('fill="#112233"');
  expect(checkProgram(blue).ok).toBe(true);
});

test('a material comes with its paint', () => {
  const wooden = recolouredProgram({ noun: 'cup', style: 'flat', source: CUP }, null, 'wooden');
  expect(wooden).toContain('<!-- wooden cup -->');
  expect(wooden).toMatch(/<defs>[^]*id="texture_wooden"/);
  expect(checkProgram(wooden).ok).toBe(true);
});
