/** What the views of a run's results walk through: an entry a slot, an item a row, a model a column. */
import type { Outcome } from '../../../core/bench/record.ts';
import type { RunCard } from '../../../core/run/run-card.ts';
import type { RowScore, SlotRow, SlotState } from '../../../core/run/slot-row.ts';
import type { Suite, SuiteItem } from '../../../core/suite/suite.ts';

/** A sample at a glance. */
export interface SlotEntry {
  /** Key of its record, see `RunRecords.record`. */
  slotId: string;
  /** Of its record: what was measured beside its scores goes by it. */
  recordId: string;
  itemId: string;
  /** Place in `RunRecords.models`. */
  model: number;
  seed: number | null;
  sampleIndex: number;
  /** `failed`: it was never answered. `answered`: it waits to be scored. */
  state: SlotState;
  outcome: Outcome;
  /** A column each; `value` is `null` where there is none, see `RowScore`. */
  scores: readonly RowScore[];
  /** Whether the reward's format gate is open to it; `null`: not known of a row kept earlier. */
  formatted: boolean | null;
  /** Characters of the program without comments and white space; `null` without a program. */
  length: number | null;
}

/** A column of the gallery: a model asked with a template. Its place is its colour and its mark. */
export interface IndexedModel {
  /** Place, from 0. */
  index: number;
  providerId: string;
  id: string;
  templateId: string;
  templateVersion: number;
  /** The template is named where there are several. */
  title: string;
}

export interface IndexedItem {
  id: string;
  prompt: string;
  /** `null`: the suite has none, or it is not kept here. */
  category: string | null;
  subcategory: string | null;
}

/** Grows row by row; a later row of a slot replaces the earlier one. */
export class RunIndex {
  readonly #places: ModelPlaces;
  readonly #entries = new Map<string, SlotEntry>();
  readonly #prompts = new Map<string, string>();

  constructor(card: RunCard) {
    this.#places = new ModelPlaces(card);
  }

  get size(): number {
    return this.#entries.size;
  }

  take(row: SlotRow): void {
    this.#entries.set(row.slotId, entryOf(row, this.#places));
    this.#prompts.set(row.itemId, row.prompt);
  }

  /** @param suite for the items' order and categories; `null`: it is not at hand */
  snapshot(suite: Suite | null): {
    index: SlotEntry[];
    items: IndexedItem[];
    models: IndexedModel[];
  } {
    const items = indexedItems(this.#prompts, suite);
    const index = sortedEntries(this.#entries.values(), items);
    return { index, items, models: [...this.#places.models] };
  }
}

/** Models of the plan come first, in its order; then those that only records know. */
class ModelPlaces {
  readonly models: IndexedModel[] = [];
  readonly #places = new Map<string, number>();

  constructor(card: RunCard) {
    const several = card.templates.length > 1;
    for (const { providerId, id, title } of card.models)
      for (const template of card.templates)
        this.#add(
          { providerId, id, templateId: template.id, templateVersion: template.version },
          several ? `${title}, ${template.title}` : title,
        );
  }

  placeOf(asked: Omit<IndexedModel, 'index' | 'title'>): number {
    return this.#places.get(keyOf(asked)) ?? this.#add(asked, asked.id);
  }

  #add(asked: Omit<IndexedModel, 'index' | 'title'>, title: string): number {
    const { providerId, id, templateId, templateVersion } = asked;
    const index = this.models.length;
    this.models.push({ index, providerId, id, templateId, templateVersion, title });
    this.#places.set(keyOf(asked), index);
    return index;
  }
}

const keyOf = ({
  providerId,
  id,
  templateId,
  templateVersion,
}: Omit<IndexedModel, 'index' | 'title'>): string =>
  JSON.stringify([providerId, id, templateId, templateVersion]);

function entryOf(row: SlotRow, places: ModelPlaces): SlotEntry {
  const { slotId, id: recordId, itemId, seed, sampleIndex, state, outcome, scores, length } = row;
  const { providerId, modelId: id, templateId, templateVersion, formatted = null } = row;
  const model = places.placeOf({ providerId, id, templateId, templateVersion });
  return { slotId, recordId, itemId, model, seed, sampleIndex, state, outcome, scores, formatted, length }; // prettier-ignore
}

/** Item by item in the suite's order, then model by model, then sample by sample. */
function sortedEntries(entries: Iterable<SlotEntry>, items: readonly IndexedItem[]): SlotEntry[] {
  const places = new Map(items.map(({ id }, place) => [id, place]));
  return [...entries].sort(
    (a, b) =>
      places.get(a.itemId)! - places.get(b.itemId)! ||
      a.model - b.model ||
      (a.seed ?? -1) - (b.seed ?? -1) ||
      a.sampleIndex - b.sampleIndex,
  );
}

/**
 * Items that have a sample: in the suite's order where it is at hand, else by id.
 * @param prompts what each item asked for, by id
 */
function indexedItems(prompts: ReadonlyMap<string, string>, suite: Suite | null): IndexedItem[] {
  const ofSuite = [...(suite?.items.values() ?? [])].filter(({ id }) => prompts.has(id));
  const known = new Set(ofSuite.map(({ id }) => id));
  const others = [...prompts].filter(([id]) => !known.has(id)).sort(byId);
  return [
    ...ofSuite.map(itemFacts),
    ...others.map(([id, prompt]) => ({ id, prompt, category: null, subcategory: null })),
  ];
}

const itemFacts = ({ id, prompt, category, subcategory }: SuiteItem): IndexedItem => ({
  id,
  prompt,
  category,
  subcategory,
});

const byId = ([a]: [string, string], [b]: [string, string]): number => (a < b ? -1 : 1);
