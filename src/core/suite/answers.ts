/** Answers made elsewhere, in the official files' own shapes, as the lines that scoring reads. */
import type { ResponseLine } from '../bench/response-line.ts';
import { field, idField, textField, type Values } from './fields.ts';

export type AnswerReading = { ok: true; answers: ResponseLine[] } | { ok: false; reason: string };

const refused = (reason: string): AnswerReading => ({ ok: false, reason });

/**
 * Reads a row of
 * - this app: `{id, sample?, prompt?, response | svg}`;
 * - SGP-CompBench: `{id, svg, success}`, and with `raw_response` the whole answer, which counts;
 * - the object and scene suites of SGP-GenBench: `{file_name | image_id, svgs, raw_responses?,
 *   success, caption}`, one sample an entry. Where no program was found the official files keep an
 *   empty text: it stays an answer, one without a program.
 */
export function answersIn(row: Values): AnswerReading {
  const id = idField(row, 'id', 'file_name', 'image_id');
  if (id === null) return refused('it has no "id"');
  const prompt = textField(row, 'prompt', 'caption');
  const several = field(row, 'raw_responses', 'responses', 'svgs');
  if (Array.isArray(several)) {
    if (!several.every((text) => typeof text === 'string'))
      return refused('one of its answers is no text');
    return {
      ok: true,
      answers: several.map((text: string, sample) => ({ id, sample, prompt, text })),
    };
  }
  const place = field(row, 'sample') ?? 0;
  // Cells of a CSV are texts.
  const sample = typeof place === 'string' && /^\d+$/.test(place) ? Number(place) : place;
  if (typeof sample !== 'number' || !Number.isSafeInteger(sample) || sample < 0)
    return refused('its "sample" is not a whole number from 0');
  const text = field(row, 'response', 'raw_response', 'svg');
  if (typeof text !== 'string' && typeof field(row, 'score') === 'number')
    return refused('it holds a judge’s score and no answer: `sgp judged` sums such files up');
  if (typeof text !== 'string') return refused('neither "response" nor "svg" is text');
  return { ok: true, answers: [{ id, sample, prompt, text }] };
}
