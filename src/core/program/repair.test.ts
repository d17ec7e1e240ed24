import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MendKind } from './candidate.ts';
import { checkProgram, isWellFormed } from './check.ts';
import { repairProgram } from './repair.ts';

const XMLNS = 'xmlns="http://www.w3.org/2000/svg"';

const PROGRAMS = [
  `<svg ${XMLNS} width="10" height="10"><rect width="5" height="5" fill="red"/></svg>`,
  `<?xml version="1.0" encoding="UTF-8"?>\n<!-- a sun -->\n<svg ${XMLNS} viewBox="0 0 24 24">
  <defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>
  <g fill='url(#g)' transform="rotate(3)"><circle cx="12" cy="12" r="6"/><!-- rays --></g>
  <text x="1" y="2">5 &lt; 6 &amp; so on<tspan>é😀</tspan></text>
</svg>\n`,
  `<svg ${XMLNS} xmlns:xlink="http://www.w3.org/1999/xlink" width="4" height="4"><style><![CDATA[
.a > .b { fill: red }]]></style><use xlink:href="#x"/><path id="x" class="a" d="M0 0L4 4"/></svg>`,
  `<s:svg xmlns:s="http://www.w3.org/2000/svg" width="3" height="3"><s:g><s:rect/></s:g></s:svg>`,
  `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg ${XMLNS}><svg x="1"><rect/></svg></svg>`,
];

const LITTER = [
  '<',
  '>',
  '"',
  "'",
  '&',
  '&nbsp;',
  '&foo;',
  '&#0;',
  '&#x41;',
  '--',
  '-->',
  '<!--',
  ']]>',
  '</g>',
  '</svg>',
  '<g>',
  '<svg>',
  'a:b="1"',
  ' x=1 ',
  ' x="1"',
  ' hidden ',
  '/',
  '=',
  ':',
  '<?xml version="1.0"?>',
  '<?a b?>',
  '<?',
  '?>',
  '<!DOCTYPE svg>',
  '<![CDATA[',
  '\u0000',
  '\ud800',
  '```',
  ' xmlns:p="" ',
  ' xmlns="" ',
  '<a:b:c/>',
  '</',
  '<>',
  '\ufeff',
  ' ',
  'é',
  '<rect',
  '</SVG>',
  'xlink:href="#a" ',
];

const mutated = fc
  .record({
    program: fc.constantFrom(...PROGRAMS),
    edits: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        remove: fc.oneof(fc.constant(0), fc.nat(12)),
        text: fc.oneof(fc.constant(''), fc.constantFrom(...LITTER)),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ program, edits }) =>
    edits.reduce((text, { at, remove, text: insert }) => {
      const place = Math.floor(at * text.length);
      return text.slice(0, place) + insert + text.slice(place + remove);
    }, program),
  );

/** What resvg's own strict parser says; other complaints than XML are not its business here. */
function xmlComplaint(source: string): string | null {
  try {
    new Resvg(source, { font: { loadSystemFonts: false } });
    return null;
  } catch (error) {
    const message = String(error);
    return /invalid size|XML|parsing failed/i.test(message) && !/invalid size/.test(message)
      ? message
      : null;
  }
}

const isOurs = (source: string) => {
  const result = checkProgram(source);
  return result.ok ||
    result.failure.stage !== 'check' ||
    result.failure.kind !== 'malformed' ||
    /leaves nothing to draw on/.test(result.failure.detail)
    ? null
    : result.failure.detail;
};

