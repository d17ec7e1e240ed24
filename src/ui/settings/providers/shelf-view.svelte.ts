/** The shelf of models as these pages show it: read again after every change. */
import { createSubscriber } from 'svelte/reactivity';
import type { ModelChoice, ModelShelf, Price, Provider } from '../../../core/ports/model-shelf.ts';

export type KeyFacts = NonNullable<ReturnType<ModelShelf['keys']['describe']>>;

export class ShelfView {
  readonly #models: ModelShelf;
  readonly #follow: () => void;

  constructor(models: ModelShelf) {
    this.#models = models;
    this.#follow = createSubscriber((update) => models.subscribe(update));
  }

  /** All but what is built in, which needs nothing; the person's own first. */
  get providers(): readonly Provider[] {
    this.#follow();
    const shown = this.#models
      .providers()
      .filter(({ wire }) => wire !== 'replay' && wire !== 'composer');
    return [...shown.filter(({ preset }) => !preset), ...shown.filter(({ preset }) => preset)];
  }

  keyOf(providerId: string): KeyFacts | null {
    this.#follow();
    return this.#models.keys.describe(providerId);
  }

  priceOf(choice: ModelChoice): Price | null {
    this.#follow();
    return this.#models.price(choice);
  }
}
