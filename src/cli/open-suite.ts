/** Suites for the command line: by name, or from a file. */
import { openNodeSuites, openSuite } from '../adapters/suite/open-suites.node.ts';
import { formatBytes } from '../core/format-bytes.ts';
import type { SuiteShelf } from '../core/ports/suite-shelf.ts';
import type { ColumnMapping } from '../core/suite/mapping.ts';
import type { SuiteReading } from '../core/suite/read-suite.ts';
import { wholeSuite } from '../core/suite/whole-suite.ts';
import { packageFolder } from './package-folder.ts';
import { ProgressDisplay } from './progress-display.ts';

export const suiteShelf = () => openNodeSuites(packageFolder('benchmarks/suites/starter'));

/** Suites as help texts name them. */
export const SUITE_HELP =
  'a file of items, or the name of a suite: starter, composition-<seed>-<size>, sgp-compbench';

/**
 * @param mapping of a table with unknown columns; `null`: the file's kind is known
 * @throws Error in words where it cannot be read whole
 */
export async function suiteAt(
  nameOrPath: string,
  mapping: ColumnMapping | null = null,
  say: (line: string) => void = (line) => console.error(line),
): Promise<SuiteReading> {
  let words = 'asking';
  let share: number | null = null;
  const progress = new ProgressDisplay(() => ({ share, words: [`${nameOrPath}: ${words}`] }));
  const told: Parameters<SuiteShelf['open']>[1] = ({ doneBytes, totalBytes }) => {
    words = `${formatBytes(doneBytes)} fetched`;
    share = totalBytes === null ? null : doneBytes / totalBytes;
  };
  try {
    const reading = await openSuite(nameOrPath, suiteShelf(), { mapping }, told);
    const whole = reading.ok ? wholeSuite(reading.value) : reading;
    if (!whole.ok) throw new Error(`${nameOrPath}: ${whole.failure.detail}`);
    for (const notice of whole.value.notices) say(notice);
    return whole.value;
  } finally {
    progress.end();
  }
}

/** `prompt=caption,id=key`: which column is what. */
export function readMapping(text: string): ColumnMapping {
  const given = Object.fromEntries(
    text.split(',').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const;
    }),
  );
  const unknown = Object.keys(given).filter((name) => !MAPPED.includes(name));
  if (unknown.length > 0 || !given.prompt)
    throw new Error(
      `Say which column is what, e.g. --map prompt=caption,id=key. Names: ${MAPPED.join(', ')}; prompt is needed.`,
    );
  const { id, prompt, category, subcategory, referenceSvg, referencePicture } = given;
  return {
    id: id ?? null,
    prompt,
    category: category ?? null,
    subcategory: subcategory ?? null,
    referenceSvg: referenceSvg ?? null,
    referencePicture: referencePicture ?? null,
    metadata: [],
  };
}

const MAPPED = ['prompt', 'id', 'category', 'subcategory', 'referenceSvg', 'referencePicture'];
