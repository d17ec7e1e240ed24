import { beforeEach, expect, test, vi } from 'vitest';
import { Templates } from './templates.svelte.ts';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});

test('editing a built-in template makes an own one and leaves the built-in as it was', () => {
  const templates = new Templates();
  const builtIn = templates.find('svg-only');
  const own = templates.save({ ...builtIn, title: 'Mine', text: 'Draw {subject}' });
  expect(own).toMatchObject({ version: 1, builtIn: false, text: 'Draw {subject}' });
  expect(own.id).not.toBe('svg-only');
  expect(templates.find('svg-only')).toEqual(builtIn);
});

test('new words raise the version, the same words or a new title do not', () => {
  const templates = new Templates();
  const own = templates.save({ id: '', title: 'Mine', system: null, text: 'Draw {subject}' });
  expect(templates.save({ ...own, title: 'Renamed' }).version).toBe(1);
  expect(templates.save({ ...own, text: 'Draw {subject}.' }).version).toBe(2);
  expect(templates.save({ ...own, text: 'Draw {subject}.', system: 'Be brief' }).version).toBe(3);
});

test('own templates are there after a reload, and a removal can be undone', () => {
  const own = new Templates().save({ id: '', title: 'Mine', system: null, text: '{subject}' });
  const reloaded = new Templates();
  expect(reloaded.find(own.id).text).toBe('{subject}');
  const undo = reloaded.remove(own.id);
  expect(reloaded.find(own.id).builtIn).toBe(true);
  undo();
  expect(new Templates().find(own.id).title).toBe('Mine');
});

test('what is kept but is no template is left out', () => {
  localStorage.setItem('sgp.templates', JSON.stringify([{ id: 3 }, null, 'x']));
  expect(new Templates().all.every(({ builtIn }) => builtIn)).toBe(true);
});
