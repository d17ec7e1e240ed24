/** One line of a responses file: an answer made elsewhere, to be scored. */

export interface ResponseLine {
  id: string;
  /** 0-based; several lines may answer one item. */
  sample: number;
  /** Given here where no suite has it. */
  prompt: string | null;
  /** What the model sent, or the program alone. */
  text: string;
}

export type ResponseLineReading = { ok: true; value: ResponseLine } | { ok: false; reason: string };

/** Reads `{id, sample?, prompt?, response | svg}`. */
export function parseResponseLine(line: string): ResponseLineReading {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch (error) {
    return { ok: false, reason: `not JSON: ${(error as Error).message}` };
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    return { ok: false, reason: 'not a JSON object' };
  const { id, sample = 0, prompt = null, response, svg } = row as Record<string, unknown>;
  if (typeof id !== 'string' && typeof id !== 'number')
    return { ok: false, reason: '"id" is missing' };
  if (typeof sample !== 'number' || !Number.isInteger(sample) || sample < 0)
    return { ok: false, reason: '"sample" is not a whole number from 0' };
  if (prompt !== null && typeof prompt !== 'string')
    return { ok: false, reason: '"prompt" is not text' };
  const text = response ?? svg;
  if (typeof text !== 'string')
    return { ok: false, reason: 'neither "response" nor "svg" is text' };
  return { ok: true, value: { id: String(id), sample, prompt, text } };
}
