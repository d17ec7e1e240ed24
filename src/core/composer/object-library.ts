/** Where the composer finds what things look like. */
import { readDrawing, type Drawing } from './drawing.ts';

export interface ObjectLibrary {
  /** What can be drawn, in the words of a prompt, sorted. */
  readonly nouns: readonly string[];
  /** By style name, in order; empty for a noun that is not there. */
  drawings(noun: string): readonly Drawing[];
}

/**
 * @param files `teddy-bear/flat.svg` to its source; other paths are left aside. Each is read when
 *   it is first wanted, so that a scene costs only the things in it.
 */
export function libraryOf(files: Readonly<Record<string, string>>): ObjectLibrary {
  const sources = new Map<string, { style: string; source: string }[]>();
  for (const path of Object.keys(files).sort()) {
    const named = /(?:^|\/)([a-z0-9-]+)\/([a-z0-9-]+)\.svg$/.exec(path);
    if (!named) continue;
    const noun = named[1]!.replaceAll('-', ' ');
    const styles = sources.get(noun) ?? [];
    styles.push({ style: named[2]!, source: files[path]! });
    sources.set(noun, styles);
  }
  const read = new Map<string, Drawing[]>();
  return {
    nouns: [...sources.keys()].sort(),
    drawings(noun) {
      const known = read.get(noun);
      if (known) return known;
      const drawings = (sources.get(noun) ?? []).map(({ style, source }) =>
        readDrawing(source, style),
      );
      read.set(noun, drawings);
      return drawings;
    },
  };
}
