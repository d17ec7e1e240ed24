/** Suites that the world knows: told by their items, so that they have one name wherever they are opened. */
import { SGP_COMPBENCH_RULE, SGP_GENBENCH_RULE, PLAYGROUND_RULE } from './scoring-rule.ts';
import type { ShapeId } from './file-shape.ts';
import type { GivenFacts } from './suite-facts.ts';

export const SGP_COMPBENCH: GivenFacts = {
  id: 'sgp-compbench',
  title: 'SGP-CompBench',
  version: '1',
  licence: 'MIT',
  source: 'https://github.com/Sphere-AI-Lab/SGP-RL/tree/main/sgp-compbench',
  scoring: SGP_COMPBENCH_RULE,
};

export const SGP_OBJECT: GivenFacts = {
  id: 'sgp-object',
  title: 'SGP-Object',
  version: '1',
  licence: 'CC-BY-NC-4.0',
  source: 'https://huggingface.co/datasets/SphereLab/SGP-Object',
  scoring: SGP_GENBENCH_RULE,
};

export const COCO_CAPTIONS: GivenFacts = {
  id: 'coco-captions-val2017',
  title: 'COCO captions, val2017',
  version: '2017',
  // The annotations; each photo has the licence of whoever put it on Flickr.
  licence: 'CC-BY-4.0',
  source: 'https://cocodataset.org/#download',
  scoring: SGP_GENBENCH_RULE,
};

/** Hash of the items to what they are. Only hashes of files that were in our hands stand here. */
const BY_SHA256: ReadonlyMap<string, GivenFacts> = new Map([
  ['a049671529d8b6a096b6b16bab3fb91f7766640b49174fd6f8920662ada7efac', SGP_COMPBENCH],
]);

/** @returns `null` for items that are not known */
export const knownSuite = (sha256: string): GivenFacts | null => BY_SHA256.get(sha256) ?? null;

/** Hash that the items of a known suite have; `null` where it is not known. */
export function knownSha256(id: string): string | null {
  for (const [sha256, facts] of BY_SHA256) if (facts.id === id) return sha256;
  return null;
}

/** What can be said of a file of a known kind whose items are not known: no licence, no version. */
export function factsByShape(shape: ShapeId, id: string, title: string): GivenFacts {
  const scoring =
    shape === 'sgp-compbench'
      ? SGP_COMPBENCH_RULE
      : shape === 'sgp-object' || shape === 'coco-captions' || shape === 'captions'
        ? SGP_GENBENCH_RULE
        : PLAYGROUND_RULE;
  return { id, title, version: '0', licence: null, source: null, scoring };
}
