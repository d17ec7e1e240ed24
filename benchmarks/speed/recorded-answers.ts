/** The bundled answers as a responses file: real programs of many sizes. */
import { readFileSync } from 'node:fs';

interface Recording {
  id: string;
  prompt: string;
  answers: { file: string }[];
}

const folder = new URL('../replay/', import.meta.url);

export const recordings: Recording[] = (
  JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')) as { prompts: Recording[] }
).prompts;

export const answerText = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

/** @param times how often the whole set is repeated, each time as further samples */
export function responseLines(times: number): string[] {
  return Array.from({ length: times }, (_, round) =>
    recordings.flatMap(({ id, prompt, answers }) =>
      answers.map(({ file }, index) =>
        JSON.stringify({
          id,
          prompt,
          sample: round * answers.length + index,
          response: answerText(file),
        }),
      ),
    ),
  ).flat();
}
