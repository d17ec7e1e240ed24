import { expect, test } from 'vitest';
import { warningWords } from './warning-words.ts';

test('a warning is one plain sentence, with how often it occurs only where that is news', () => {
  const once = warningWords({ kind: 'external-image', detail: 'https://x', count: 1 });
  expect(once).toBe('A picture from elsewhere was not fetched');
  expect(warningWords({ kind: 'external-image', detail: 'https://x', count: 3 })).toBe(
    `${once}, 3 times`,
  );
});
