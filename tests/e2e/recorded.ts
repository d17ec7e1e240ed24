/** The recorded answers that replay gives, read from the same files. */
import { readFileSync } from 'node:fs';
import { extractProgram } from '../../src/core/program/extract.ts';
import { readRecordingIndex } from '../../src/adapters/model/recording-index.ts';

const FOLDER = new URL('../../benchmarks/replay/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, FOLDER), 'utf8');

const { prompts } = readRecordingIndex(read('index.json'));

/** @param id e.g. `camera`; @throws Error for an id that is not recorded */
export function recorded(id: string): { prompt: string; answers: string[] } {
  const found = prompts.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no prompt is recorded under ${id}`);
  return { prompt: found.prompt, answers: found.answers.map(({ file }) => read(file)) };
}

/** The program of one recorded answer, counted from 1 as on the page. */
export function recordedProgram(id: string, number: number): string {
  const candidate = extractProgram(recorded(id).answers[number - 1] ?? '', 'balanced');
  if (!candidate.ok) throw new Error(`${id}/${number} holds no program`);
  return candidate.value.source;
}
