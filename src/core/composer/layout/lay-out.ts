/** From a description and what its things look like to places on the picture. */
import type { Description, Relation } from '../description.ts';
import type { Random } from '../random.ts';
import { arrange, type Arrangement } from './arrange.ts';
import type { Actor, Block } from './block.ts';
import { groupOf, rowOf } from './group.ts';
import { relate, type Side } from './relate.ts';

/**
 * @param actors every thing of every phrase; `mirrored` is set where a relation turns one round
 * @param looseness 0..1: how far places may leave the tidiest
 * @param lowest y of the lowest ground line
 */
export function layOut(
  { objects, relations }: Description,
  actors: Actor[],
  looseness: number,
  lowest: number,
  random: Random,
): Arrangement {
  const related = new Set(relations.flatMap(({ subject, object }) => [subject, object]));
  // Among many things a fork must still be seen beside an elephant.
  const softness = actors.length > 3 ? 0.3 : relations.length > 0 ? 0.65 : 0.6;
  const blocks = new Map<number, Block>();
  const loose: Block[] = [];
  objects.forEach((_, object) => {
    const members = actors.flatMap((actor, index) => (actor.object === object ? [index] : []));
    const order = random.fork(`group-${object}`);
    if (related.has(object)) blocks.set(object, groupOf(members, actors, softness, order));
    else loose.push(...members.map((member) => groupOf([member], actors, softness, order)));
  });
  const joined = join(relations, blocks, actors, random);
  const kinds = [...joined.map((block) => [block]), ...kindsOf(loose, actors)];
  return arrange(
    looseness > 0.5 && relations.length === 0 ? random.fork('order').shuffle(kinds) : kinds,
    looseness,
    lowest,
    random.fork('arrange'),
  );
}

/** Things of one noun, whatever their colours; those that are alone of their kind, together. */
function kindsOf(blocks: readonly Block[], actors: readonly Actor[]): Block[][] {
  const kinds = new Map<string, Block[]>();
  for (const block of blocks) {
    const { noun } = actors[block[0]!.actor]!.figure;
    kinds.set(noun, [...(kinds.get(noun) ?? []), block]);
  }
  const several = [...kinds.values()].filter(({ length }) => length > 1);
  const alone = [...kinds.values()].filter(({ length }) => length === 1).flat();
  return alone.length > 0 ? [...several, alone] : several;
}

/** Blocks grow together, relation by relation, in the order of the prompt. */
function join(
  relations: readonly Relation[],
  blocks: Map<number, Block>,
  actors: Actor[],
  random: Random,
): Block[] {
  const pending = [...relations];
  for (let relation = pending.shift(); relation !== undefined; relation = pending.shift()) {
    const { kind, object } = relation;
    // `a cat and a dog on a couch`: side by side on it, not one over the other.
    const together = [relation];
    while (pending[0]?.kind === kind && pending[0].object === object) {
      const next = pending.shift()!;
      if (blocks.get(next.subject) !== blocks.get(object)) together.push(next);
    }
    const choice = random.fork(`${kind}-${object}-${relation.subject}`);
    const target = blocks.get(object)!;
    // Both are placed already: another place would undo the earlier relation.
    if (blocks.get(relation.subject) === target) continue;
    const subject = sideOf(together, blocks, choice);
    const whole = relate(subject, kind, { block: target, objects: [object] }, actors, choice);
    for (const { actor } of whole) blocks.set(actors[actor]!.object, whole);
  }
  return [...new Set(blocks.values())];
}

function sideOf(relations: readonly Relation[], blocks: Map<number, Block>, random: Random): Side {
  const objects = relations.map(({ subject }) => subject);
  const distinct = [...new Set(objects.map((subject) => blocks.get(subject)!))];
  const block = distinct.length === 1 ? distinct[0]! : rowOf(distinct, random);
  return { block, objects };
}
