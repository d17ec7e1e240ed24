/** Token ids against the reference tokenizers: equal, not close. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openHubTokenizer } from '../../src/adapters/encoder/hub-tokenizer.ts';
import type { TextPreprocessing } from '../../src/core/embedding/encoder-card.ts';
import { tokenizeCaption, type Tokenizer } from '../../src/core/embedding/tokenize.ts';
import { sha256 } from './digest.ts';

type Family = 'clip' | 'siglip' | 'seed';

interface TokenVectors {
  captions: ({ text: string; openClip?: number[] } & Record<Family, number[]>)[];
  prompts: { count: number; sha256: string } & Record<Family, string>;
}

const here = (path: string): URL => new URL(path, import.meta.url);
const text = (path: string): string => readFileSync(here(path), 'utf8');
const unzipped = (path: string): string => gunzipSync(readFileSync(here(path))).toString();

const vectors = JSON.parse(text('tokens.json')) as TokenVectors;
const clipFile = unzipped('../fixtures/tokenizers/clip.tokenizer.json.gz');

const base = { canonical: 'none', withAttentionMask: true } as const;
const families: Record<Family, { file: string; rule: TextPreprocessing }> = {
  clip: {
    file: clipFile,
    rule: { ...base, contextLength: 77, padTo: null, padId: 49407, endId: 49407 },
  },
  siglip: {
    file: unzipped('../fixtures/tokenizers/siglip-like.tokenizer.json.gz'),
    rule: {
      contextLength: 64,
      padTo: 64,
      padId: 1,
      endId: 1,
      canonical: 'lower-no-punctuation',
      withAttentionMask: false,
    },
  },
  seed: {
    file: text('../../training/seed/tokenizer.json'),
    rule: { ...base, contextLength: 24, padTo: 24, padId: 0, endId: null },
  },
};

const open = (family: Family): Tokenizer =>
  openHubTokenizer(JSON.parse(families[family].file) as object);

const idsOf = (caption: string, tokenizer: Tokenizer, family: Family): number[] =>
  Array.from(tokenizeCaption(caption, tokenizer, families[family].rule).ids, Number);

test('the CLIP fixture is the published tokenizer.json, byte for byte', () => {
  // Xenova/clip-vit-base-patch32 at d15189d, the hash of the encoder's card.
  expect(sha256(clipFile)).toBe('f7f3b7af117d467b58374797691a6438d3e6b9e9cef800dfd5dced7f697a90cd');
});

describe.each(['clip', 'siglip', 'seed'] as const)('%s', (family) => {
  const tokenizer = open(family);

  test.each(vectors.captions)('gives the ids of the reference for $text', (caption) => {
    expect(idsOf(caption.text, tokenizer, family)).toEqual(caption[family]);
  });

  const prompts = here('../../../shared/data/sgp-compbench-prompts.json');
  test.skipIf(!existsSync(prompts))(
    'gives the ids of the reference for all prompts of SGP-CompBench (skipped without its file)',
    () => {
      const file = readFileSync(prompts, 'utf8');
      expect(sha256(file)).toBe(vectors.prompts.sha256);
      const items = JSON.parse(file) as { prompt: string }[];
      expect(items).toHaveLength(vectors.prompts.count);
      const wrong = items.filter(({ prompt }, i) => {
        const digest = sha256(idsOf(prompt, tokenizer, family).join(',')).slice(0, 8);
        return digest !== vectors.prompts[family].slice(i * 8, i * 8 + 8);
      });
      expect(wrong).toEqual([]);
    },
  );
});

// open_clip repairs text with ftfy before it tokenizes; the hub's tokenizer, and so this one, do not.
test.each(vectors.captions.filter(({ openClip }) => openClip))(
  'open_clip reads $text otherwise: a known difference',
  ({ text: caption, openClip }) => {
    expect(idsOf(caption, open('clip'), 'clip')).not.toEqual(openClip);
  },
);
