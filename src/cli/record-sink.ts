/** Where scored records go: a file that a later command goes on with, or a pipe. */
import { createWriteStream, existsSync, statSync, type WriteStream } from 'node:fs';
import type { SampleRecord } from '../core/bench/record.ts';
import { recordToLine } from '../core/bench/record-line.ts';
import { RecordLog } from './record-log.ts';

export interface RecordSink {
  /** Records that are there already. */
  readonly kept: number;
  has(slotId: string): boolean;
  /**
   * Resolves when the next one may come; what was given is durable after `close`, or told by an error.
   * @returns false: nobody reads on, as after `| head`
   */
  add(record: SampleRecord): Promise<boolean>;
  /** @param isWhole whether nothing is left to do: a file is then put in its final order */
  close(isWhole: boolean): Promise<void>;
}

/**
 * @param path a file, `-` for standard output, or a device or named pipe
 * @param force begin anew where a file exists
 * @param onKept called with each record that is there already
 */
export async function openSink(
  path: string,
  force: boolean,
  onKept: (record: SampleRecord) => void,
  say: (line: string) => void,
): Promise<RecordSink> {
  if (path === '-') return new PipeSink(process.stdout);
  if (existsSync(path) && !statSync(path).isFile()) return new PipeSink(createWriteStream(path));
  return RecordLog.open(path, force, onKept, say);
}

class PipeSink implements RecordSink {
  readonly kept = 0;
  readonly #stream: NodeJS.WriteStream | WriteStream;
  #isRead = true;
  #error: Error | null = null;

  constructor(stream: NodeJS.WriteStream | WriteStream) {
    this.#stream = stream;
    stream.on('error', (error) => this.#ended(error));
  }

  has(): boolean {
    return false;
  }

  async add(record: SampleRecord): Promise<boolean> {
    if (!this.#isRead) return false;
    await new Promise<void>((resolve) => {
      this.#stream.write(recordToLine(record) + '\n', (error) => {
        if (error) this.#ended(error);
        resolve();
      });
    });
    if (this.#error !== null) throw asWords(this.#error);
    return this.#isRead;
  }

  #ended(error: NodeJS.ErrnoException): void {
    this.#isRead = false;
    // A reader that has had enough is no fault.
    if (error.code !== 'EPIPE') this.#error = error;
  }

  close(): Promise<void> {
    if (this.#error !== null) return Promise.reject(asWords(this.#error));
    return Promise.resolve();
  }
}

const asWords = ({ message }: Error): Error => new Error(message);
