/** Checks of providers and what they found, for as long as the page is open. */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Diagnosis, ModelShelf, Provider } from '../../../core/ports/model-shelf.ts';
import { ShelfView } from './shelf-view.svelte.ts';
import { isWorthACard } from './verdict-words.ts';

interface Finding {
  diagnosis: Diagnosis;
  /** Address and key at the time, so that a change since then shows. */
  circumstances: string;
}

/** Local servers answer at once and remote ones in parallel; more would look like a scan. */
const AT_ONCE = 4;

export class Doctor {
  readonly #models: ModelShelf;
  readonly #view: ShelfView;
  readonly #findings = new SvelteMap<string, Finding>();
  readonly #running = new SvelteMap<string, AbortController>();
  readonly #cards = new SvelteSet<string>();
  #round = $state.raw<{ done: number; total: number } | null>(null);
  #stopRound: () => void = () => undefined;

  constructor(models: ModelShelf) {
    this.#models = models;
    this.#view = new ShelfView(models);
  }

  /** Progress of "check all". */
  get round(): { done: number; total: number } | null {
    return this.#round;
  }

  diagnosisOf(providerId: string): Diagnosis | null {
    return this.#findings.get(providerId)?.diagnosis ?? null;
  }

  isChecking(providerId: string): boolean {
    return this.#running.has(providerId);
  }

  /** Whether address or key changed after the check: its finding is about something else now. */
  isStale(provider: Provider): boolean {
    const finding = this.#findings.get(provider.id);
    return finding !== undefined && finding.circumstances !== this.#circumstances(provider);
  }

  /** Whether the finding is shown in full. */
  hasCard(providerId: string): boolean {
    return this.#cards.has(providerId) && this.#findings.has(providerId);
  }

  putAway(providerId: string): void {
    this.#cards.delete(providerId);
  }

  /**
   * Checks one provider and shows what was found in full.
   * @param modelId asked for one token, which may cost something; `null` asks no model
   * @returns the finding, or `null` where the check was stopped or replaced by a later one
   */
  async check(provider: Provider, modelId: string | null): Promise<Diagnosis | null> {
    const found = await this.#diagnose(provider, modelId);
    if (found !== null) this.#cards.add(provider.id);
    return found;
  }

  /** Checks each of them, and shows those in full that a person can do something about. */
  async checkAll(providers: readonly Provider[]): Promise<void> {
    if (this.#round !== null) return;
    const queue = [...providers];
    const round = { done: 0, total: queue.length, stopped: false };
    this.#stopRound = () => (round.stopped = true);
    this.#round = { ...round };
    const work = async () => {
      for (let next = queue.shift(); next && !round.stopped; next = queue.shift()) {
        const found = await this.#diagnose(next, null);
        if (found === null) this.#cards.delete(next.id);
        else if (isWorthACard(found, !next.preset || this.#view.keyOf(next.id) !== null))
          this.#cards.add(next.id);
        else this.#cards.delete(next.id);
        round.done++;
        this.#round = { ...round };
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    } finally {
      this.#round = null;
    }
  }

  /** Ends the check of one provider. What was found before stays. */
  stopOne(providerId: string): void {
    this.#running.get(providerId)?.abort();
  }

  /** As `stopOne`, for every check under way. */
  stop(): void {
    this.#stopRound();
    for (const controller of this.#running.values()) controller.abort();
  }

  async #diagnose(provider: Provider, modelId: string | null): Promise<Diagnosis | null> {
    this.#running.get(provider.id)?.abort();
    const controller = new AbortController();
    this.#running.set(provider.id, controller);
    const circumstances = this.#circumstances(provider);
    try {
      const diagnosis = await this.#models.diagnose(provider.id, modelId, controller.signal);
      if (controller.signal.aborted) return null;
      this.#findings.set(provider.id, { diagnosis, circumstances });
      return diagnosis;
    } catch (error) {
      if (controller.signal.aborted) return null;
      throw error;
    } finally {
      if (this.#running.get(provider.id) === controller) this.#running.delete(provider.id);
    }
  }

  #circumstances({ id, baseUrl }: Provider): string {
    const key = this.#view.keyOf(id);
    return JSON.stringify([baseUrl, key?.ending ?? null]);
  }
}

const doctors = new WeakMap<ModelShelf, Doctor>();

/** One for each shelf: what was found is still there when the settings are opened again. */
export function doctorOf(models: ModelShelf): Doctor {
  const known = doctors.get(models) ?? new Doctor(models);
  doctors.set(models, known);
  return known;
}
