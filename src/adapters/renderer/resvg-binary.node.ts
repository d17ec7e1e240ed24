/** resvg's machine code, from the installed package. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const readResvgBinary = async (): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
