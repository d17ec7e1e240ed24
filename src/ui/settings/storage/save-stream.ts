/** A text of any length saved as a file: streamed to disk where the browser can, else gathered first. */
import { offerFile } from '../../kit/offer-file.ts';

interface SaveFilePicker {
  (options: {
    suggestedName: string;
    types: { description: string; accept: Record<string, string[]> }[];
  }): Promise<FileSystemFileHandle>;
}

export interface SavedFile {
  bytes: number;
  lines: number;
}

const TYPE = 'application/x-ndjson';

/**
 * Call it from a click: the picker needs one.
 * @param chunks of whole lines
 * @param progress called after every chunk
 * @returns what was written, or `null` where the person chose no file
 * @throws the signal's reason when aborted; nothing is left of the file then
 */
export async function saveLines(
  chunks: AsyncIterable<string>,
  name: string,
  progress: (saved: SavedFile) => void,
  signal: AbortSignal,
): Promise<SavedFile | null> {
  const sink = await openSink(name);
  if (sink === null) return null;
  const saved = { bytes: 0, lines: 0 };
  const encoder = new TextEncoder();
  try {
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      const bytes = encoder.encode(chunk);
      await sink.write(bytes);
      saved.bytes += bytes.byteLength;
      saved.lines += countLines(chunk);
      progress({ ...saved });
    }
    await sink.close();
  } catch (error) {
    await sink.abort();
    throw error;
  }
  return saved;
}

interface Sink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

async function openSink(name: string): Promise<Sink | null> {
  const pick = (globalThis as { showSaveFilePicker?: SaveFilePicker }).showSaveFilePicker;
  if (pick === undefined) return gather(name);
  try {
    const types = [{ description: 'Samples, one JSON line each', accept: { [TYPE]: ['.jsonl'] } }];
    return await (await pick({ suggestedName: name, types })).createWritable();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    // Some embedded browsers have the picker and forbid it; a download still works there.
    if (error instanceof DOMException && error.name === 'SecurityError') return gather(name);
    throw error;
  }
}

function gather(name: string): Sink {
  const parts: BlobPart[] = [];
  return {
    write: async (bytes) => void parts.push(bytes),
    close: async () => offerFile(new Blob(parts, { type: TYPE }), name),
    abort: async () => void parts.splice(0),
  };
}

export function countLines(chunk: string): number {
  let count = 0;
  for (let at = chunk.indexOf('\n'); at !== -1; at = chunk.indexOf('\n', at + 1)) count++;
  return count;
}
