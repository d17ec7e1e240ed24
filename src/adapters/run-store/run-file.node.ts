/**
 * A run in a file of records, one a line: only ever appended to, each record on the disk before it is
 * called kept, and a line that a crash tore is cut off (cases.md P3, D16).
 */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { recordFromLine, recordToLine } from '../../core/bench/record-line.ts';
import type { SampleRecord } from '../../core/bench/record.ts';
import { failed, success, type Failure, type Result } from '../../core/failure.ts';
import { GroupCommit } from '../../core/run/group-commit.ts';
import { compareStanding, standingOf, type Standing } from '../../core/run/preferred-record.ts';
import type { RunJournal, RunReader, Unreadable } from '../../core/run/run-journal.ts';
import { rowOf, type SlotRow } from '../../core/run/slot-row.ts';
import { lockFile, type FileLock } from './run-file-lock.node.ts';
import { linesIn } from './byte-lines.node.ts';

interface Place {
  offset: number;
  /** Without the line feed. */
  length: number;
  row: SlotRow;
}

/** Read only: also while another process runs it. */
export class RunFileReader implements RunReader {
  protected readonly file: FileHandle;
  protected readonly places: Map<string, Place>;
  readonly #unreadable: Unreadable[];
  /** The first record that a later version of the app wrote; `null`: there is none. */
  readonly later: Unreadable | null;

  constructor(file: FileHandle, contents: Contents) {
    this.file = file;
    this.places = contents.places;
    this.#unreadable = contents.unreadable;
    this.later = contents.later;
  }

  async *rows(): AsyncGenerator<SlotRow> {
    for (const { row } of [...this.places.values()]) yield row;
  }

  async *records(): AsyncGenerator<SampleRecord> {
    for (const slotId of [...this.places.keys()].sort()) yield (await this.get(slotId))!;
  }

  async get(slotId: string): Promise<SampleRecord | null> {
    const place = this.places.get(slotId);
    if (place === undefined) return null;
    const bytes = Buffer.alloc(place.length);
    await this.file.read(bytes, 0, place.length, place.offset);
    const reading = recordFromLine(bytes.toString('utf8'));
    // It was read when the file was opened, or written by us.
    if (!reading.ok) throw new Error(`The run's file changed under us: ${reading.reason}`);
    return reading.record;
  }

  unreadable(): readonly Unreadable[] {
    return this.#unreadable;
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}

export class RunFile extends RunFileReader implements RunJournal {
  readonly #lock: FileLock;
  readonly #commits: GroupCommit<SampleRecord>;
  /** Where the next line goes. */
  #end: number;

  constructor(path: string, file: FileHandle, contents: Contents, lock: FileLock) {
    super(file, contents);
    this.#end = contents.end;
    this.#lock = lock;
    this.#commits = new GroupCommit((batch) => this.#write(batch), failureAt(path));
  }

  append(record: SampleRecord): Promise<Result<void>> {
    return this.#commits.add(record);
  }

  override async close(): Promise<void> {
    await this.#commits.idle();
    await super.close();
    await this.#lock.release();
  }

