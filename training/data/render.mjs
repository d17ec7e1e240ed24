/** Renders a list of programs in child processes, and starts one again behind what killed it. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('render-part.mjs', import.meta.url));

/** @returns how many programs took the renderer down and were left out */
export async function renderList(workFolder, name) {
  const parts = Math.max(1, Math.min(8, cpus().length));
  const lost = await Promise.all(
    Array.from({ length: parts }, (_, part) => renderPart(workFolder, name, part, parts)),
  );
  return lost.reduce((sum, each) => sum + each, 0);
}

async function renderPart(workFolder, name, part, parts) {
  const prefix = path.join(workFolder, `${name}-${part}`);
  for (const suffix of ['alpha', 'rgba', 'jsonl', 'cursor'])
    fs.rmSync(`${prefix}.${suffix}`, { force: true });
  let first = 0;
  for (let lost = 0; ; lost++) {
    const list = path.join(workFolder, `${name}.jsonl`);
    await ended(
      spawn(process.execPath, [CHILD, list, prefix, `${part}`, `${parts}`, `${first}`], {
        stdio: ['ignore', 'inherit', 'ignore'],
      }),
    );
    const cursor = fs.readFileSync(`${prefix}.cursor`, 'utf8').trim();
    if (cursor === 'done') return lost;
    first = Number(cursor) + 1;
  }
}

const ended = (child) =>
  new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
