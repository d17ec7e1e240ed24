/** What calls cost: the person's own price, else the provider's, else a small dated list. */
import type { Usage } from '../../core/ports/language-model.ts';
import type { ModelChoice, ModelListing, Price } from '../../core/ports/model-shelf.ts';
import { readStored, type DeviceStorage } from './device-storage.ts';
import { number, at, record } from './read-json.ts';

const STORED = 'sgp-playground:prices';

/**
 * US dollars per million tokens, by the start of the model's id. Read on 2026-10-10 from a public
 * transcript (docs.rs: synaps 0.10.2, `pricing`) of platform.claude.com/docs/en/about-claude/pricing.
 * Only flat prices: a model priced by prompt length is left unknown. Prices change and lists err:
 * the page shows `source: 'table'`, and a person's own price goes before it.
 */
const LISTED: Readonly<Record<string, readonly [start: string, input: number, output: number][]>> =
  {
    anthropic: [
      ['claude-opus-5-5', 4, 20],
      ['claude-opus-5', 5, 25],
      ['claude-opus-4-8', 5, 25],
      ['claude-opus-4-7', 5, 25],
      ['claude-opus-4-6', 5, 25],
      ['claude-opus-4-5', 5, 25],
      ['claude-opus-4-1', 15, 75],
      ['claude-sonnet-5', 2, 10],
      ['claude-sonnet-4', 3, 15],
      ['claude-haiku-4-5', 1, 5],
    ],
  };

const nameOf = ({ providerId, modelId }: ModelChoice): string => `${providerId}/${modelId}`;

/** They run here. */
const FREE: ReadonlySet<string> = new Set(['replay', 'composer', 'chrome']);

export class PriceTable {
  readonly #storage: DeviceStorage;
  readonly #own = new Map<string, { input: number; output: number }>();
  readonly #reported = new Map<string, Price>();

  constructor(storage: DeviceStorage) {
    this.#storage = storage;
    for (const [name, price] of Object.entries(record(readStored(storage, STORED)) ?? {})) {
      const input = number(at(price, 'input'));
      const output = number(at(price, 'output'));
      if (input !== null && output !== null) this.#own.set(name, { input, output });
    }
  }

  priceOf(choice: ModelChoice): Price | null {
    if (FREE.has(choice.providerId)) return { input: 0, output: 0, source: 'table' };
    const own = this.#own.get(nameOf(choice));
    if (own) return { ...own, source: 'user' };
    const reported = this.#reported.get(nameOf(choice));
    if (reported) return reported;
    const listed = LISTED[choice.providerId]?.find(([start]) => choice.modelId.startsWith(start));
    return listed ? { input: listed[1], output: listed[2], source: 'table' } : null;
  }

  /** @param price `null` takes the person's own price away */
  setOwn(choice: ModelChoice, price: { input: number; output: number } | null): void {
    if (price === null) this.#own.delete(nameOf(choice));
    else this.#own.set(nameOf(choice), { input: price.input, output: price.output });
    this.#storage.setItem(STORED, JSON.stringify(Object.fromEntries(this.#own)));
  }

  /** Remembers the prices that a provider's list of models states. */
  learn(providerId: string, listings: readonly ModelListing[]): void {
    for (const { id, price } of listings)
      if (price !== null) this.#reported.set(nameOf({ providerId, modelId: id }), price);
  }

  /** US dollars; `null` where the price or a count is unknown. Reasoning is part of the completion. */
  costOf(choice: ModelChoice, { promptTokens, completionTokens }: Usage): number | null {
    const price = this.priceOf(choice);
    if (price === null || promptTokens === null || completionTokens === null) return null;
    return (promptTokens * price.input + completionTokens * price.output) / 1e6;
  }
}