  async #write(batch: readonly SampleRecord[]): Promise<void> {
    const lines = batch.map((record) => Buffer.from(recordToLine(record) + '\n', 'utf8'));
    try {
      await writeAll(this.file, Buffer.concat(lines), this.#end);
      await this.file.datasync();
    } catch (error) {
      // A full disk takes half a line: it must not stand in the way of the next one.
      await this.file.truncate(this.#end).catch(() => undefined);
      throw error;
    }
    for (const [at, record] of batch.entries()) {
      const length = lines[at]!.length - 1;
      this.places.set(record.run!.slotId, { offset: this.#end, length, row: rowOf(record) });
      this.#end += length + 1;
    }
  }
}

/**
 * Opens a run to go on with it; a file that is not there is begun.
 * @returns the journal; or `store`: `held` by another process, `other-run` where its records are of
 *   no run, `newer-version` where a later version wrote one of them, `unreadable` where it holds
 *   something else, `quota` or `unavailable` from the disk
 */
export async function openRunFile(path: string): Promise<Result<RunFile>> {
  let lock: FileLock | null = null;
  let file: FileHandle | null = null;
  const giveUp = async (failure: Failure): Promise<Result<never>> => {
    await file?.close();
    await lock?.release();
    return failed(failure);
  };
  try {
    const locked = await lockFile(path);
    if (!locked.ok) return locked;
    lock = locked.value;
    file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o644);
    const contents = await readContents(path, file);
    if (!contents.ok) return await giveUp(contents.failure);
    if (contents.value.later !== null)
      return await giveUp(ofLaterVersion(path, contents.value.later));
    await mendEnd(file, contents.value);
    return success(new RunFile(path, file, contents.value, lock));
  } catch (error) {
    return giveUp(failureAt(path)(error));
  }
}

/** Opens a run to read it, whoever writes it. @returns as `openRunFile`, but never `held` */
export async function readRunFile(path: string): Promise<Result<RunFileReader>> {
  let file: FileHandle | null = null;
  try {
    file = await open(path, 'r');
    const contents = await readContents(path, file);
    if (contents.ok) return success(new RunFileReader(file, contents.value));
    await file.close();
    return contents;
  } catch (error) {
    await file?.close();
    return failed(failureAt(path)(error));
  }
}

interface Contents {
  places: Map<string, Place>;
  unreadable: Unreadable[];
  /** The first that a later version of the app wrote. */
  later: Unreadable | null;
  /** Bytes up to and with the last whole line. */
  end: number;
  /** What follows it: a torn line is cut off, a whole one gets its line feed. */
  tail: 'none' | 'torn' | 'unended';
}

async function readContents(path: string, file: FileHandle): Promise<Result<Contents>> {
  const contents: Contents = {
    places: new Map(),
    unreadable: [],
    later: null,
    end: 0,
    tail: 'none',
  };
  const standings = new Map<string, Standing>();
  for await (const { number, offset, text, length, ended } of linesIn(file)) {
    const reading = text.trim() === '' ? null : recordFromLine(text);
    if (reading?.ok === true) {
      const { record } = reading;
      if (record.run === undefined) return failed(ofNoRun(path, number));
      const { slotId } = record.run;
      const standing = standingOf(record);
      const known = standings.get(slotId);
      // Files are also joined by hand, in any order: the last line is not always the furthest.
      if (known === undefined || compareStanding(standing, known) < 0) {
        standings.set(slotId, standing);
        contents.places.set(slotId, { offset, length, row: rowOf(record) });
      }
    } else if (reading !== null) {
      const isTorn = !ended && reading.isLater !== true;
      const reason = isTorn ? 'cut off in the middle, as by a crash' : reading.reason;
      contents.unreadable.push({ place: `line ${number}`, reason });
      if (reading.isLater === true) contents.later ??= { place: `line ${number}`, reason };
    }
    if (ended) contents.end = offset + length + 1;
    else if (reading?.ok === true) contents.tail = 'unended';
    else contents.tail = 'torn';
  }
  if (contents.places.size === 0 && contents.unreadable.length > 0 && !(await looksOurs(file)))
    return failed({
      stage: 'store',
      kind: 'unreadable',
      detail: `${path} is no file of records, so nothing was written to it. Choose another name.`,
    });
  return success(contents);
}

/** A first record may be torn, too. */
async function looksOurs(file: FileHandle): Promise<boolean> {
  const start = '{"format":"sgp-sample"';
  const { buffer, bytesRead } = await file.read(Buffer.alloc(start.length), 0, start.length, 0);
  return start.startsWith(buffer.toString('utf8', 0, bytesRead));
}

async function mendEnd(file: FileHandle, contents: Contents): Promise<void> {
  if (contents.tail === 'torn') await file.truncate(contents.end);
  if (contents.tail === 'unended') {
    const { size } = await file.stat();
    await writeAll(file, Buffer.from('\n'), size);
    contents.end = size + 1;
  }
  if (contents.tail !== 'none') await file.datasync();
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

const ofNoRun = (path: string, line: number): Failure => ({
  stage: 'store',
  kind: 'other-run',
  detail: `${path} holds records of no run (line ${line}). Choose another name for this one.`,
});

/** Going on would ask again for what it holds, and pay for it twice (cases.md F13). */
export const ofLaterVersion = (path: string, { place, reason }: Unreadable): Failure => ({
  stage: 'store',
  kind: 'newer-version',
  detail: `${path}, ${place}: ${reason}. Nothing was written. Bring this app up to date, or choose another name.`,
});

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

const failureAt =
  (path: string) =>
  (error: unknown): Failure => {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (NO_ROOM.has(code))
      return {
        stage: 'store',
        kind: 'quota',
        detail: `The disk is full: ${path} could not be written. Free some room; the same command goes on.`,
      };
    const detail = `${path} could not be used: ${message}`;
    return { stage: 'store', kind: 'unavailable', detail };
  };
