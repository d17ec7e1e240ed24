import { describe, expect, it } from 'vitest';
import { memoryStorage } from './device-storage.ts';
import { PriceTable } from './price-table.ts';

const CHOICE = { providerId: 'openrouter', modelId: 'maker/model-1' };
const USAGE = { promptTokens: 1000, completionTokens: 500, reasoningTokens: 100 };

describe('the price table', () => {
  it('knows nothing of an unknown model, and then no cost', () => {
    const table = new PriceTable(memoryStorage());
    expect(table.priceOf(CHOICE)).toBeNull();
    expect(table.costOf(CHOICE, USAGE)).toBeNull();
  });

  it('takes the person’s price before the provider’s, and keeps it', () => {
    const storage = memoryStorage();
    const table = new PriceTable(storage);
    const price = { input: 1, output: 4, source: 'provider' as const };
    table.learn('openrouter', [{ id: 'maker/model-1', title: '', contextLength: null, price }]);
    expect(table.priceOf(CHOICE)).toEqual(price);
    expect(table.costOf(CHOICE, USAGE)).toBeCloseTo(0.003, 12);
    table.setOwn(CHOICE, { input: 2, output: 0 });
    expect(new PriceTable(storage).priceOf(CHOICE)).toEqual({
      input: 2,
      output: 0,
      source: 'user',
    });
    table.setOwn(CHOICE, null);
    expect(table.priceOf(CHOICE)).toEqual(price);
  });

  it('costs nothing on this machine, and nothing is known without counts', () => {
    const table = new PriceTable(memoryStorage());
    expect(table.costOf({ providerId: 'replay', modelId: 'replay' }, USAGE)).toBe(0);
    table.setOwn(CHOICE, { input: 1, output: 1 });
    expect(table.costOf(CHOICE, { ...USAGE, completionTokens: null })).toBeNull();
  });

  it('tells generations apart by the longest name', () => {
    const table = new PriceTable(memoryStorage());
    const listed = (modelId: string) => table.priceOf({ providerId: 'anthropic', modelId });
    expect(listed('claude-opus-5-5')).toEqual({ input: 4, output: 20, source: 'table' });
    expect(listed('claude-opus-5')).toEqual({ input: 5, output: 25, source: 'table' });
    expect(listed('claude-haiku-4-5-20251001')).toEqual({ input: 1, output: 5, source: 'table' });
    expect(listed('claude-unheard-of')).toBeNull();
  });
});
