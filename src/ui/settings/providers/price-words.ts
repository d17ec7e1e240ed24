/** Prices as they are shown and typed: US dollars per million tokens. */
import type { Price } from '../../../core/ports/model-shelf.ts';

/** `$0.15`, `$2`, `$0`; as exact as it was given. */
export const dollars = (amount: number): string => `$${String(Number(amount.toPrecision(6)))}`;

/** Where a price comes from, and so how far it is to be trusted. */
export const PRICE_SOURCES: Readonly<Record<Price['source'], string>> = {
  user: 'yours',
  provider: 'from the provider',
  table: 'from our list, may be old',
};

/** @returns dollars, or `null` for what is no price: empty, negative, not a number */
export function readPrice(typed: string): number | null {
  const text = typed.trim().replace(/^\$/, '').replace(',', '.');
  if (!/^(\d+\.?\d*|\.\d+)$/.test(text)) return null;
  return Number(text);
}
