/** The bytes of the shipped fonts, fetched from beside the page. */
import sans from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url';
import sansBold from '@fontsource/noto-sans/files/noto-sans-latin-700-normal.woff2?url';
import sansItalic from '@fontsource/noto-sans/files/noto-sans-latin-400-italic.woff2?url';
import sansBoldItalic from '@fontsource/noto-sans/files/noto-sans-latin-700-italic.woff2?url';
import serif from '@fontsource/noto-serif/files/noto-serif-latin-400-normal.woff2?url';
import serifBold from '@fontsource/noto-serif/files/noto-serif-latin-700-normal.woff2?url';
import serifItalic from '@fontsource/noto-serif/files/noto-serif-latin-400-italic.woff2?url';
import serifBoldItalic from '@fontsource/noto-serif/files/noto-serif-latin-700-italic.woff2?url';
import sansMono from '@fontsource/noto-sans-mono/files/noto-sans-mono-latin-400-normal.woff2?url';
import sansMonoBold from '@fontsource/noto-sans-mono/files/noto-sans-mono-latin-700-normal.woff2?url';
import sansLatinExt from '@fontsource/noto-sans/files/noto-sans-latin-ext-400-normal.woff2?url';
import sansGreek from '@fontsource/noto-sans/files/noto-sans-greek-400-normal.woff2?url';
import sansCyrillic from '@fontsource/noto-sans/files/noto-sans-cyrillic-400-normal.woff2?url';
import { fetchBytes } from './fetch-bytes.browser.ts';
import type { FontFile } from './fonts.ts';

const URLS: Record<FontFile, string> = {
  'noto-sans-latin-400-normal': sans,
  'noto-sans-latin-700-normal': sansBold,
  'noto-sans-latin-400-italic': sansItalic,
  'noto-sans-latin-700-italic': sansBoldItalic,
  'noto-serif-latin-400-normal': serif,
  'noto-serif-latin-700-normal': serifBold,
  'noto-serif-latin-400-italic': serifItalic,
  'noto-serif-latin-700-italic': serifBoldItalic,
  'noto-sans-mono-latin-400-normal': sansMono,
  'noto-sans-mono-latin-700-normal': sansMonoBold,
  'noto-sans-latin-ext-400-normal': sansLatinExt,
  'noto-sans-greek-400-normal': sansGreek,
  'noto-sans-cyrillic-400-normal': sansCyrillic,
};

export async function readFonts(): Promise<Map<FontFile, Uint8Array>> {
  return new Map(
    await Promise.all(
      (Object.keys(URLS) as FontFile[]).map(async (file): Promise<[FontFile, Uint8Array]> => [
        file,
        await fetchBytes(URLS[file]),
      ]),
    ),
  );
}
