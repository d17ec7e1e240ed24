import { describe, expect, it } from 'vitest';
import type { Provider } from '../../core/ports/model-shelf.ts';
import { readProviders } from './stored-providers.ts';

const OWN: Provider = {
  id: 'custom-1',
  title: 'Mine',
  wire: 'openai',
  baseUrl: 'https://own.example/v1',
  key: 'optional',
  keyPage: null,
  signIn: false,
  preset: false,
  hint: null,
};

const read = (...entries: unknown[]) => [...readProviders(entries).values()];

describe('providers kept on the device', () => {
  it('come back as they were written, without what others wrote beside them', () => {
    const local: Provider = { ...OWN, id: 'chrome', wire: 'chrome', baseUrl: '', hint: 'Here.' };
    expect(read({ ...OWN, added: 1 }, local)).toEqual([OWN, local]);
  });

  it.each<[keyof Provider, unknown[]]>([
    ['id', ['', 7, undefined]],
    ['title', [null, undefined]],
    ['wire', ['toString', 'smoke', null]],
    ['baseUrl', ['javascript:1', 'https://own.example/v1/', 'https://x/?key=1', null]],
    ['key', ['always', true]],
    ['keyPage', [undefined, 1]],
    ['signIn', ['no', undefined]],
    ['preset', [0, null]],
    ['hint', [undefined, {}]],
  ])('are left out where %s cannot be read, at no cost to the others', (part, bad) => {
    for (const value of bad) expect(read({ ...OWN, [part]: value }, OWN)).toEqual([OWN]);
  });

  it('are none where something else was kept', () => {
    for (const kept of [null, undefined, {}, 'x', [null, 1, []]])
      expect(readProviders(kept).size).toBe(0);
  });
});
