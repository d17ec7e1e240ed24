/** Against the reference tokenizers: tests/parity/tokens.test.ts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TextPreprocessing } from './encoder-card.ts';
import { canonicalCaption, fitIds, tokenizeCaption } from './tokenize.ts';

const rule: TextPreprocessing = {
  contextLength: 5,
  padTo: null,
  padId: 0,
  canonical: 'none',
  endId: 99,
  withAttentionMask: true,
};

describe('canonical captions', () => {
  test('SigLIP: lower case, ASCII punctuation gone, white space single', () => {
    expect(canonicalCaption('  A cat’s "toy",\tRED-ish — (new)\n', 'lower-no-punctuation')).toBe(
      'a cat’s toy redish — new',
    );
  });

  test('every ASCII sign that is neither letter nor digit counts as punctuation', () => {
    const signs = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
    expect(canonicalCaption(`a${signs}1`, 'lower-no-punctuation')).toBe('a1');
  });

  test('SigLIP 2: lower case and nothing else', () => {
    expect(canonicalCaption(' A  Cat! ', 'lower')).toBe(' a  cat! ');
  });

  test('CLIP: left to its vocabulary', () => {
    expect(canonicalCaption(' A  Cat! ', 'none')).toBe(' A  Cat! ');
  });
});

describe('ids', () => {
  test('a short caption is left alone where nothing pads', () => {
    const { ids, attentionMask, truncated } = fitIds([1, 7, 99], rule);
    expect([...ids]).toEqual([1n, 7n, 99n]);
    expect([...attentionMask!]).toEqual([1n, 1n, 1n]);
    expect(truncated).toBe(false);
  });

  test('a long caption keeps its start and end ids', () => {
    const { ids, truncated } = fitIds([1, 7, 8, 9, 10, 11, 99], rule);
    expect([...ids]).toEqual([1n, 7n, 8n, 9n, 99n]);
    expect(truncated).toBe(true);
  });

  test('a caption that fits exactly is not called truncated', () => {
    expect(fitIds([1, 7, 8, 9, 99], rule).truncated).toBe(false);
  });

  test('without an end id the last ids are simply lost', () => {
    const { ids, truncated } = fitIds([2, 7, 8, 9, 10, 11], { ...rule, endId: null });
    expect([...ids]).toEqual([2n, 7n, 8n, 9n, 10n]);
    expect(truncated).toBe(true);
  });

  test('a vocabulary that leaves the end id out gets it added, also where that is one too many', () => {
    expect([...fitIds([1, 7], rule).ids]).toEqual([1n, 7n, 99n]);
    const full = fitIds([1, 7, 8, 9, 10], rule);
    expect([...full.ids]).toEqual([1n, 7n, 8n, 9n, 99n]);
    expect(full.truncated).toBe(true);
  });

  test('padding is masked out, and absent masks stay absent', () => {
    const padded = fitIds([1, 99], { ...rule, padTo: 5, padId: 3 });
    expect([...padded.ids]).toEqual([1n, 99n, 3n, 3n, 3n]);
    expect([...padded.attentionMask!]).toEqual([1n, 1n, 0n, 0n, 0n]);
    expect(fitIds([1, 99], { ...rule, withAttentionMask: false }).attentionMask).toBeNull();
  });

  test('never longer than the context, always ending the caption with the end id', () => {
    const someIds = fc.array(fc.integer({ min: 1, max: 98 }), { maxLength: 12 });
    fc.assert(
      fc.property(someIds, fc.boolean(), (body, pads) => {
        const input = fitIds(body, { ...rule, padTo: pads ? 5 : null });
        const real = input.attentionMask!.filter((bit) => bit === 1n).length;
        expect(input.ids.length).toBe(pads ? 5 : Math.min(body.length + 1, 5));
        expect(input.ids[real - 1]).toBe(99n);
        expect(input.truncated).toBe(body.length + 1 > 5);
      }),
    );
  });
});

test('the tokenizer sees the canonical caption', () => {
  const seen: string[] = [];
  const tokenizer = { encode: (text: string): number[] => (seen.push(text), [1]) };
  tokenizeCaption('A Cat!', tokenizer, { ...rule, canonical: 'lower-no-punctuation' });
  expect(seen).toEqual(['a cat']);
});
