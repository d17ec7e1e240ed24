/** The page's shelf: files beside the page, weights in the Cache API, choices in localStorage. */
import { success, type Result } from '../../core/failure.ts';
import { WeightShelf } from './weight-shelf.ts';
import type { SettingsText } from './shelf-settings.ts';
import { BrowserWeightCache } from './weight-cache.browser.ts';

/** @param base address of the folder that the page was served from, with a slash at the end */
export const openPageShelf = (base: string = document.baseURI): WeightShelf =>
  new WeightShelf({
    cache: new BrowserWeightCache(),
    settings: localSettings,
    readShipped: (path) => readBeside(new URL(`encoders/${path}`, base).href),
  });

/** Kept by the browser's HTTP cache; whether it is the right file is checked against its card. */
async function readBeside(url: string): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const { download } = await import('./download.ts');
  const got = await download(url, { sha256: null });
  return got.ok ? success(new Uint8Array(await got.value.file.arrayBuffer())) : got;
}

const KEY = 'sgp.encoders';

/** Choices of a visit where storage is forbidden last as long as the visit. */
const localSettings: SettingsText = {
  read() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // blocked by the person's settings: defaults it is
    }
  },
  write(text) {
    try {
      localStorage.setItem(KEY, text);
    } catch (error) {
      console.info('Choices about encoders are not kept:', error);
    }
  },
};
