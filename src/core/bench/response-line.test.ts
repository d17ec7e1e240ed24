import { expect, test } from 'vitest';
import { parseResponseLine } from './response-line.ts';

test.each([
  ['{', /not JSON/],
  ['3', /not a JSON object/],
  ['{"svg":"<svg/>"}', /"id" is missing/],
  ['{"id":"a","sample":-1,"svg":""}', /"sample"/],
  ['{"id":"a"}', /neither/],
])('the response line %s is refused', (line, reason) => {
  const reading = parseResponseLine(line);
  expect(reading.ok ? '' : reading.reason).toMatch(reason);
});
