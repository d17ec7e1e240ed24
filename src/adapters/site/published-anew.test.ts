import { expect, test } from 'vitest';
import { isPublishedAnew } from './published-anew.ts';

const page = (entry: string) => async () =>
  `<head><script src="./theme.js"></script><script type="module" crossorigin src="${entry}"></script></head>`;
const OWN = './assets/index-a1.js';

test('another first script is another version, the same one is not', async () => {
  expect(await isPublishedAnew(OWN, page('./assets/index-b2.js'))).toBe(true);
  expect(await isPublishedAnew(OWN, page(OWN))).toBe(false);
});

test.each([
  ['no answer', null],
  ['a page of somebody else', '<h1>Sign in to the network</h1>'],
])('%s tells of no newer version', async (_, text) => {
  expect(await isPublishedAnew(OWN, async () => text)).toBe(false);
});

test('a page that does not know its own script claims nothing', async () => {
  expect(await isPublishedAnew(null, page(OWN))).toBe(false);
});
