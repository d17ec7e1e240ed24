/** What a person chose about encoders, kept between visits. */
import type { Precision } from '../../core/embedding/encoder-card.ts';
import type { Acceleration } from '../../core/ports/encoder.ts';
import { DEFAULT_HUB, hubBase } from './hub-address.ts';

export interface ShelfSettings {
  /** Ids whose choice differs from the default, which is on for what ships and off for the rest. */
  enabled: Record<string, boolean>;
  precision: Record<string, Precision>;
  hub: string;
  acceleration: Acceleration;
}

/** One text; `localStorage` in the page, nothing lasting in Node. */
export interface SettingsText {
  /** @returns `null` where nothing was written, or storage is forbidden */
  read(): string | null;
  write(text: string): void;
}

export class MemorySettings implements SettingsText {
  #text: string | null = null;
  read(): string | null {
    return this.#text;
  }
  write(text: string): void {
    this.#text = text;
  }
}

/** Storage belongs to the person: what can't be read counts as not chosen. */
export function readSettings(text: string | null): ShelfSettings {
  const stored = parse(text);
  return {
    enabled: entriesOf(stored.enabled, (value) => typeof value === 'boolean'),
    precision: entriesOf(stored.precision, isPrecision),
    hub: readHub(stored.hub),
    acceleration: isAcceleration(stored.acceleration) ? stored.acceleration : 'auto',
  };
}

function parse(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return isObject(value) ? value : {};
  } catch {
    return {}; // not ours, or cut short
  }
}

function entriesOf<T>(value: unknown, isValid: (entry: unknown) => entry is T): Record<string, T> {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, T] => isValid(entry[1])));
}

function readHub(value: unknown): string {
  try {
    return typeof value === 'string' ? hubBase(value) : DEFAULT_HUB;
  } catch {
    return DEFAULT_HUB;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isPrecision = (value: unknown): value is Precision =>
  value === 'fp32' || value === 'fp16' || value === 'q8' || value === 'q4f16';
const isAcceleration = (value: unknown): value is Acceleration =>
  value === 'auto' || value === 'wasm' || value === 'webgpu';
