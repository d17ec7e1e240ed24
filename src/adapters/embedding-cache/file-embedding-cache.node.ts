/**
 * Kept vectors in a folder. Each process appends to a file of its own, and reads all that were there
 * when it began: any number may share the folder without waiting for each other.
 */
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { EmbeddingCache } from '../../core/ports/embedding-cache.ts';
import { OffsetTable } from './offset-table.ts';
import { entryToBytes, keysOf, readEntry } from './segment.node.ts';

const ENDING = '.vectors';
/** Places are segment * 2^40 + offset: files up to 1 TiB. */
const SEGMENT = 2 ** 40;
const WRITE_BYTES = 256 * 1024;
/** What is older goes, oldest first. */
const MOST_BYTES = 4 * 1024 ** 3;
const MOST_SEGMENTS = 256;

export class FileEmbeddingCache implements EmbeddingCache {
  readonly #folder: string;
  readonly #segments: number[] = [];
  readonly #table = new OffsetTable();
  /** Put, and not in the file yet. */
  readonly #pending = new Map<string, Uint8Array<ArrayBuffer>>();
  #pendingBytes = 0;
  #own: { file: number; segment: number; end: number } | null = null;
  #isFull = false;
  #isClosed = false;

  /** A folder that cannot be made or read is an empty one. */
  constructor(folder: string) {
    this.#folder = folder;
    for (const path of segmentsIn(folder)) this.#read(path);
  }

  // Kept files are in the system's memory, so reading one entry takes some microseconds: less than
  // handing it to another thread.
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const pending = this.#pending.get(key);
    if (pending !== undefined) return Promise.resolve(pending);
    const place = this.#table.get(key);
    if (place === null || this.#isClosed) return Promise.resolve(null);
    const file = this.#segments[Math.floor(place / SEGMENT)]!;
    const entry = readEntry(readerOf(file), place % SEGMENT);
    return Promise.resolve(entry?.key === key ? entry.bytes : null);
  }

  put(key: string, bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#isFull || this.#isClosed || this.#pending.has(key) || this.#table.get(key) !== null)
      return;
    this.#pending.set(key, bytes);
    this.#pendingBytes += bytes.byteLength;
    if (this.#pendingBytes >= WRITE_BYTES) void this.flush();
  }

  /** Into the system's memory, some hundred kilobytes at a time: too quick to hand to a thread. */
  flush(): Promise<void> {
    if (this.#pending.size > 0 && !this.#isClosed) this.#write([...this.#pending]);
    return Promise.resolve();
  }

  /** Writes what is left and lets the files go. */
  async close(): Promise<void> {
    await this.flush();
    this.#isClosed = true;
    for (const file of this.#segments.splice(0)) closeSync(file);
  }

  #write(batch: [string, Uint8Array<ArrayBuffer>][]): void {
    const entries = batch.map(([key, bytes]) => entryToBytes({ key, bytes }));
    try {
      this.#own ??= this.#begin();
      const own = this.#own;
      writeAll(own.file, Buffer.concat(entries));
      for (const [at, [key]] of batch.entries()) {
        this.#table.add(key, own.segment * SEGMENT + own.end);
        own.end += entries[at]!.length;
      }
    } catch {
      // A full or read-only disk costs time, not the run; what is there is read on.
      this.#isFull = true;
    }
    this.#pending.clear();
    this.#pendingBytes = 0;
  }

  #begin(): { file: number; segment: number; end: number } {
    mkdirSync(this.#folder, { recursive: true });
    const file = openSync(join(this.#folder, `${randomUUID()}${ENDING}`), 'ax+');
    return { file, segment: this.#segments.push(file) - 1, end: 0 };
  }

  #read(path: string): void {
    try {
      const file = openSync(path, 'r');
      const segment = this.#segments.push(file) - 1;
      for (const { key, at } of keysOf(readerOf(file)))
        this.#table.add(key, segment * SEGMENT + at);
    } catch {
      // Another process has just removed it.
    }
  }
}

const readerOf =
  (file: number) =>
  (buffer: Buffer, at: number): number =>
    readSync(file, buffer, 0, buffer.length, at);

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}

/** Newest first; those beyond the bounds are removed. */
function segmentsIn(folder: string): string[] {
  let total = 0;
  return found(folder).flatMap(({ path, sizeBytes }, index) => {
    total += sizeBytes;
    if (total <= MOST_BYTES && index < MOST_SEGMENTS) return [path];
    unlinkSync(path);
    return [];
  });
}

function found(folder: string): { path: string; sizeBytes: number; at: number }[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(ENDING))
      .map((name) => {
        const path = join(folder, name);
        const { size, mtimeMs } = statSync(path);
        return { path, sizeBytes: size, at: mtimeMs };
      })
      .sort((a, b) => b.at - a.at);
  } catch {
    return [];
  }
}
