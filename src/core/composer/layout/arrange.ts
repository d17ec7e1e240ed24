/** Gives blocks places on the picture: rows on ground lines, as large as they fit, none overlapping. */
import type { Random } from '../random.ts';
import { CANVAS } from '../scene.ts';
import { boundsOf, moved, scaled, type Block } from './block.ts';

export interface Arrangement {
  /** Everything, in drawing order: farther rows first. */
  placed: Block;
  /** y on which each row stands, from the top. */
  groundLines: number[];
}

const MARGIN = 24;
const GAP = 18;
/** The largest that one thing may become: a lone apple does not fill the picture. */
const LARGEST = 330;

interface Row {
  blocks: Block[];
  width: number;
  height: number;
}

/**
 * @param kinds blocks that belong together, e.g. all dogs: they keep to rows of their own where
 *   that costs little size, which makes them easy to count
 * @param looseness 0..1: how far things may leave the tidiest place
 * @param lowest y that the lowest things stand on, at most
 */
export function arrange(
  kinds: readonly (readonly Block[])[],
  looseness: number,
  lowest: number,
  random: Random,
): Arrangement {
  const blocks = kinds.flat();
  const height = lowest - MARGIN;
  const width = CANVAS - 2 * MARGIN;
  const even = ROW_COUNTS.filter((count) => count === 1 || blocks.length > 3 * (count - 1))
    .map((count) => rowsOf(blocks, count))
    .map((rows) => ({ rows, scale: fittingScale(rows, width, height) }));
  const apart = (blocks.length > 3 && kinds.length > 1 ? ROW_COUNTS : [])
    .map((count) => kinds.flatMap((kind) => rowsOf(kind, rowsFor(kind, blocks, count))))
    .map((rows) => ({ rows, scale: fittingScale(rows, width, height) }));
  const largest = (of: typeof even) => Math.max(0, ...of.map(({ scale }) => scale));
  const candidates = largest(apart) >= 0.75 * largest(even) ? apart : even;
  const best = Math.max(...candidates.map(({ scale }) => scale));
  // Nearly as large is as good, and lets another seed choose another order.
  const near = candidates.filter(({ scale }) => scale >= best * (1 - 0.12 * looseness));
  const { rows, scale } = random.pick(near);
  return placeRows(rows, Math.min(scale, largestScale(blocks)), looseness, lowest, random);
}

const ROW_COUNTS = [1, 2, 3, 4, 5, 6];

/** A kind's share of `count` rows, by its share of the width. */
function rowsFor(kind: readonly Block[], blocks: readonly Block[], count: number): number {
  const widthOf = (some: readonly Block[]) =>
    some.reduce((sum, block) => sum + boundsOf(block).width + GAP, 0);
  return Math.max(1, Math.round((widthOf(kind) / widthOf(blocks)) * count));
}

/** Contiguous, so that equals stay together; split where the widths come out most even. */
function rowsOf(blocks: readonly Block[], count: number): Row[] {
  const widths = blocks.map((block) => boundsOf(block).width + GAP);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const rows: Block[][] = Array.from({ length: count }, () => []);
  let before = 0;
  blocks.forEach((block, index) => {
    const middle = before + widths[index]! / 2;
    rows[Math.min(count - 1, Math.floor((middle / total) * count))]!.push(block);
    before += widths[index]!;
  });
  return rows
    .filter((row) => row.length > 0)
    .map((row) => ({
      blocks: row,
      width: row.reduce((sum, block) => sum + boundsOf(block).width, 0),
      height: Math.max(...row.map((block) => boundsOf(block).height)),
    }));
}

/** Gaps keep their px, so they are taken off before the rest is fitted. */
function fittingScale(rows: readonly Row[], width: number, height: number): number {
  const across = rows.map((row) => (width - (row.blocks.length - 1) * GAP) / row.width);
  const down = (height - (rows.length - 1) * GAP) / rows.reduce((sum, row) => sum + row.height, 0);
  return Math.min(down, ...across);
}

function largestScale(blocks: readonly Block[]): number {
  const longest = blocks
    .flat()
    .filter(({ sign }) => sign === null)
    .map(({ box }) => Math.max(box.width, box.height));
  return LARGEST / Math.max(...longest);
}

function placeRows(
  rows: readonly Row[],
  scale: number,
  looseness: number,
  lowest: number,
  random: Random,
): Arrangement {
  const used = rows.reduce((sum, row) => sum + row.height * scale, 0) + (rows.length - 1) * GAP;
  // What is left over goes above and between the rows.
  const spare = Math.max(0, lowest - MARGIN - used);
  const between = rows.length > 1 ? Math.min(spare / rows.length, 40) : 0;
  // Low things stand a little below the middle rather than at the lower edge.
  const lift = (spare - between * (rows.length - 1)) * (rows.length > 1 ? 0.5 : 0.3);
  const groundLines: number[] = [];
  const placed: Block = [];
  let ground = lowest - lift;
  for (const row of [...rows].reverse()) {
    placed.unshift(
      ...placeRow(row, scale, ground, Math.min(between + GAP, 20) * looseness, random),
    );
    groundLines.unshift(ground);
    ground -= row.height * scale + GAP + between;
  }
  return { placed, groundLines };
}

function placeRow(row: Row, scale: number, ground: number, play: number, random: Random): Block {
  const blocks = row.blocks.map((block) => scaled(block, scale));
  const free = CANVAS - 2 * MARGIN - row.width * scale - (blocks.length - 1) * GAP;
  // Shares of the free width: before, between and after, uneven by chance but never all on one side.
  const shares = blocks.map(() => random.between(0.7, 1.3)).concat(random.between(0.7, 1.3));
  const sum = shares.reduce((total, share) => total + share, 0);
  let x = MARGIN;
  return blocks.flatMap((block, index) => {
    const bounds = boundsOf(block);
    x += (Math.max(0, free) * shares[index]!) / sum;
    const up = play > 0 ? random.between(0, play) : 0;
    const result = moved(block, x - bounds.x, ground - up - (bounds.y + bounds.height));
    x += bounds.width + GAP;
    return result;
  });
}
