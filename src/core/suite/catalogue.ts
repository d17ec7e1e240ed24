/** Suites that are offered by name. Nothing is fetched before someone asks for it. */
import type { SuiteEntry } from '../ports/suite-shelf.ts';
import { COCO_CAPTIONS, knownSha256, SGP_COMPBENCH, SGP_OBJECT } from './known-suites.ts';
import type { GivenFacts } from './suite-facts.ts';

export const SUITE_CATALOGUE: readonly SuiteEntry[] = [
  {
    id: 'starter',
    title: 'Starter',
    summary: 'Objects, scenes and compositions, each with a drawing to compare with.',
    items: 60,
    licence: 'MIT',
    source: null,
    references: 'svg',
    origin: { kind: 'bundled' },
  },
  {
    id: 'composition',
    title: 'Composition',
    summary:
      'New prompts for every seed, in the categories of SGP-CompBench: colours, shapes, textures, relations and numbers.',
    items: null,
    licence: 'MIT',
    source: null,
    references: 'none',
    origin: { kind: 'generated' },
  },
  {
    ...described(SGP_COMPBENCH),
    summary:
      'The official 3,200 prompts on binding, relations and numeracy (SGP-GenBench’s composition suite).',
    items: 3200,
    references: 'none',
    origin: {
      kind: 'fetched',
      url: 'https://raw.githubusercontent.com/Sphere-AI-Lab/SGP-RL/main/sgp-compbench/prompts/sgp-compbench-prompts.json',
      sizeBytes: 1_159_137,
      sha256: knownSha256(SGP_COMPBENCH.id),
    },
  },
  {
    ...described(SGP_OBJECT),
    summary: 'Captions of single objects, each with its SVG (SGP-GenBench’s object suite).',
    items: null,
    references: 'svg',
    origin: {
      kind: 'fetched',
      url: 'https://huggingface.co/datasets/SphereLab/SGP-Object/resolve/main/SGP-Object.json',
      sizeBytes: null,
      sha256: null,
    },
  },
  {
    ...described(COCO_CAPTIONS),
    summary:
      'Captions of everyday photos, from which SGP-GenBench’s scene suite is taken. The photos are files of their own.',
    items: 5000,
    references: 'picture',
    origin: {
      kind: 'by-hand',
      url: COCO_CAPTIONS.source!,
      steps: [
        'Fetch annotations_trainval2017.zip (241 MB) and, for picture scores, val2017.zip (about 1 GB).',
        'Unpack both.',
        'Open annotations/captions_val2017.json here, then choose the folder val2017 for its pictures.',
      ],
    },
  },
];

/** Facts of an entry that is fetched, for what no hash tells. */
export const FETCHED_FACTS: Readonly<Record<string, GivenFacts>> = {
  [SGP_COMPBENCH.id]: SGP_COMPBENCH,
  [SGP_OBJECT.id]: SGP_OBJECT,
};

function described({ id, title, licence, source }: GivenFacts) {
  if (licence === null || source === null) throw new Error(`${id} lacks a licence or a source.`);
  return { id, title, licence, source };
}
