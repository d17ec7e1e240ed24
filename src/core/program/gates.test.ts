import { describe, expect, it } from 'vitest';
import { isGreyscale, isSketch } from './gates.ts';

const svg = (body: string) => `<svg xmlns="http://www.w3.org/2000/svg">${body}</svg>`;

// Expected values by running the official functions on the same programs.
describe('isSketch', () => {
  it.each([
    ['<path fill="none"/><rect fill="Transparent"/>', true],
    ['<path/>', false],
    ['<path fill="red"/>', false],
    ['<path style="stroke:red; FILL : none "/>', true],
    ['<path fill="none" style="fill:red"/>', true],
    ['<g fill="none"><path/></g>', false],
    ['<text>filled</text>', true],
    ['<path fill=none/>', false],
    ['', true],
  ])('of %s is %s', (body, sketch) => expect(isSketch(svg(body))).toBe(sketch));
});

describe('isGreyscale', () => {
  it.each([
    ['<path fill="#333" stroke="#a0a0a0"/>', true],
    ['<path fill="#334"/>', false],
    ['<path fill=" Gray "/><g stroke="none"/>', true],
    ['<path fill="rgb(1, 1,1)"/>', true],
    ['<path fill="rgba(1,1,2,.5)"/>', false],
    ['<path fill="rgba(9,9,9,.5)"/>', true],
    ['<path fill=""/>', true],
    ['<path fill="slategray"/>', false],
    ['<path fill="url(#g)"/>', false],
    ['<path style="stroke: red"/>', false],
    ['<path style="FILL:#fff;stroke:#000"/>', true],
    ['<path stop-color="red"/>', true],
    ['<path', false],
  ])('of %s is %s', (body, grey) => expect(isGreyscale(svg(body))).toBe(grey));
});
