/** The bytes of the shipped fonts, from the installed packages. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { FONT_FACES, type FontFile } from './fonts.ts';

const require = createRequire(import.meta.url);

export async function readFonts(): Promise<Map<FontFile, Uint8Array>> {
  return new Map(
    await Promise.all(
      FONT_FACES.map(async ({ file }): Promise<[FontFile, Uint8Array]> => {
        const [name] = /^noto-(?:sans-mono|sans|serif)/.exec(file)!;
        return [file, await readFile(require.resolve(`@fontsource/${name}/files/${file}.woff2`))];
      }),
    ),
  );
}
