/**
 * Records in a file that is only appended to, each on the disk before it counts as kept. A killed
 * command loses what was under way; the same command goes on behind what is there (cases.md D16).
 * In memory is the place of each record and nothing of it, so that a million of them fit.
 */
import { constants } from 'node:fs';
import { open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { linesIn } from '../adapters/run-store/byte-lines.node.ts';
import { ofLaterVersion } from '../adapters/run-store/run-file.node.ts';
import { lockFile, type FileLock } from '../adapters/run-store/run-file-lock.node.ts';
import { recordFromLine, recordToLine } from '../core/bench/record-line.ts';
import type { SampleRecord } from '../core/bench/record.ts';
import type { Failure } from '../core/failure.ts';
import { GroupCommit } from '../core/run/group-commit.ts';
import { preferredRecord } from '../core/run/preferred-record.ts';
import type { RecordSink } from './record-sink.ts';

interface Place {
  offset: number;
  /** In bytes, with the line feed. */
  length: number;
}

/** Records that may wait for the disk: beyond, whoever makes them waits too. */
const MOST_WAITING = 64;
const COPY_BYTES = 4 * 1024 * 1024;

export class RecordLog implements RecordSink {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #lock: FileLock;
  readonly #places: Map<string, Place>;
  readonly #commits: GroupCommit<SampleRecord>;
  /** Lines that are no records of this program: they stay where they are. */
  readonly #unreadable: number;
  #end: number;
  #waiting = 0;
  #failure: Failure | null = null;

  private constructor(path: string, file: FileHandle, lock: FileLock, found: Found) {
    this.#path = path;
    this.#file = file;
    this.#lock = lock;
    this.#places = found.places;
    this.#unreadable = found.unreadable;
    this.#end = found.end;
    this.#commits = new GroupCommit(
      (batch) => this.#write(batch),
      (error) => diskFailure(path, error as NodeJS.ErrnoException),
    );
  }

  /** @throws Error in words where another process has it, or it holds something else */
  static async open(
    path: string,
    force: boolean,
    onKept: (record: SampleRecord) => void,
    say: (line: string) => void,
  ): Promise<RecordLog> {
    const lock = await lockFile(path).catch((error: NodeJS.ErrnoException) => {
      throw new Error(`${path} cannot be written: ${error.message}`);
    });
    if (!lock.ok) throw new Error(lock.failure.detail);
    let file: FileHandle | null = null;
    try {
      const mode = constants.O_RDWR | constants.O_CREAT | (force ? constants.O_TRUNC : 0);
      file = await open(path, mode, 0o644);
      const found = await readRecords(path, file, onKept, say);
      return new RecordLog(path, file, lock.value, found);
    } catch (error) {
      await file?.close();
      await lock.value.release();
      throw error;
    }
  }

  get kept(): number {
    return this.#places.size;
  }

  has(slotId: string): boolean {
    return this.#places.has(slotId);
  }

  async add(record: SampleRecord): Promise<boolean> {
    const committed = this.#commits.add(record).then((result) => {
      this.#waiting--;
      if (!result.ok) this.#failure ??= result.failure;
    });
    // The disk works while the next ones are scored; only too many of them have to wait.
    if (++this.#waiting >= MOST_WAITING) await committed;
    this.#throwIfFailed();
    return true;
  }

  async close(isWhole: boolean): Promise<void> {
    try {
      await this.#commits.idle();
      this.#throwIfFailed();
      if (isWhole && this.#unreadable === 0) await this.#putInOrder();
    } finally {
      await this.#file.close();
      await this.#lock.release();
    }
  }

  async #write(batch: readonly SampleRecord[]): Promise<void> {
    const lines = batch.map((record) => Buffer.from(recordToLine(record) + '\n', 'utf8'));
    try {
      await writeAll(this.#file, Buffer.concat(lines), this.#end);
      await this.#file.datasync();
    } catch (error) {
      // A full disk takes half a line: it must not stand in the way of the next one.
      await this.#file.truncate(this.#end).catch(() => undefined);
      throw error;
    }
    for (const [at, record] of batch.entries()) {
      const { length } = lines[at]!;
      this.#places.set(record.run!.slotId, { offset: this.#end, length });
      this.#end += length;
    }
  }

  /** By the slots' names: the bytes that `sgp merge` makes of parts. Whole or not at all. */
  async #putInOrder(): Promise<void> {
    const slots = [...this.#places].sort(([a], [b]) => (a < b ? -1 : 1));
    let at = 0;
    const isInOrder = slots.every(([, { offset, length }]) => {
      const follows = offset === at;
      at += length;
      return follows;
    });
    if (isInOrder && at === this.#end) return;
    const part = `${this.#path}.${process.pid}.part`;
    const target = await open(part, 'w');
    try {
      let pieces: Buffer[] = [];
      let bytes = 0;
      for (const [, { offset, length }] of slots) {
        const piece = Buffer.alloc(length);
        await this.#file.read(piece, 0, length, offset);
        pieces.push(piece);
        bytes += length;
        if (bytes < COPY_BYTES) continue;
        await target.appendFile(Buffer.concat(pieces));
        pieces = [];
        bytes = 0;
      }
      await target.appendFile(Buffer.concat(pieces));
      await target.sync();
      await target.close();
      await rename(part, this.#path);
    } catch (error) {
      await target.close();
      await unlink(part).catch(() => undefined);
      throw new Error(
        `${this.#path} is whole, but could not be put in order: ${(error as Error).message}`,
      );
    }
  }

  #throwIfFailed(): void {
    if (this.#failure !== null) throw new Error(this.#failure.detail);
  }
}

interface Found {
  places: Map<string, Place>;
  end: number;
  unreadable: number;
}

async function readRecords(
  path: string,
  file: FileHandle,
  onKept: (record: SampleRecord) => void,
  say: (line: string) => void,
): Promise<Found> {
  const found: Found = { places: new Map(), end: 0, unreadable: 0 };
  for await (const { number, offset, length, text, ended } of linesIn(file)) {
    const reading = recordFromLine(text);
    if (!reading.ok && reading.isLater === true) {
      const place = `line ${number}`;
      throw new Error(ofLaterVersion(path, { place, reason: reading.reason }).detail);
    }
    if (!ended && !reading.ok) {
      if (offset === 0 && !text.startsWith('{"format"')) throw notOurs(path);
      say(`${path}: its last line is cut off in the middle, as by a crash; it is made again.`);
      await file.truncate(offset);
      break;
    }
    if (!reading.ok) {
      if (found.places.size === 0) throw notOurs(path);
      say(`${path}, line ${number}: ${reading.reason}. It is left as it is.`);
      found.unreadable++;
    } else if (reading.record.run === undefined)
      throw new Error(`${path} holds records of no run (line ${number}). Choose another name.`);
    else {
      const { record } = reading;
      const { slotId } = reading.record.run;
      const known = found.places.get(slotId);
      if (known === undefined || preferredRecord(await recordAt(file, known), record) === record)
        found.places.set(slotId, { offset, length: length + 1 });
      onKept(record);
    }
    if (!ended) await writeAll(file, Buffer.from('\n'), offset + length);
    found.end = offset + length + 1;
  }
  return found;
}

/** Of a line that was read before: seldom, as each question is scored once. */
async function recordAt(file: FileHandle, { offset, length }: Place): Promise<SampleRecord> {
  const bytes = Buffer.alloc(length);
  await file.read(bytes, 0, length, offset);
  const reading = recordFromLine(bytes.toString('utf8'));
  if (!reading.ok) throw new Error(`The file changed under us: ${reading.reason}`);
  return reading.record;
}

const notOurs = (path: string): Error =>
  new Error(
    `${path} is no file of records, so nothing was written to it. Choose another name, or begin anew with --force.`,
  );

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function diskFailure(path: string, { code = '', message }: NodeJS.ErrnoException): Failure {
  return NO_ROOM.has(code)
    ? {
        stage: 'store',
        kind: 'quota',
        detail: `The disk is full: ${path} could not be written. Free some room; the same command goes on.`,
      }
    : { stage: 'store', kind: 'unavailable', detail: `${path} could not be written: ${message}` };
}
