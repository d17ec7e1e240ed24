import { describe, expect, it } from 'vitest';
import { findSwatches } from './swatches.ts';

const known = (word: string) => !/^[a-z]+$/i.test(word) || ['red', 'navy'].includes(word);
const colors = (source: string, limit = 100) =>
  findSwatches(source, known, limit).map((swatch) => swatch.color);

describe('findSwatches', () => {
  it('finds colours in attributes and in styles', () => {
    expect(colors('<stop stop-color="#27306b"/><g style="fill: #fff; stroke:navy"/>')).toEqual([
      '#27306b',
      '#fff',
      'navy',
    ]);
    expect(colors(`<path fill='rgb(1, 2, 3)' stroke="hsl(120deg 50% 50% / .5)"/>`)).toEqual([
      'rgb(1, 2, 3)',
      'hsl(120deg 50% 50% / .5)',
    ]);
  });

  it('leaves references, keywords and unknown words alone', () => {
    expect(
      colors('<use href="#fff"/><path fill="url(#abc)" stroke="none" color="var(--x)"/>'),
    ).toEqual([]);
    expect(colors('<path fill="reddish" stroke="currentColor"/>')).toEqual([]);
  });

  it('gives the offset of the colour itself', () => {
    expect(findSwatches('<a fill="red"/>', known, 9)).toEqual([{ start: 9, color: 'red' }]);
  });

  it('stops at its ceiling', () => {
    expect(colors('<a fill="red"/>'.repeat(5), 3)).toHaveLength(3);
  });

  it('never lets through what could end a style rule', () => {
    expect(colors('<a fill="#fff}*{color:red"/>')).toEqual(['#fff', 'red']);
    expect(colors('<a fill="rgb(1;2;3)"/>')).toEqual([]);
  });

  it('is linear on hostile text', () => {
    const hostile = 'fill="rgb(' + '1 '.repeat(200_000);
    expect(colors(hostile)).toEqual([]);
    expect(colors('fill=' + ' '.repeat(400_000) + 'x')).toEqual([]);
  });
});
