/** A file that appears whole or not at all: a summary that was cut would look like a finished one. */
import { open, rename, unlink } from 'node:fs/promises';

/** @param path `-` for standard output */
export async function writeWhole(path: string, pieces: Iterable<string>): Promise<void> {
  if (path === '-') {
    for (const piece of pieces) process.stdout.write(piece);
    return;
  }
  const part = `${path}.${process.pid}.part`;
  const file = await open(part, 'w').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${path} cannot be written: ${error.message}`);
  });
  try {
    for (const piece of pieces) await file.appendFile(piece);
    await file.sync();
    await file.close();
    await rename(part, path);
  } catch (error) {
    await file.close();
    await unlink(part).catch(() => undefined);
    throw error;
  }
}
