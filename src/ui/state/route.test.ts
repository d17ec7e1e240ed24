import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRoute, routeHash, runHash } from './route.svelte.ts';

test('an empty hash, a bare one and a slash are the playground', () => {
  for (const hash of ['', '#', '#/']) expect(parseRoute(hash)).toEqual({ page: 'playground' });
});

test('settings carry their section', () => {
  expect(parseRoute('#/settings')).toEqual({ page: 'settings', section: '' });
  expect(parseRoute('#/settings/models')).toEqual({ page: 'settings', section: 'models' });
});

test('the library opens a thing by its name, spaces as hyphens', () => {
  expect(parseRoute('#/library')).toEqual({ page: 'library', noun: '' });
  expect(parseRoute('#/library/fire-hydrant')).toEqual({ page: 'library', noun: 'fire hydrant' });
  expect(routeHash({ page: 'library', noun: 'fire hydrant' })).toBe('#/library/fire-hydrant');
});

test('benchmarks: the list, a new run, a run, and a view of it with what is the view’s own', () => {
  const at = (runId: string, view = '', rest = '') => ({ page: 'benchmark', runId, view, rest });
  expect(parseRoute('#/benchmark')).toEqual(at(''));
  expect(parseRoute('#/benchmark/new')).toEqual(at('new'));
  expect(parseRoute('#/benchmark/ab12/items/a%20b/2')).toEqual(at('ab12', 'items', 'a%20b/2'));
  expect(parseRoute('#/benchmark/ab12/sideways').page).toBe('unknown');
  for (const hash of ['#/benchmark', '#/benchmark/new', '#/benchmark/ab12/gallery'])
    expect(routeHash(parseRoute(hash) as Parameters<typeof routeHash>[0])).toBe(hash);
  expect(runHash('ab12', 'items', 'x/1')).toBe('#/benchmark/ab12/items/x/1');
});

test('an address that means nothing is named, not guessed', () => {
  expect(parseRoute('#/settings/models/too/deep').page).toBe('unknown');
  expect(parseRoute('#/nowhere')).toEqual({ page: 'unknown', path: 'nowhere' });
});

test('a share payload survives the address, slashes included', () => {
  fc.assert(
    fc.property(fc.base64String(), (payload) => {
      const hash = routeHash({ page: 'shared', payload });
      expect(parseRoute(hash)).toEqual({ page: 'shared', payload });
    }),
  );
});
