/** Puts one block where a relation wants it beside another. */
import { areaOf, bottom, centreX, centreY, right, type Box } from '../box.ts';
import type { Surface } from '../figure.ts';
import type { Random } from '../random.ts';
import { ruleOf, type RelationKind } from '../vocabulary/relations.ts';
import {
  boundsOf,
  boundsOfObject,
  moved,
  movedTo,
  scaled,
  surfaceAt,
  anchorAt,
  type Actor,
  type Block,
} from './block.ts';

/**
 * Small things are drawn large where there is room, and the gap between them with them: of the longer
 * one's length no more than this, or what is said to be near would stand far away.
 */
const WIDEST_GAP = 0.14;

export interface Side {
  block: Block;
  /** The phrases that stand in the relation; the block may hold more. */
  objects: readonly number[];
}

/**
 * @returns both blocks as one, in drawing order. What is measured of it is in `measure.ts`.
 */
export function relate(
  subject: Side,
  kind: RelationKind,
  object: Side,
  actors: Actor[],
  random: Random,
): Block {
  const stage = new Stage(actors, random);
  switch (ruleOf(kind)) {
    case 'left':
      return stage.beside(subject, object, random.between(26, 60));
    case 'right':
      return stage.beside(object, subject, random.between(26, 60));
    case 'beside':
    case 'near':
      return stage.eitherSide(subject, object, random.between(6, 14));
    case 'on':
      return stage.on(subject, object, kind === 'sit on' ? 0.05 : 0);
    case 'above':
      return stage.below(object, subject, random.between(24, 40));
    case 'below':
      return stage.below(subject, object, random.between(5, 12));
    case 'behind':
      return stage.behind(subject, object, kind === 'hidden by' ? 0.55 : 0.36);
    case 'in-front':
      return stage.behind(object, subject, 0.36);
    case 'inside':
      return stage.inside(subject, object);
    case 'face':
      return stage.facing(subject, object, kind);
    case 'along':
      return stage.along(subject, object);
    case 'hold':
      return stage.holding(subject, object);
    case 'wear':
      return stage.wearing(subject, object);
    case 'have':
      return stage.having(subject, object);
  }
}

class Stage {
  readonly #actors: Actor[];
  readonly #random: Random;

  constructor(actors: Actor[], random: Random) {
    this.#actors = actors;
    this.#random = random;
  }

