import fs from 'node:fs';
import path from 'node:path';

/**
 * Writes work/<name>.jsonl, as `render.mjs` reads it: a program, `svg`, and its labels a line.
 * @returns how many rows were written
 */
export function writeList(workFolder, name, rows) {
  const out = fs.openSync(path.join(workFolder, `${name}.jsonl`), 'w');
  let written = 0;
  for (const row of rows) {
    fs.writeSync(out, `${JSON.stringify(row)}\n`);
    written++;
  }
  fs.closeSync(out);
  return { written };
}