describe('repairProgram', () => {
  it.each<[MendKind, string, string]>([
    ['fence', '```svg\n<svg X/>\n', '<svg X/>\n'],
    ['xmlns', '<svg/>', '<svg X/>'],
    ['xmlns', '<svg xmlns="https://www.w3.org/2000/svg"/>', '<svg X/>'],
    [
      'xmlns-prefix',
      '<svg X><use xlink:href="#a"/></svg>',
      '<svg xmlns:xlink="http://www.w3.org/1999/xlink" X><use xlink:href="#a"/></svg>',
    ],
    ['ampersand', '<svg X><text>a & b</text></svg>', '<svg X><text>a &amp; b</text></svg>'],
    ['entity', '<svg X><text>a&nbsp;b</text></svg>', '<svg X><text>a&#160;b</text></svg>'],
    ['entity', '<svg X><text>&wat;</text></svg>', '<svg X><text>&amp;wat;</text></svg>'],
    ['duplicate-attribute', '<svg X><g a="1" a="2"/></svg>', '<svg X><g a="1" /></svg>'],
    ['unquoted-attribute', '<svg X><g a=red/></svg>', '<svg X><g a="red"/></svg>'],
    ['unquoted-attribute', '<svg X><g a="1"b="2"/></svg>', '<svg X><g a="1" b="2"/></svg>'],
    ['unclosed-element', '<svg X><g><rect/></svg>', '<svg X><g><rect/></g></svg>'],
    ['stray-end-tag', '<svg X><rect/></g></svg>', '<svg X><rect/></svg>'],
    ['comment-dashes', '<svg X><!-- a -- b --></svg>', '<svg X><!-- a - - b --></svg>'],
    ['control-character', '<svg X><g id="a\u0001"/></svg>', '<svg X><g id="a"/></svg>'],
    ['leading-space', '\n<?xml version="1.0"?><svg X/>', '<?xml version="1.0"?><svg X/>'],
    ['leading-text', 'Here: <svg X/>', '<svg X/>'],
    ['trailing-text', '<svg X/>Enjoy!', '<svg X/>'],
    ['root-case', '<SVG X/>', '<svg X/>'],
    ['markup-character', '<svg X><text>1 < 2</text></svg>', '<svg X><text>1 &lt; 2</text></svg>'],
    ['stray-character', '<svg X><g a="1",/></svg>', '<svg X><g a="1" /></svg>'],
    ['document-type', '<!doctype html><svg X/>', '<svg X/>'],
  ])('mends %s: %s', (kind, broken, whole) => {
    const { source, mends } = repairProgram(broken.replace('X', XMLNS));
    expect(source).toBe(whole.replace('X', XMLNS));
    expect(mends.map((mend) => mend.kind)).toEqual([kind]);
  });

  it('drops a tag cut short at the end and closes what is open', () => {
    const { source, mends } = repairProgram(`<svg ${XMLNS}><g><rect/><path d="M0 0L`);
    expect(source).toBe(`<svg ${XMLNS}><g><rect/></g></svg>`);
    expect(mends.map(({ kind }) => kind).sort()).toEqual([
      'cut-tag',
      'unclosed-element',
      'unclosed-element',
    ]);
  });

  it('closes a root that lacks its ">" rather than lose the drawing', () => {
    expect(repairProgram(`<svg ${XMLNS} <rect/></svg>`).source).toBe(`<svg ${XMLNS}><rect/></svg>`);
  });

  it('says where, in the text as sent', () => {
    const { mends } = repairProgram(`\u0001<svg ${XMLNS}>\n<text>a & b</text></svg>`);
    expect(mends.map(({ kind, at }) => [kind, at.line, at.column])).toEqual([
      ['control-character', 1, 1],
      ['ampersand', 2, 9],
    ]);
  });

  it('gives a strictly valid program back unchanged', () => {
    for (const program of PROGRAMS) {
      expect(repairProgram(program)).toEqual({ source: program, mends: [] });
      expect(xmlComplaint(program)).toBeNull();
    }
  });

  // Found by 100,000 mutations; the run below makes 1,500.
  it.each([
    '<svg><xmlns:s width="3"><g/></xmlns:s></svg>',
    '<xmlns:svg width="3"><g/></xmlns:svg>',
    '<svg><xmlns:a:b/></svg>',
    '<svg xmlnsxlink:href="#a" width="3"></svg>',
    '<!DOCTYPE svg \u{feff}PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd"><svg><g/></svg>',
    '<s:svg xmlns--:s="http://www.w3.org/2000/svg" width="3"><s:g/></s:svg>',
  ])('mends what only looks like a declaration or a space: %s', (broken) => {
    const { source } = repairProgram(broken);
    expect(xmlComplaint(source)).toBeNull();
    expect(isOurs(source)).toBeNull();
    expect(repairProgram(source)).toEqual({ source, mends: [] });
  });

  it('makes every mutated program well-formed, for us and for the renderer, and is idempotent', () => {
    fc.assert(
      fc.property(mutated, (broken) => {
        const { source, mends } = repairProgram(broken);
        expect(repairProgram(source)).toEqual({ source, mends: [] });
        const ours = isOurs(source);
        if (ours !== null) {
          // Nothing to save: no svg element ever began.
          expect(ours).toMatch(/no <svg> element|empty/);
          expect(mends).toEqual([]);
          return;
        }
        expect(xmlComplaint(source)).toBeNull();
      }),
      { numRuns: 1500 },
    );
  });

  it('never calls well-formed what the renderer refuses as XML', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        if (isWellFormed(text)) {
          expect(xmlComplaint(repairProgram(text).source)).toBeNull();
          expect(repairProgram(text).mends.every(({ kind }) => kind === 'xmlns')).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('makes every prefix of a streamed program well-formed, or says nothing is drawable', () => {
    for (const program of PROGRAMS) {
      for (let length = 0; length <= program.length; length++) {
        const { source } = repairProgram(program.slice(0, length));
        const ours = isOurs(source);
        if (ours === null) expect(xmlComplaint(source), source).toBeNull();
        else expect(ours).toMatch(/no <svg> element|empty/);
      }
    }
  });

  it('lists at most 200 places and counts the rest', () => {
    const { mends } = repairProgram(`<svg ${XMLNS}>${'& '.repeat(1000)}</svg>`);
    expect(mends).toHaveLength(200);
    expect(mends.at(-1)!.detail).toContain('and 800 more');
  });
});
