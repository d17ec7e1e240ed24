/** How large a picture is shown: fitted, or in screen pixels per pixel of its own size. */

export type Zoom = 'fit' | number;

const LEVELS = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32];
/** A canvas larger than this on screen is refused by some browsers. */
const LARGEST_SIDE_PX = 12_000;

/** Scale at which the picture fits; at least a pixel of it. */
export function fitScale(
  size: { width: number; height: number },
  room: { width: number; height: number },
): number {
  const scale = Math.min(room.width / size.width, room.height / size.height);
  return Math.max(scale, 1 / Math.max(size.width, size.height));
}

/** Next level up or down from any scale; the scale itself at the end of the range. */
export function stepZoom(
  scale: number,
  direction: 1 | -1,
  size: { width: number; height: number },
): number {
  const most = LARGEST_SIDE_PX / Math.max(size.width, size.height);
  const levels = LEVELS.filter((level) => level <= Math.max(most, 1));
  const further = levels.filter((level) =>
    direction === 1 ? level > scale * 1.001 : level < scale * 0.999,
  );
  return (direction === 1 ? further[0] : further.at(-1)) ?? scale;
}

/** `71%` */
export const zoomLabel = (scale: number) => `${Math.round(scale * 100)}%`;
