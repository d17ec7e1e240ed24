import { expect, test } from 'vitest';
import { encoderKey } from '../../../core/embedding/encoder-card.ts';
import type { EncoderEntry } from '../../../core/ports/encoder.ts';
import { encoderNames } from './encoder-names.ts';

const entry = (id: string, title: string) =>
  ({ card: { id, title, revision: '1' }, precision: 'fp16' }) as EncoderEntry;
const entries = [entry('one', 'One'), entry('two', 'Two')];
const [one, two] = entries.map(({ card, precision }) => encoderKey(card, precision));

test('one encoder goes by its title, several by all of theirs, one that is not here by its key', () => {
  expect(encoderNames(one!, entries)).toBe('One');
  expect(encoderNames(`${one} + ${two}`, entries)).toBe('One + Two');
  expect(encoderNames(`${two} + other@2/fp32`, entries)).toBe('Two + other@2/fp32');
});
