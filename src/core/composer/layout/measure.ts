/** Whether a relation can be measured in the boxes of a scene. */
import {
  areaOf,
  bottom,
  centreX,
  centreY,
  gapBetween,
  overlapArea,
  right,
  unionOf,
  type Box,
} from '../box.ts';
import type { Relation } from '../description.ts';
import type { Scene } from '../scene.ts';
import { ruleOf, type RelationRule } from '../vocabulary/relations.ts';

/** A small part of the picture's side: things this near are next to each other. */
const NEAR_PX = 48;

/**
 * Of several things on a side, the box around all counts.
 * @returns false also where one side has no thing
 */
export function holds(
  { things }: Pick<Scene, 'things'>,
  { subject, kind, object }: Relation,
): boolean {
  const boxesOf = (wish: number) =>
    things.filter((one) => one.object === wish).map(({ box }) => box);
  const [one, other] = [boxesOf(subject), boxesOf(object)];
  if (one.length === 0 || other.length === 0) return false;
  return MEASURES[ruleOf(kind)](unionOf(one), unionOf(other));
}

/** Share of `one` that `other` covers. */
const coverage = (one: Box, other: Box): number => overlapArea(one, other) / areaOf(one);

const besides = (one: Box, other: Box): boolean =>
  gapBetween(one, other) <= NEAR_PX && overlapArea(one, other) === 0;

const hidden = (one: Box, other: Box): boolean => {
  const share = coverage(one, other);
  return share >= 0.15 && share <= 0.7 && areaOf(one) < areaOf(other);
};

const MEASURES: Record<RelationRule, (subject: Box, object: Box) => boolean> = {
  left: (one, other) => right(one) < other.x,
  right: (one, other) => one.x > right(other),
  beside: besides,
  near: besides,
  // Feet on the object: between its top and its lower edge, and over it.
  on: (one, other) =>
    bottom(one) >= other.y - 1 &&
    bottom(one) < bottom(other) &&
    centreX(one) > other.x &&
    centreX(one) < right(other),
  above: (one, other) => bottom(one) < other.y,
  below: (one, other) => one.y > bottom(other),
  behind: hidden,
  'in-front': (one, other) => hidden(other, one),
  inside: (one, other) =>
    coverage(one, other) > 0.2 && centreX(one) > other.x && centreX(one) < right(other),
  face: (one, other) => gapBetween(one, other) <= 2 * NEAR_PX && overlapArea(one, other) === 0,
  along: besides,
  hold: (one, other) => gapBetween(one, other) === 0 && areaOf(other) <= areaOf(one),
  // A tie hangs lower than a hat.
  wear: (one, other) =>
    gapBetween(one, other) === 0 &&
    other.y < centreY(one) &&
    centreX(other) > one.x &&
    centreX(other) < right(one),
  have: (one, other) => gapBetween(one, other) <= NEAR_PX,
};
