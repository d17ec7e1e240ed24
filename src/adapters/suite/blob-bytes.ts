/** A file's bytes in pieces: browsers read `Blob`s from the disk as they go. */

/** What a host gives at once may be all of the file: whoever reads on must be able to stop before. */
const MOST_AT_ONCE = 256 * 1024;

export async function* blobBytes(blob: Blob): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (let at = 0; at < value.length; at += MOST_AT_ONCE)
        yield value.subarray(at, at + MOST_AT_ONCE);
    }
  } finally {
    await reader.cancel();
  }
}
