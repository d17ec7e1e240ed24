/** Upright rectangles: x to the right, y down. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const right = ({ x, width }: Box): number => x + width;
export const bottom = ({ y, height }: Box): number => y + height;
export const centreX = ({ x, width }: Box): number => x + width / 2;
export const centreY = ({ y, height }: Box): number => y + height / 2;
export const areaOf = ({ width, height }: Box): number => width * height;

/** @param boxes at least one */
export function unionOf(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map(right)) - x,
    height: Math.max(...boxes.map(bottom)) - y,
  };
}

/** Area that both cover; 0 where they only touch. */
export function overlapArea(one: Box, other: Box): number {
  const width = Math.min(right(one), right(other)) - Math.max(one.x, other.x);
  const height = Math.min(bottom(one), bottom(other)) - Math.max(one.y, other.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Shortest distance between edges; 0 where they overlap or touch. */
export function gapBetween(one: Box, other: Box): number {
  const across = Math.max(other.x - right(one), one.x - right(other), 0);
  const down = Math.max(other.y - bottom(one), one.y - bottom(other), 0);
  return Math.hypot(across, down);
}
