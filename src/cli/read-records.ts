/** Records of files, folded one by one: what a report needs of them stays, the text goes. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { formatCount } from '../core/format-number.ts';
import { recordFromLine } from '../core/bench/record-line.ts';
import { RecordFold } from '../core/report/record-fold.ts';
import { textLines } from './answer-rows.ts';
import { ProgressDisplay } from './progress-display.ts';
import { plural } from './words.ts';

export interface ReadRecords {
  fold: RecordFold;
  badLines: number;
}

/** Bad lines that are named; the rest is counted. */
const NAMED = 5;

/**
 * @param files `-` for standard input
 * @param copyTo where the lines that are records go, too; `null`: nowhere
 * @throws Error in words where a file is not there, or holds no record at all
 */
export async function readRecords(
  files: readonly string[],
  copyTo: string | null = null,
): Promise<ReadRecords> {
  const fold = new RecordFold();
  const progress = new ProgressDisplay(() => ({
    share: null,
    words: [`${plural(fold.records, 'record')} read`],
  }));
  const copy = copyTo === null ? null : new LineWriter(copyTo);
  let badLines = 0;
  try {
    for (const file of files) {
      const before = fold.records;
      let line = 0;
      for await (const text of textLines(file)) {
        line++;
        if (text.trim() === '') continue;
        const reading = recordFromLine(text);
        if (reading.ok) {
          fold.add(reading.record);
          await copy?.write(text);
        } else if (++badLines <= NAMED)
          progress.say(`${file}, line ${line}: ${reading.reason}. It is left out.`);
      }
      if (fold.records === before) throw new Error(`${file} holds no records.`);
    }
    if (badLines > NAMED)
      progress.say(`and ${formatCount(badLines - NAMED)} more lines are left out.`);
    return { fold, badLines };
  } finally {
    progress.end();
    await copy?.close();
  }
}

class LineWriter {
  readonly #stream: NodeJS.WritableStream;

  constructor(path: string) {
    this.#stream = path === '-' ? process.stdout : createWriteStream(path);
  }

  async write(line: string): Promise<void> {
    if (!this.#stream.write(`${line}\n`)) await once(this.#stream, 'drain');
  }

  async close(): Promise<void> {
    if (this.#stream === process.stdout) return;
    this.#stream.end();
    await once(this.#stream, 'finish');
  }
}
