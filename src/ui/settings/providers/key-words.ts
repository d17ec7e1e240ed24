/** The state of a provider's key in a few words. */
import type { Provider } from '../../../core/ports/model-shelf.ts';
import type { KeyFacts } from './shelf-view.svelte.ts';

/** `key in memory, …7Qf2`, `key on this device, …7Qf2`, `no key needed`, `no key yet` */
export function keyWords({ key }: Pick<Provider, 'key'>, kept: KeyFacts | null): string {
  if (kept !== null)
    return `key ${kept.place === 'memory' ? 'in memory' : 'on this device'}, …${kept.ending}`;
  return { none: 'no key needed', optional: 'no key, may need none', required: 'no key yet' }[key];
}
