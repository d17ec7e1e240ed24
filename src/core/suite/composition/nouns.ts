/** Things that generated prompts name, and which of them go together. */
import type { Random } from '../../composer/random.ts';
import { BENCHMARK_NOUNS } from '../../composer/vocabulary/nouns.ts';
import { COUNTED_IN_PAIRS } from '../../composer/vocabulary/numbers.ts';
import type { RelationKind } from '../../composer/vocabulary/relations.ts';

export const NOUNS = BENCHMARK_NOUNS;

/** Three scissors cannot be told from three pairs of them, nor sheep from a sheep by the word. */
export const COUNTED_NOUNS: readonly string[] = NOUNS.filter(
  (noun) => !COUNTED_IN_PAIRS.has(noun) && noun !== 'fire',
);

/** Those that can do something. */
const ACTORS = `bear bird cat cow dog elephant giraffe horse person sheep zebra`.split(' ');
const named = (names: string): readonly string[] => names.split(', ');

const SEATS = named('bed, bench, bicycle, boat, car, chair, couch, dining table, motorcycle, roof, skateboard, suitcase, surfboard, table, tire, truck'); // prettier-ignore
const HANDY = named('apple, backpack, banana, baseball, baseball bat, book, bottle, bowl, broccoli, cake, carrot, cell phone, cup, donut, fork, frisbee, handbag, hat, hot dog, kite, knife, orange, pizza, plate, remote, sandwich, spoon, sports ball, strawberry, suitcase, teddy bear, tennis racket, toothbrush, umbrella, vase, wine glass'); // prettier-ignore
const WORN = named('backpack, hat, tie, handbag, baseball glove');
const TOYS = named('baseball, book, frisbee, kite, skateboard, snowboard, sports ball, surfboard, teddy bear, tennis racket, umbrella'); // prettier-ignore

/** Whom or what it is done to; a relation that is not here is no deed and takes any two things. */
const DONE_TO: Readonly<Partial<Record<RelationKind, readonly string[]>>> = {
  'sit on': SEATS,
  'stand on': SEATS,
  'look at': NOUNS,
  watch: NOUNS,
  'play with': [...TOYS, ...ACTORS],
  'talk to': ACTORS,
  'speak to': ACTORS,
  'walk with': ACTORS,
  hold: HANDY,
  have: HANDY,
  wear: WORN,
};

/** @returns two different things between which the relation makes sense */
export function plausiblePair(random: Random, kind: RelationKind): string[] {
  const objects = DONE_TO[kind];
  if (objects === undefined) return random.shuffle(NOUNS).slice(0, 2);
  const subject = random.pick(ACTORS);
  return [subject, random.pick(objects.filter((noun) => noun !== subject))];
}
