/**
 * Characters of the candidate as sent without comments and white space (protocol.md, "length").
 * The official code counts before its parser recovers anything, and only what then draws.
 */
import { programLength } from '../program/program-length.ts';
import type { Measured } from './measured.ts';
import type { Score } from './score.ts';

export function length({ source, failure }: Measured): Score[] {
  const score = { metric: 'length', encoderId: null } as const;
  if (failure !== null) return [{ ...score, status: 'unscored', failure }];
  return source === null ? [] : [{ ...score, status: 'scored', value: programLength(source) }];
}
