/** Where scored records go: a file that survives a crash up to its last whole line, or standard output. */
import { open } from 'node:fs/promises';

export interface RecordOutput {
  /**
   * @param line without its line feed
   * @returns once it is on the disk, or taken by the pipe; false: nobody reads on, as after `| head`
   */
  write(line: string): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * @param path a file, or `-` for standard output
 * @param overwrite else a file that exists, also one that another process has just begun, is refused
 * @throws Error in words for people, also later, as from a full disk
 */
export async function openOutput(path: string, overwrite: boolean): Promise<RecordOutput> {
  if (path === '-') return standardOutput();
  const file = await open(path, overwrite ? 'w' : 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw new Error(`${path} cannot be written: ${error.message}`);
    throw new Error(`${path} exists. Choose another name, or overwrite it with --force.`);
  });
  return {
    async write(line) {
      await file.appendFile(line + '\n');
      // Scoring goes on in the workers meanwhile, so this costs no time of its own.
      await file.datasync();
      return true;
    },
    close: () => file.close(),
  };
}

function standardOutput(): RecordOutput {
  let isRead = true;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    isRead = false;
  });
  return {
    write: (line) =>
      new Promise((resolve) => process.stdout.write(line + '\n', () => resolve(isRead))),
    close: () => Promise.resolve(),
  };
}
