/** Characters of the program without comments and white space (protocol.md, "length"). */
import { programLength } from '../program/program-length.ts';
import type { Measured } from './measured.ts';
import type { Score } from './score.ts';

export function length({ source, failure }: Measured): Score[] {
  const score = { metric: 'length', encoderId: null } as const;
  if (source !== null) return [{ ...score, status: 'scored', value: programLength(source) }];
  return failure === null ? [] : [{ ...score, status: 'unscored', failure }];
}
