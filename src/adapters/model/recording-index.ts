/** Checks `benchmarks/replay/index.json` on its way in. */
import {
  array,
  minLength,
  nonEmpty,
  number,
  object,
  parse,
  picklist,
  pipe,
  regex,
  string,
} from 'valibot';
import type { RecordingIndex } from './replay.ts';

const INDEX = object({
  version: number(),
  prompts: array(
    object({
      id: pipe(string(), nonEmpty()),
      prompt: pipe(string(), nonEmpty()),
      category: picklist(['object', 'scene', 'composition']),
      answers: pipe(
        array(
          object({
            // Under the folder of recordings and nowhere else.
            file: pipe(string(), regex(/^[\w-]+(\/[\w-]+)*\.txt$/)),
            stopReason: picklist(['stop', 'length', 'refusal']),
            note: string(),
          }),
        ),
        minLength(1),
      ),
    }),
  ),
});

/** @throws where the file is not an index: it ships with the program, so that is a bug */
export const readRecordingIndex = (source: string): RecordingIndex =>
  parse(INDEX, JSON.parse(source));
