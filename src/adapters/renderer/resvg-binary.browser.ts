/** resvg's machine code, fetched from beside the page. */
import url from '@resvg/resvg-wasm/index_bg.wasm?url';
import { fetchBytes } from './fetch-bytes.browser.ts';

// Not compiled as it streams: that would need a host that names the type `application/wasm`.
export const readResvgBinary = (): Promise<Uint8Array<ArrayBuffer>> => fetchBytes(url);
