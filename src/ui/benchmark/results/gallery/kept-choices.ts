/** A run's gallery is found again as it was left, as long as the page lives. */
import { GalleryChoices } from './gallery-choices.svelte.ts';

const known = new Map<string, GalleryChoices>();

export function galleryChoices(runId: string): GalleryChoices {
  const choices = known.get(runId) ?? new GalleryChoices();
  known.set(runId, choices);
  return choices;
}
