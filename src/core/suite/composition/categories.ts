/** The categories of SGP-CompBench, and for each how a prompt of its kind is made. */
import { printDescription } from '../../composer/print-description.ts';
import type { Random } from '../../composer/random.ts';
import type { Wish } from '../../composer/description.ts';
import { BENCHMARK_COLOUR_NAMES } from '../../composer/vocabulary/colours.ts';
import type { RelationKind } from '../../composer/vocabulary/relations.ts';
import { SHAPES } from '../../composer/vocabulary/shapes.ts';
import { TEXTURES } from '../../composer/vocabulary/textures.ts';
import type { Json } from '../suite.ts';
import { COUNTED_NOUNS, NOUNS, plausiblePair } from './nouns.ts';

export interface Made {
  prompt: string;
  /** With the names that SGP-CompBench gives them. */
  metadata: Record<string, Json>;
  /** Joins the id, as SGP-CompBench's `numeracy_template_6_1` has its total. */
  idPart: string | null;
}

export interface CompositionCategory {
  /** First words of ids: `color_binding`. */
  name: string;
  category: 'binding' | 'relation' | 'numeracy';
  subcategory: 'color' | 'shape' | 'texture' | '2d_spatial' | '3d_spatial' | 'implicit' | 'basic';
  /** Of eight items; SGP-CompBench has 400 of each, 800 for numeracy. */
  share: 1 | 2;
  /**
   * @param ordinal of the item among its category, from 0: what must be balanced goes by it
   * @param isTight whether the sensible prompts seem used up, so that any will do
   */
  make(random: Random, ordinal: number, isTight: boolean): Made;
}

const RELATIONS_2D: readonly RelationKind[] = [
  'on the left of',
  'on the right of',
  'on the side of',
  'near',
  'next to',
  'on the bottom of',
  'on the top of',
];
const RELATIONS_3D: readonly RelationKind[] = ['behind', 'hidden by', 'in front of'];
const RELATIONS_IMPLICIT: readonly RelationKind[] = [
  'sit on',
  'look at',
  'play with',
  'talk to',
  'walk with',
  'hold',
  'stand on',
  'wear',
  'speak to',
  'watch',
  'have',
];

export const COMPOSITION_CATEGORIES: readonly CompositionCategory[] = [
  binding('color', 'colour', 'colors', BENCHMARK_COLOUR_NAMES),
  binding('shape', 'shape', 'shapes', SHAPES),
  binding('texture', 'texture', 'textures', TEXTURES),
  relation('2d', '2d_spatial', RELATIONS_2D),
  relation('3d', '3d_spatial', RELATIONS_3D),
  relation('implicit', 'implicit', RELATIONS_IMPLICIT),
  { name: 'numeracy', category: 'numeracy', subcategory: 'basic', share: 2, make: numeracy },
];

/** `a red car and a blue bus`: two things, told apart by one attribute. */
function binding(
  subcategory: 'color' | 'shape' | 'texture',
  attribute: 'colour' | 'shape' | 'texture',
  metadataName: string,
  values: readonly string[],
): CompositionCategory {
  return {
    name: `${subcategory}_binding`,
    category: 'binding',
    subcategory,
    share: 1,
    make(random) {
      const words = random.shuffle(values).slice(0, 2);
      // Else `an orange orange` and `a glass wine glass`, which nobody can read.
      const nouns = random
        .shuffle(NOUNS)
        .filter((noun) => !words.some((word) => noun.split(' ').includes(word)))
        .slice(0, 2);
      const objects = nouns.map((noun, at) => ({ ...plainWish(noun), [attribute]: words[at] }));
      return {
        prompt: printDescription({ objects, relations: [], backdrops: [] }),
        metadata: { gen_type: 'template', [metadataName]: words, nouns },
        idPart: null,
      };
    },
  };
}

/** `a cat behind a chair`, each kind of relation as often as the others. */
function relation(
  name: string,
  subcategory: '2d_spatial' | '3d_spatial' | 'implicit',
  kinds: readonly RelationKind[],
): CompositionCategory {
  return {
    name: `${name}_relation`,
    category: 'relation',
    subcategory,
    share: 1,
    make(random, ordinal, isTight) {
      const kind = kinds[ordinal % kinds.length]!;
      const nouns = isTight ? random.shuffle(NOUNS).slice(0, 2) : plausiblePair(random, kind);
      const prompt = printDescription({
        objects: nouns.map(plainWish),
        relations: [{ subject: 0, kind, object: 1 }],
        backdrops: [],
      });
      return { prompt, metadata: { gen_type: 'template', relation: kind, nouns }, idPart: null };
    },
  };
}

const FEWEST_THINGS = 3;
const MOST_THINGS = 10;

/** `4 kites and 2 sinks`: 3 to 10 things, each total as often as the others, of 2 or 3 kinds. */
function numeracy(random: Random, ordinal: number): Made {
  const total = FEWEST_THINGS + (ordinal % (MOST_THINGS - FEWEST_THINGS + 1));
  const kinds = random.chance(0.5) ? 2 : 3;
  const nouns = random.shuffle(COUNTED_NOUNS).slice(0, kinds);
  const cuts = random
    .shuffle(Array.from({ length: total - 1 }, (_, at) => at + 1))
    .slice(0, kinds - 1)
    .sort((one, other) => one - other);
  const counts = nouns.map((_, at) => (cuts[at] ?? total) - (cuts[at - 1] ?? 0));
  const objects = nouns.map((noun, at) => ({ ...plainWish(noun), count: counts[at]! }));
  return {
    prompt: printDescription({ objects, relations: [], backdrops: [] }),
    metadata: {
      gen_type: 'template',
      total_count: total,
      object_counts: nouns.map((noun, at) => ({ noun, count: counts[at]! })),
      objects: nouns,
    },
    idPart: String(total),
  };
}

const plainWish = (noun: string): Wish => ({
  noun,
  count: 1,
  colour: null,
  shape: null,
  texture: null,
});
