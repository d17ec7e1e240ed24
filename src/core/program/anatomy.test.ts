import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anatomyOf } from './anatomy.ts';
import { countSegments } from './path-data.ts';
import { parseColour } from './colour.ts';

const HOUSE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
  <style>.roof { fill: #F00; stroke: navy }</style>
  <!-- the walls -->
  <g id="walls" fill="#ff0000"><rect width="4" height="4" style="fill: rgb(0, 128, 0)"/></g>
  <path class="roof" d="M0 4 2 2 4 4z"/>
  <path aria-label="smoke" d="M1 1" fill="none"/>
</svg>`;

describe('anatomyOf', () => {
  const anatomy = anatomyOf(HOUSE);

  it('is the tree of elements with places and labels', () => {
    const root = anatomy.root!;
    expect(root.children.map(({ name, label }) => [name, label])).toEqual([
      ['style', null],
      ['g', 'walls'],
      ['path', null],
      ['path', 'smoke'],
    ]);
    const walls = root.children[1]!;
    expect(walls.span).toMatchObject({ line: 4, column: 3 });
    expect(HOUSE.slice(walls.span.start, walls.span.end)).toMatch(/^<g .*<\/g>$/);
    expect(walls.children[0]!.index).toBe(3);
  });

  it('names an element by the comment before it, where nothing better is there', () => {
    const { root } = anatomyOf('<svg><!-- the sun --><circle/></svg>');
    expect(root!.children[0]!.label).toBe('the sun');
  });

  it('counts elements, colours, segments and depth', () => {
    expect(anatomy.elements).toBe(6);
    expect(anatomy.counts[0]).toEqual({ name: 'path', count: 2 });
    expect(anatomy.palette).toEqual([
      { colour: '#ff0000', count: 2 },
      { colour: '#000080', count: 1 },
      { colour: '#008000', count: 1 },
    ]);
    expect(anatomy.paths).toEqual([
      { index: 4, segments: 4, characters: 13 },
      { index: 5, segments: 1, characters: 4 },
    ]);
    expect(anatomy.depth).toBe(3);
  });

  it('bears broken and half-typed programs', () => {
    expect(anatomyOf('').root).toBeNull();
    const { root } = anatomyOf('<svg><g><rect/><path d="M0');
    expect(root!.children[0]!.children.map(({ name }) => name)).toEqual(['rect']);
    fc.assert(fc.property(fc.string(), (text) => void anatomyOf(`<svg>${text}`)));
  });
});

describe('countSegments', () => {
  it.each([
    ['', 0],
    ['M0 0L1 1', 2],
    ['M0 0 1 1 2 2', 3],
    ['m1.5.5-1-1', 2],
    ['M0 0a1 1 0 0110 10z', 3],
    ['M0,0C1,1,2,2,3,3,4,4,5,5,6,6', 3],
    ['M0 0 L 1e3 -2.5E-1 H', 2],
    ['M0 0 L nonsense 1 1', 1],
  ])('of %s is %i', (d, segments) => expect(countSegments(d)).toBe(segments));
});

describe('parseColour', () => {
  it.each([
    ['#ABC', '#aabbcc'],
    ['#11223344', '#112233'],
    ['rgb(255 0 10%)', '#ff001a'],
    ['rgba(0, 128, 255, .5)', '#0080ff'],
    ['hsl(120, 100%, 25%)', '#008000'],
    ['RebeccaPurple', '#663399'],
    ['none', null],
    ['url(#a)', null],
    ['currentColor', null],
    ['#12', null],
    ['rgb(a, b, c)', null],
  ])('%s is %s', (text, colour) => expect(parseColour(text)).toBe(colour));
});
