/** The list of drawn characters in core against the fonts that are really shipped. */
import { initWasm } from '@resvg/resvg-wasm';
import { beforeAll, expect, test } from 'vitest';
import { checkProgram } from '../../core/program/check.ts';
import { drawProgram } from './draw-program.ts';
import { readFonts } from './font-files.node.ts';
import type { FontFile } from './fonts.ts';
import { readResvgBinary } from './resvg-binary.node.ts';

let fonts: ReadonlyMap<FontFile, Uint8Array>;

beforeAll(async () => {
  await initWasm(await readResvgBinary());
  fonts = await readFonts();
});

function checked(text: string) {
  const program = checkProgram(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><text x="9" y="28" font-size="20">${text}</text></svg>`,
  );
  if (!program.ok) throw new Error(program.failure.detail);
  return program.value;
}

const warns = (text: string): boolean =>
  checked(text).warnings.some(({ kind }) => kind === 'text-without-font');

function pixelsOf(text: string): Buffer {
  const program = checked(text);
  const size = { kind: 'fit', sidePx: 40 } as const;
  const raster = drawProgram({ program, size, background: 'white', limitMs: 1000 }, fonts);
  if (!raster.ok) throw new Error(raster.failure.detail);
  return Buffer.from(raster.value.data.buffer);
}

/** Drawn as what no font will ever have. */
const isBox = (text: string): boolean => pixelsOf(text).equals(pixelsOf('\uf8ff'));

/** Nothing to see by themselves, in any font. */
const INVISIBLE = /[\s\p{M}\p{Cf}]/u;
const MARKUP = '<&>';

test('on both sides of every end of a range, what is warned of is what becomes a box', () => {
  const wrong: string[] = [];
  let before = '';
  for (let code = 0x21; code < 0x2e00; code++) {
    const character = String.fromCodePoint(code);
    if (INVISIBLE.test(character) || MARKUP.includes(character) || (code >= 0x7f && code < 0xa0))
      continue;
    if (before !== '' && warns(character) !== warns(before))
      wrong.push(...[before, character].filter((side) => warns(side) !== isBox(side)));
    before = character;
  }
  expect(wrong).toEqual([]);
});

test('Vietnamese letters are warned of where the fonts can not put them together', () => {
  const letters = Array.from({ length: 82 }, (_, index) => String.fromCodePoint(0x1ea0 + index));
  expect(letters.filter((letter) => warns(letter) !== isBox(letter))).toEqual([]);
  expect(letters.filter(isBox)).toHaveLength(36);
});

test.each(['→', '★', '✓', '漢', 'ع', '😀', '&#x2192;', '<tspan>★</tspan>'])(
  '%s is warned of, and becomes a box',
  (text) => {
    expect(warns(text)).toBe(true);
    expect(isBox(text)).toBe(true);
  },
);

test.each(['Plain text — “quoted”…', 'Łódź ₹5 †', 'Ґанок', 'πr', '\u{fe0f}a'])(
  '%s is drawn without a warning',
  (text) => {
    expect(warns(text)).toBe(false);
    expect(isBox(text)).toBe(false);
  },
);

test('what stands outside of text is no text', () => {
  const program = checkProgram(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>→</title><!-- ★ --><rect/></svg>',
  );
  expect(program.ok && program.value.warnings).toEqual([]);
});
