/** A description as the benchmark would word it; parsing the words gives the description back. */
import type { Description, Relation, Wish } from './description.ts';
import { backdropPhrases } from './vocabulary/backdrops.ts';
import { pluralsOf } from './vocabulary/nouns.ts';

/**
 * Relations between neighbours are told in place (`a cat behind a red car`), the others in
 * sentences of their own (`… . the cat is near the dog`), which need things that can be told apart.
 */
export function printDescription({ objects, relations, backdrops }: Description): string {
  const chained = objects.slice(1).map((_, index) => relationBetween(relations, index));
  const words = objects.map((wish, index) => {
    if (index === 0) return printWish(wish);
    const relation = chained[index - 1];
    if (relation) return ` ${relation.kind} ${printWish(wish)}`;
    const last = index === objects.length - 1;
    // `and` would make subjects of both sides of it.
    return `${last && relations.length === 0 ? ' and ' : ', '}${printWish(wish)}`;
  });
  const rest = relations
    .filter((relation) => !chained.includes(relation))
    .map(({ subject, kind, object }) => {
      return `. ${printDefinite(objects[subject]!)} is ${kind} ${printDefinite(objects[object]!)}`;
    });
  const settings = backdrops.map((name) => ` ${backdropPhrases(name)[0]}`);
  return [...words, ...settings, ...rest].join('');
}

/** `three red cars`, `a wooden chair` */
export function printWish(wish: Wish): string {
  const { noun, count } = wish;
  const attributes = attributesOf(wish);
  if (count > 1) return [String(count), ...attributes, plainPlural(noun)].join(' ');
  const words = [...attributes, noun].join(' ');
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}

const printDefinite = (wish: Wish): string => ['the', ...attributesOf(wish), wish.noun].join(' ');

const attributesOf = ({ colour, shape, texture }: Wish): string[] =>
  [colour, shape, texture].filter((word) => word !== null);

const relationBetween = (relations: readonly Relation[], index: number): Relation | undefined =>
  relations.find(({ subject, object }) => subject === index && object === index + 1);

/** The plural that a reader expects: an irregular one first, else the longest rule that applies. */
function plainPlural(noun: string): string {
  const plurals = pluralsOf(noun);
  const plain = `${noun}s`;
  const regular = plurals.filter((plural) => plural !== plain);
  return /(o)$/.test(noun) ? plain : (regular[0] ?? plain);
}
