import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRoute, routeHash } from './route.svelte.ts';

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
