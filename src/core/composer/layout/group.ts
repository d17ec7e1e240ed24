/** Several things of one phrase, side by side: separate, so that they can be counted. */
import type { Random } from '../random.ts';
import { boundsOf, moved, type Actor, type Block } from './block.ts';

/** Px that a thing of size 1 fills, before everything is fitted. */
const UNIT = 300;

/** Natural width and height of an actor. @param softness 1 keeps the library's sizes, 0 makes all equal */
function naturalSize({ figure }: Actor, softness: number): { width: number; height: number } {
  const side = UNIT * figure.size ** softness;
  return {
    width: (figure.box.width / 100) * figure.stretch.x * side,
    height: (figure.box.height / 100) * figure.stretch.y * side,
  };
}

/** @param members places in `actors`, at least one, all of one phrase */
export function groupOf(
  members: readonly number[],
  actors: readonly Actor[],
  softness: number,
  random: Random,
): Block {
  const singles = members.map((actor): Block => {
    const size = naturalSize(actors[actor]!, softness);
    return [{ actor, sign: null, box: { x: 0, y: -size.height, ...size } }];
  });
  const perRow = singles.length <= 3 ? singles.length : Math.ceil(Math.sqrt(singles.length * 1.6));
  const rows: Block[] = [];
  for (let at = 0; at < singles.length; at += perRow) {
    rows.push(rowOf(singles.slice(at, at + perRow), random));
  }
  return stackOf(rows);
}

/** On one ground line, left to right. */
export function rowOf(blocks: readonly Block[], random: Random): Block {
  let x = 0;
  return blocks.flatMap((block) => {
    const bounds = boundsOf(block);
    const placed = moved(block, x - bounds.x, -(bounds.y + bounds.height));
    x += bounds.width * 1.12 + random.between(4, 14);
    return placed;
  });
}

/** Rows above each other, each in the middle; the last stands on y = 0. */
function stackOf(rows: readonly Block[]): Block {
  let y = 0;
  return rows
    .map((row) => ({ row, bounds: boundsOf(row) }))
    .reverse()
    .flatMap(({ row, bounds }) => {
      const placed = moved(row, -bounds.x - bounds.width / 2, y);
      y -= bounds.height * 1.1 + 8;
      return placed;
    });
}
