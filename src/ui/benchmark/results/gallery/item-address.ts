/** Address of an item's page, and of one sample on it. */
import { runHash } from '../../../state/route.svelte.ts';

/** @param slotId of the sample that is open; empty: the page chooses */
export const itemHash = (runId: string, itemId: string, slotId = ''): string =>
  runHash(runId, 'items', [itemId, slotId].filter(Boolean).map(encodeURIComponent).join('/'));

/** Whatever stands in an address bar: what cannot be read is no item. */
export function itemOfAddress(rest: string): { itemId: string; slotId: string } {
  const [itemId = '', slotId = ''] = rest.split('/').map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return '';
    }
  });
  return { itemId, slotId };
}
