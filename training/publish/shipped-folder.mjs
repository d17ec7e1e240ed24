/** The folder as it ships: what is in it, how large, under which hashes. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** What a first visit may have to load for the built-in encoder, everything counted. */
const MOST_BYTES = 12_000_000;

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** @returns largest first */
export function folderFiles(folder) {
  return fs
    .readdirSync(folder, { recursive: true })
    .map((name) => ({ name, found: fs.statSync(path.join(folder, name)) }))
    .filter(({ found }) => found.isFile())
    .map(({ name, found }) => ({ name, bytes: found.size }))
    .sort((a, b) => b.bytes - a.bytes);
}

/** @returns why it may not ship, or null */
export function tooLarge(files) {
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (all <= MOST_BYTES) return null;
  const lines = files.map(({ name, bytes }) => `  ${String(bytes).padStart(10)}  ${name}`);
  return [
    `${all} bytes are ${all - MOST_BYTES} more than may ship (${MOST_BYTES}). Largest first:`,
    ...lines,
  ].join('\n');
}

export function factsOf(folder, names) {
  return Object.fromEntries(
    names.map((name) => {
      const bytes = fs.readFileSync(path.join(folder, name));
      return [name, { sizeBytes: bytes.length, sha256: sha256(bytes) }];
    }),
  );
}

/** Other weights never carry the same name: eight digits of all their hashes. */
export function revisionOf(folder, names) {
  const facts = factsOf(folder, names);
  const digest = sha256(names.map((name) => `${name} ${facts[name].sha256}`).join('\n'));
  return `1-${digest.slice(0, 8)}`;
}

export function replaceFolder(from, to) {
  fs.rmSync(to, { recursive: true, force: true });
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.cpSync(from, to, { recursive: true });
  fs.rmSync(from, { recursive: true });
}
