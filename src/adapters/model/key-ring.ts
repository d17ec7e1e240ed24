/** Keys: in memory unless asked otherwise, bound to the origin they were given for (P5). */
import type { KeyPlace, KeyRing } from '../../core/ports/model-shelf.ts';
import { originOf } from './base-url.ts';
import { readStored, type DeviceStorage } from './device-storage.ts';
import { keyEnding } from './mask-secrets.ts';
import { at, list, text } from './read-json.ts';

interface Kept {
  key: string;
  /** The only origin that it may be sent to. */
  origin: string;
  place: KeyPlace;
}

const STORED_PREFIX = 'sgp-playground:key:';
const STORED_NAMES = 'sgp-playground:keys';

/** The door for the page is `KeyRing`; `keyFor` is for the adapters in this folder alone. */
export class BoundKeyRing implements KeyRing {
  readonly #kept = new Map<string, Kept>();
  readonly #storage: DeviceStorage;
  readonly #baseUrlOf: (providerId: string) => string | null;
  readonly #changed: () => void;

  /** @param baseUrlOf the provider's address now; `null` for one that is gone */
  constructor(
    storage: DeviceStorage,
    baseUrlOf: (providerId: string) => string | null,
    changed: () => void,
  ) {
    this.#storage = storage;
    this.#baseUrlOf = baseUrlOf;
    this.#changed = changed;
    for (const name of list(readStored(storage, STORED_NAMES))) this.#recall(text(name));
  }

  describe(providerId: string): { place: KeyPlace; ending: string } | null {
    const kept = this.#valid(providerId);
    return kept && { place: kept.place, ending: keyEnding(kept.key) };
  }

  set(providerId: string, key: string, place: KeyPlace): void {
    const baseUrl = this.#baseUrlOf(providerId);
    // Pasted keys come with spaces, line ends and invisible characters, which no header takes.
    const trimmed = key.replace(/[^\x21-\x7e]/g, '');
    if (!baseUrl || trimmed === '') return;
    this.#kept.set(providerId, { key: trimmed, origin: originOf(baseUrl), place });
    this.#store(providerId);
    this.#changed();
  }

  forget(providerId: string): void {
    this.#kept.delete(providerId);
    this.#store(providerId);
    this.#changed();
  }

  forgetAll(): void {
    for (const providerId of [...this.#kept.keys()]) {
      this.#kept.delete(providerId);
      this.#store(providerId);
    }
    this.#changed();
  }

  /**
   * @param origin that the key would be sent to, where that is not the provider's address now
   * @returns the key, only for the origin it was given for
   */
  keyFor(providerId: string, origin?: string): string | null {
    if (origin === undefined) return this.#valid(providerId)?.key ?? null;
    const kept = this.#kept.get(providerId);
    return kept?.origin === origin ? kept.key : null;
  }

  /** Every key held, so that they can be masked. */
  secrets(): string[] {
    return [...this.#kept.values()].map((kept) => kept.key);
  }

  #valid(providerId: string): Kept | null {
    const kept = this.#kept.get(providerId);
    const baseUrl = this.#baseUrlOf(providerId);
    return kept && baseUrl && originOf(baseUrl) === kept.origin ? kept : null;
  }

  #recall(providerId: string | null): void {
    if (providerId === null) return;
    const stored = readStored(this.#storage, STORED_PREFIX + providerId);
    const key = text(at(stored, 'key'));
    const origin = text(at(stored, 'origin'));
    if (key && origin) this.#kept.set(providerId, { key, origin, place: 'device' });
  }

  /** Writes the key where the person asked for that, and takes away what is there otherwise. */
  #store(providerId: string): void {
    const kept = this.#kept.get(providerId);
    if (kept?.place === 'device')
      this.#storage.setItem(
        STORED_PREFIX + providerId,
        JSON.stringify({ key: kept.key, origin: kept.origin }),
      );
    else this.#storage.removeItem(STORED_PREFIX + providerId);
    const names = [...this.#kept].filter(([, { place }]) => place === 'device').map(([id]) => id);
    if (names.length > 0) this.#storage.setItem(STORED_NAMES, JSON.stringify(names));
    else this.#storage.removeItem(STORED_NAMES);
  }
}
