/** Joins the files of a run's parts, in any order, into one: a line a slot, by the slots' names. */
import { open, rename, unlink } from 'node:fs/promises';
import { recordToLine } from '../../core/bench/record-line.ts';
import type { SampleRecord } from '../../core/bench/record.ts';
import { failed, success, type Result } from '../../core/failure.ts';
import { preferredRecord } from '../../core/run/preferred-record.ts';
import { ofLaterVersion, readRunFile, type RunFileReader } from './run-file.node.ts';

export interface Merged {
  slots: number;
  /** Slots that more than one file had. */
  shared: number;
  /** Those of them whose records differ: one of each was chosen (see `preferredRecord`). */
  conflicts: { slotId: string; paths: string[] }[];
  unreadable: { path: string; place: string; reason: string }[];
}

/**
 * The output appears whole or not at all, and may be one of the inputs. The same records give the
 * same bytes, however they were spread over files.
 * @returns what was joined; or `store`: `other-run` where the files are of several runs,
 *   `newer-version` where a later version wrote a record of them
 */
export async function mergeRunFiles(
  paths: readonly string[],
  out: string,
): Promise<Result<Merged>> {
  const readers: Source[] = [];
  try {
    for (const path of paths) {
      const opened = await readRunFile(path);
      if (!opened.ok) return opened;
      readers.push({ path, reader: opened.value });
      const { later } = opened.value;
      if (later !== null) return failed(ofLaterVersion(path, later));
    }
    const owners = new Map<string, Source[]>();
    const runs = new Set<string>();
    for (const source of readers)
      for await (const { slotId, runId } of source.reader.rows()) {
        runs.add(runId);
        owners.set(slotId, [...(owners.get(slotId) ?? []), source]);
      }
    if (runs.size > 1)
      return failed({
        stage: 'store',
        kind: 'other-run',
        detail: `These files are of ${runs.size} runs under different conditions. Only parts of one run can be joined; compare runs instead.`,
      });
    const conflicts = await writeWhole(out, owners);
    return success({
      slots: owners.size,
      shared: [...owners.values()].filter(({ length }) => length > 1).length,
      conflicts,
      unreadable: readers.flatMap(({ path, reader }) =>
        reader.unreadable().map((bad) => ({ path, ...bad })),
      ),
    });
  } finally {
    for (const { reader } of readers) await reader.close();
  }
}

interface Source {
  path: string;
  reader: RunFileReader;
}

/** @returns the slots of which sources have different records */
async function writeWhole(
  out: string,
  owners: Map<string, Source[]>,
): Promise<Merged['conflicts']> {
  const conflicts: Merged['conflicts'] = [];
  const part = `${out}.${process.pid}.part`;
  const file = await open(part, 'w');
  try {
    for (const slotId of [...owners.keys()].sort()) {
      const sources = owners.get(slotId)!;
      let best: SampleRecord | null = null;
      const lines = new Set<string>();
      for (const { reader } of sources) {
        const record = (await reader.get(slotId))!;
        lines.add(recordToLine(record));
        best = best === null ? record : preferredRecord(best, record);
      }
      if (lines.size > 1) conflicts.push({ slotId, paths: sources.map(({ path }) => path) });
      await file.appendFile(recordToLine(best!) + '\n');
    }
    await file.sync();
    await file.close();
    await rename(part, out);
    return conflicts;
  } catch (error) {
    await file.close();
    await unlink(part);
    throw error;
  }
}
