/** Reads programs on the thread that asks: what a worker does inside, and what there is without one. */
import { DEEPEST_LISTED, MOST_LISTED } from '../ports/program-reader.ts';
import { anatomyOf, type Anatomy } from './anatomy.ts';
import { isolateElement } from './isolate.ts';
import { prepareProgram, type PreparedProgram } from './prepare.ts';

export { extractProgram } from './extract.ts';
export { prepareProgram } from './prepare.ts';

/** See `ProgramReader.anatomy`. */
export function listedAnatomy(source: string): Anatomy {
  const anatomy = anatomyOf(source);
  const isListed = anatomy.elements <= MOST_LISTED && anatomy.depth <= DEEPEST_LISTED;
  return isListed ? anatomy : { ...anatomy, root: null, paths: [] };
}

/** See `ProgramReader.isolate`. */
export function isolatedProgram(source: string, start: number): PreparedProgram | null {
  const alone = isolateElement(source, { start });
  return alone === null ? null : prepareProgram(alone, 'mend');
}
