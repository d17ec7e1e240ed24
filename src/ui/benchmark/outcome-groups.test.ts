import { expect, test } from 'vitest';
import { groupCounts } from './outcome-groups.ts';

test('what a model did wrong and what a system did are apart', () => {
  expect(
    groupCounts({
      outcomes: {
        ok: 5,
        no_svg: 1,
        malformed_xml: 2,
        length: 3,
        truncated: 1,
        content_filter: 1,
        provider_error: 4,
        interrupted: 1,
      },
    }),
  ).toEqual(
    // prettier-ignore
    { ok: 5, malformed: 3, truncated: 4, refused: 1, unscored: 5 },
  );
});
