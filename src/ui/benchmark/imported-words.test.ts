import { expect, test } from 'vitest';
import { importedWords } from './imported-words.ts';

const RULE = '. Of two records of a sample the more complete one is kept, else the older';

test('records of new samples are counted, and no more is said', () => {
  expect(importedWords({ imported: 1, replaced: 0, duplicates: 0 })).toBe('1 record imported');
  expect(importedWords({ imported: 1200, replaced: 0, duplicates: 0 })).toBe(
    '1,200 records imported',
  );
});

test('of samples that are here it is said which record was kept', () => {
  expect(importedWords({ imported: 5, replaced: 2, duplicates: 3 })).toBe(
    `5 records imported, 2 of them in place of others of the same samples, 3 left out, as those samples are here${RULE}`,
  );
  expect(importedWords({ imported: 0, replaced: 0, duplicates: 4 })).toBe(
    `0 records imported, 4 left out, as those samples are here${RULE}`,
  );
});
