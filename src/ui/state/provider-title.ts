import type { ModelShelf } from '../../core/ports/model-shelf.ts';

/** What a provider is called, or its id where it is gone. */
export const providerTitle = (models: ModelShelf, providerId: string): string =>
  models.providers().find(({ id }) => id === providerId)?.title ?? providerId;
