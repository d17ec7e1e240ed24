/**
 * Keeps two processes from running one file: a lock beside it that names its holder. A holder that is
 * gone, as after kill -9, is found out and its lock taken over (cases.md D16).
 */
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { failed, success, type Result } from '../../core/failure.ts';

interface Holder {
  pid: number;
  host: string;
  /** When the process began, in the kernel's ticks, where it says: pids are given out again. */
  born: string | null;
  since: string;
}

export interface FileLock {
  release(): Promise<void>;
}

/** In this process: its own pid is no sign that a lock is alive, as containers give out the same. */
const held = new Set<string>();
let made = 0;

/** @returns the lock; or `store`, `held` naming who has it */
export async function lockFile(path: string): Promise<Result<FileLock>> {
  const lock = `${resolve(path)}.lock`;
  const mine = `${lock}.${process.pid}-${++made}`;
  await writeFile(mine, JSON.stringify(myself()));
  try {
    for (let tries = 0; tries < 3; tries++) {
      if (await tryLink(mine, lock)) return success(releaseOf(lock));
      const found = await readHolder(lock);
      if (found === null) continue; // just let go
      if (isAlive(found.holder, lock)) return failed(heldBy(found.holder, path, lock));
      await takeAway(lock, found.text, `${mine}.stale`);
    }
    return failed({
      stage: 'store',
      kind: 'held',
      detail: `${path} is being taken by another process at this moment. Try again.`,
    });
  } finally {
    await unlink(mine);
  }
}

/** A link is made whole or not at all, and never over another file, on network drives too. */
async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    held.add(to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(lock: string): Promise<{ text: string; holder: Holder | null } | null> {
  const text = await readFile(lock, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : { text, holder: holderIn(text) };
}

function holderIn(text: string): Holder | null {
  try {
    const value = JSON.parse(text) as Partial<Holder> | null;
    if (typeof value?.pid !== 'number' || typeof value.host !== 'string') return null;
    return { born: null, since: '', ...value } as Holder;
  } catch {
    return null;
  }
}

/** Of another host nothing is known but its word: it is taken to be alive. */
function isAlive(holder: Holder | null, lock: string): boolean {
  // Not ours, or cut by a crash of the system.
  if (holder === null) return false;
  if (holder.host !== hostname()) return true;
  if (holder.pid === process.pid) return held.has(lock);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return holder.born === null || birthOf(holder.pid) === holder.born;
}

/** Two that find the same stale lock: only what was read is taken away, a newer one is put back. */
async function takeAway(lock: string, expected: string, aside: string): Promise<void> {
  try {
    await rename(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== expected) await tryRestore(aside, lock);
  await unlink(aside);
}

async function tryRestore(aside: string, lock: string): Promise<void> {
  await link(aside, lock).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

const releaseOf = (lock: string): FileLock => ({
  async release() {
    if (held.delete(lock)) await unlink(lock);
  },
});

const myself = (): Holder => ({
  pid: process.pid,
  host: hostname(),
  born: birthOf(process.pid),
  since: new Date().toISOString(),
});

/** Field 22 of /proc/<pid>/stat; the name before it may hold anything, but ends with the last `)`. */
function birthOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null; // no Linux
  }
}

function heldBy(holder: Holder | null, path: string, lock: string) {
  const { pid, host, since } = holder!;
  const elsewhere =
    host === hostname() ? '' : ` If that machine is gone, delete ${lock} and try again.`;
  return {
    stage: 'store',
    kind: 'held',
    detail: `${path} is being written by process ${pid} on ${host} since ${since}.${elsewhere}`,
  } as const;
}
