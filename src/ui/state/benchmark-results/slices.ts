/** Long work in pieces: between two of them the page takes clicks and draws. */

/** The values as they come; whoever takes them gives way whenever a piece has lasted long enough. */
export async function* inSlices<T>(values: AsyncIterable<T>): AsyncGenerator<T> {
  const slices = new Slices();
  for await (const value of values) {
    yield value;
    if (slices.due) await slices.rest();
  }
}

/** Half a long frame: what else a frame has to do fits beside it. */
const SLICE_MS = 24;

/** Says when a piece has lasted long enough, and hands the thread over. */
export class Slices {
  #since = performance.now();

  get due(): boolean {
    return performance.now() - this.#since >= SLICE_MS;
  }

  /** Resolves after everything that waited had its turn. */
  async rest(): Promise<void> {
    await new Promise<void>((resume) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resume();
      };
      port2.postMessage(null);
    });
    this.#since = performance.now();
  }
}
