/**
 * The drawings of the object library as a list, unread: the library page shows hundreds of them,
 * and reads one when it is opened. `composer/drawing.ts` reads what a source says.
 */

export interface ObjectDrawing {
  /** As prompts write it: `fire hydrant`. */
  noun: string;
  /** `flat`, `detailed`, `outline`, or another that the library adds. */
  style: string;
  /** The SVG program, comments included. */
  source: string;
}

/** In this order; styles that are not listed follow by name. */
const STYLE_ORDER = ['flat', 'detailed', 'outline'];

const rankOf = (style: string): number => {
  const rank = STYLE_ORDER.indexOf(style);
  return rank < 0 ? STYLE_ORDER.length : rank;
};

/**
 * @param files a path that ends in `fire-hydrant/flat.svg` to its source; other paths are left aside
 * @returns by noun, then style
 */
export function objectDrawings(files: Readonly<Record<string, string>>): ObjectDrawing[] {
  const drawings = Object.entries(files).flatMap(([path, source]): ObjectDrawing[] => {
    const named = /(?:^|\/)([a-z0-9-]+)\/([a-z0-9-]+)\.svg$/.exec(path);
    return named ? [{ noun: named[1]!.replaceAll('-', ' '), style: named[2]!, source }] : [];
  });
  return drawings.sort(
    (one, other) =>
      compare(one.noun, other.noun) ||
      rankOf(one.style) - rankOf(other.style) ||
      compare(one.style, other.style),
  );
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
