import { describe, expect, it } from 'vitest';
import { anatomyStatistics, sampleAnatomy } from './anatomy-statistics.ts';

const read = (body: string) =>
  sampleAnatomy(`<svg xmlns="http://www.w3.org/2000/svg">${body}</svg>`, (name) => name);

describe('anatomyStatistics', () => {
  it('counts elements by kind over programs, and how many programs use them', () => {
    const found = anatomyStatistics([
      read('<rect fill="red"/><rect fill="#00f"/>'),
      read('<g><path d="M0 0L1 1Z" fill="red"/></g>'),
    ])!;
    expect(found.kinds).toEqual([
      { name: 'rect', count: 2, programs: 1 },
      { name: 'svg', count: 2, programs: 2 },
      { name: 'g', count: 1, programs: 1 },
      { name: 'path', count: 1, programs: 1 },
    ]);
    expect(found.programs).toBe(2);
    expect(found.segments).toMatchObject({ mean: 1.5, median: 1.5 });
    expect(found.depth.mean).toBe(2.5);
    expect(found.colours.mean).toBe(1.5);
  });

  it('is none without a program', () => {
    expect(anatomyStatistics([])).toBeNull();
  });
});
