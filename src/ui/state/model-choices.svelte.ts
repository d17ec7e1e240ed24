/** The providers and, for the one being looked at, its models as its endpoint lists them. */
import type { Failure } from '../../core/failure.ts';
import type { ModelListing, ModelShelf, Provider } from '../../core/ports/model-shelf.ts';
import { Latest } from './latest.ts';

export class ModelChoices {
  providers = $state.raw<readonly Provider[]>([]);
  models = $state.raw<readonly ModelListing[]>([]);
  loading = $state(false);
  failure = $state.raw<Failure | null>(null);

  readonly #shelf: ModelShelf;
  readonly #lists = new Latest();

  constructor(shelf: ModelShelf) {
    this.#shelf = shelf;
    this.providers = shelf.providers();
  }

  async list(providerId: string): Promise<void> {
    const isLatest = this.#lists.begin();
    this.models = [];
    this.failure = null;
    this.loading = true;
    const listed = await this.#shelf.listModels(providerId);
    if (!isLatest()) return;
    this.loading = false;
    if (listed.ok) this.models = listed.value;
    else this.failure = listed.failure;
  }

  /** `$0.15 / $0.60` a million tokens in and out; empty where no price is known. */
  priceOf(providerId: string, model: ModelListing): string {
    const price = model.price ?? this.#shelf.price({ providerId, modelId: model.id });
    return price === null ? '' : `$${price.input} / $${price.output}`;
  }
}