  eitherSide(one: Side, other: Side, gap: number): Block {
    const near = Math.min(gap, WIDEST_GAP * this.#longest(one, other));
    return this.#random.chance(0.5) ? this.beside(one, other, near) : this.beside(other, one, near);
  }

  /** On one ground line, `gap` px apart. */
  beside(left: Side, rightSide: Side, gap: number): Block {
    const first = boundsOf(left.block);
    const second = boundsOf(rightSide.block);
    const feet = bottom(this.#boxOf(left)) - bottom(this.#boxOf(rightSide));
    return [...left.block, ...moved(rightSide.block, right(first) + gap - second.x, feet)];
  }

  on(subject: Side, object: Side, sink: number): Block {
    const ground = this.#boxOf(object);
    const surface = this.#topOf(object);
    const width = this.#boxOf(subject).width;
    // A bus on a fork: the fork's size counts too, but the bus stays a bus.
    const widest = Math.max(surface.width * 1.7, ground.width * 0.9);
    const block = scaled(subject.block, Math.max(0.3, Math.min(1, widest / width)));
    const box = this.#boxOf({ ...subject, block });
    const standing = movedTo(
      block,
      { x: centreX(box), y: bottom(box) },
      { x: surface.x, y: surface.y + 1 + sink * box.height },
    );
    return [...object.block, ...standing];
  }

  /** One under the other, middle under middle, apart. */
  below(subject: Side, object: Side, gap: number): Block {
    const upper = boundsOf(object.block);
    const lower = boundsOf(subject.block);
    const x = centreX(this.#boxOf(object)) - centreX(this.#boxOf(subject));
    return [...object.block, ...moved(subject.block, x, bottom(upper) + gap - lower.y)];
  }

  /** @param covered share of the subject's box that the object's box covers */
  behind(subject: Side, object: Side, covered: number): Block {
    const front = this.#boxOf(object);
    const share = covered + this.#random.between(-0.06, 0.06);
    const natural = this.#boxOf(subject);
    const factor = Math.min(
      1,
      Math.sqrt((0.72 * areaOf(front)) / areaOf(natural)),
      // All of the front's width must be enough to cover the share.
      (front.width * 0.95) / (share * natural.width),
    );
    const block = scaled(subject.block, factor);
    const box = this.#boxOf({ ...subject, block });
    // Farther away is higher on the picture.
    const lift = Math.min(front.height * 0.14, box.height * 0.3);
    const overlapY = Math.min(box.height, front.height - lift);
    const overlapX = Math.min(front.width, (share * box.width * box.height) / overlapY);
    const x = this.#random.chance(0.5) ? front.x + overlapX - box.width : right(front) - overlapX;
    return [
      ...movedTo(block, { x: box.x, y: bottom(box) }, { x, y: bottom(front) - lift }),
      ...object.block,
    ];
  }

  inside(subject: Side, object: Side): Block {
    const container = this.#boxOf(object);
    const natural = this.#boxOf(subject);
    const factor = Math.min(
      1,
      (container.width * 0.72) / natural.width,
      (container.height * 0.9) / natural.height,
    );
    const block = scaled(subject.block, factor);
    const box = this.#boxOf({ ...subject, block });
    const sunk = movedTo(
      block,
      { x: centreX(box), y: bottom(box) },
      {
        x: centreX(container),
        y: container.y + Math.min(box.height * 0.4, container.height * 0.8),
      },
    );
    return [...sunk, ...object.block];
  }

  facing(subject: Side, object: Side, kind: RelationKind): Block {
    const subjectLeft = this.#random.chance(0.5);
    const [left, rightSide] = subjectLeft ? [subject, object] : [object, subject];
    this.#turn(left, 'right');
    this.#turn(rightSide, 'left');
    const gap = this.#random.between(
      kind === 'play with' ? 14 : 34,
      kind === 'play with' ? 26 : 60,
    );
    const within = Math.min(gap, 2 * WIDEST_GAP * this.#longest(left, rightSide));
    const block = this.beside(left, rightSide, within);
    const speaks = kind === 'talk to' || kind === 'speak to';
    return speaks ? this.#withSpeech(block, subject, subjectLeft) : block;
  }

  along(subject: Side, object: Side): Block {
    const way = this.#random.chance(0.5) ? 'left' : 'right';
    this.#turn(subject, way);
    this.#turn(object, way);
    return this.eitherSide(subject, object, this.#random.between(8, 18));
  }

  holding(subject: Side, object: Side): Block {
    const { actor, box } = this.#leading(subject);
    const { figure, mirrored } = this.#actors[actor]!;
    const block = this.#atMost(object, 0.45 * Math.max(box.width, box.height));
    const held = this.#boxOf({ ...object, block });
    if (figure.hold === null) return this.#besideArm(subject, block, held, box);
    const hand = anchorAt(figure.hold, box, mirrored);
    // Away from the body, the hand near its edge.
    const outward = hand.x > centreX(box) ? 0.3 : 0.7;
    const grip = { x: held.x + held.width * outward, y: held.y + held.height * 0.55 };
    return [...subject.block, ...movedTo(block, grip, hand)];
  }

  wearing(subject: Side, object: Side): Block {
    const { actor, box } = this.#leading(subject);
    const { figure, mirrored } = this.#actors[actor]!;
    const head: Surface =
      figure.wear === null
        ? { ...anchorAt({ x: figure.top?.x ?? 0.5, y: figure.top?.y ?? 0.06 }, box, mirrored), width: box.width * 0.5 } // prettier-ignore
        : surfaceAt(figure.wear, box, mirrored);
    const natural = this.#boxOf(object);
    const factor = Math.min(
      (head.width * 1.5) / natural.width,
      (box.height * 0.5) / natural.height,
    );
    const block = scaled(object.block, factor);
    const worn = this.#boxOf({ ...object, block });
    const noun = this.#actors[this.#leading(object).actor]!.figure.noun;
    if (noun === 'tie') {
      const neck = {
        x: head.x,
        y: Math.min(head.y + head.width * 0.85, box.y + box.height * 0.4),
      };
      return [...subject.block, ...movedTo(block, { x: centreX(worn), y: worn.y }, neck)];
    }
    const brim = { x: head.x, y: head.y + worn.height * 0.12 };
    return [...subject.block, ...movedTo(block, { x: centreX(worn), y: bottom(worn) }, brim)];
  }

  having(subject: Side, object: Side): Block {
    const { actor, box } = this.#leading(subject);
    if (this.#actors[actor]!.figure.hold !== null) return this.holding(subject, object);
    const block = this.#atMost(object, 0.7 * Math.max(box.width, box.height));
    return this.eitherSide(subject, { ...object, block }, this.#random.between(2, 5));
  }

  /** Nothing to hold with: against the side, a little over it. */
  #besideArm(subject: Side, block: Block, held: Box, box: Box): Block {
    const leftSide = this.#random.chance(0.5);
    const overlap = Math.min(held.width, box.width) * 0.22;
    const grip = { x: leftSide ? right(held) - overlap : held.x + overlap, y: centreY(held) };
    const arm = { x: leftSide ? box.x : right(box), y: box.y + box.height * 0.55 };
    return [...subject.block, ...movedTo(block, grip, arm)];
  }

  #withSpeech(block: Block, speaker: Side, speakerLeft: boolean): Block {
    const { actor } = this.#leading(speaker);
    const { box } = block.find((placed) => placed.actor === actor && placed.sign === null)!;
    const width = 74;
    const height = 46;
    const x = speakerLeft ? right(box) - width * 0.25 : box.x - width * 0.75;
    const above = boundsOf(block).y - height - 8;
    return [...block, { actor, sign: 'speech', box: { x, y: above, width, height } }];
  }

  /** Things drawn from the front look at everybody. */
  #turn({ block, objects }: Side, way: 'left' | 'right'): void {
    for (const { actor } of block) {
      const current = this.#actors[actor]!;
      if (!objects.includes(current.object) || current.figure.facing === 'front') continue;
      current.mirrored = current.figure.facing !== way;
    }
  }

  #atMost(side: Side, longestPx: number): Block {
    const box = this.#boxOf(side);
    return scaled(side.block, Math.min(1, longestPx / Math.max(box.width, box.height)));
  }

  /** Of all their things, the longest side. */
  #longest(...sides: Side[]): number {
    const boxes = sides.flatMap(({ block }) => block).filter(({ sign }) => sign === null);
    return Math.max(...boxes.map(({ box }) => Math.max(box.width, box.height)));
  }

  #boxOf({ block, objects }: Side): Box {
    const boxes = objects.map((object) => boundsOfObject(block, this.#actors, object));
    return boundsOf(boxes.map((box) => ({ actor: 0, sign: null, box })));
  }

  /** The largest thing of the side: the one that holds, wears or speaks. */
  #leading({ block, objects }: Side): { actor: number; box: Box } {
    const members = block.filter(
      ({ actor, sign }) => sign === null && objects.includes(this.#actors[actor]!.object),
    );
    return members.reduce((best, other) => (areaOf(other.box) > areaOf(best.box) ? other : best));
  }

  /** Of one thing its own surface; of several, all their tops together. */
  #topOf(side: Side): Surface {
    const box = this.#boxOf(side);
    const members = side.block.filter(
      ({ actor, sign }) => sign === null && side.objects.includes(this.#actors[actor]!.object),
    );
    const only = members.length === 1 ? this.#actors[members[0]!.actor]! : null;
    if (only?.figure.top) {
      const surface = surfaceAt(only.figure.top, box, only.mirrored);
      // A drawing may name a point just outside its box.
      return { ...surface, y: Math.max(box.y, Math.min(bottom(box) - 1, surface.y)) };
    }
    // Round and pointed things: a little below the highest point.
    return { x: centreX(box), y: box.y + box.height * 0.04, width: box.width * 0.6 };
  }
}
