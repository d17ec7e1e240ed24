/** Reads programs too large to be read on the page's own thread. */
import type { ProgramCalls } from '../adapters/program/program-calls.ts';
import { success } from '../core/failure.ts';
import {
  extractProgram,
  isolatedProgram,
  listedAnatomy,
  prepareProgram,
} from '../core/program/read-here.ts';
import { serveCalls } from './serve-calls.ts';

void serveCalls<ProgramCalls>({
  extract: ({ response, rule }) => success(extractProgram(response, rule)),
  prepare: ({ candidate, policy }) => success(prepareProgram(candidate, policy)),
  anatomy: ({ source }) => success(listedAnatomy(source)),
  isolate: ({ source, start }) => success(isolatedProgram(source, start)),
});
