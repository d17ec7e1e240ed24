import { describe, expect, it } from 'vitest';
import { anatomyOf } from '../../../core/program/anatomy.ts';
import { AnatomyIndex } from './anatomy-index.ts';

const source =
  '<svg viewBox="0 0 9 9"><defs><circle id="c" r="1"/></defs>' +
  '<g><rect width="9" height="9"/><text>a<tspan>b</tspan></text></g><use href="#c"/></svg>';
const index = new AnatomyIndex(anatomyOf(source));
const nameAt = (text: string) => index.at(source.indexOf(text))?.name;

describe('AnatomyIndex', () => {
  it('finds the innermost element at an offset', () => {
    expect(nameAt('width="9"')).toBe('rect');
    expect(nameAt('b</tspan>')).toBe('tspan');
    expect(nameAt('viewBox')).toBe('svg');
    expect(index.at(source.length + 5)).toBeNull();
  });

  it('lists what paints, in paint order, a text as one thing', () => {
    expect(index.painted.map((at) => index.nodes[at]!.name)).toEqual(['rect', 'text', 'use']);
  });

  it('gives the way down to an element', () => {
    const tspan = index.nodes.find((node) => node.name === 'tspan')!;
    expect(index.ancestors(tspan.index).map((node) => node.name)).toEqual(['svg', 'g', 'text']);
  });

  it('does not point at the drawing as a whole', () => {
    expect(index.pointedAt(2)).toBeNull();
    expect(index.pointedAt(source.indexOf('<rect'))).toBe(
      index.nodes.findIndex((node) => node.name === 'rect'),
    );
  });

  it('of nothing finds nothing', () => {
    const empty = new AnatomyIndex(anatomyOf('no program'));
    expect(empty.at(0)).toBeNull();
    expect(empty.painted).toEqual([]);
  });
});
