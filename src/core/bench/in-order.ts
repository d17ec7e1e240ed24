/** Works on several things at once and gives the results in the order of the things. */

/**
 * @param width how many may be under way, 1 or more; also bounds what is held in memory
 * @throws what `work` or the source throws, once all that is under way has settled
 */
export async function* inOrder<T, R>(
  source: AsyncIterable<T>,
  width: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  try {
    for await (const item of source) {
      const promise = work(item);
      // Whoever takes it out of the queue sees the error; until then it is not unhandled.
      promise.catch(() => {});
      underWay.push(promise);
      if (underWay.length >= width) yield await underWay.shift()!;
    }
    while (underWay.length > 0) yield await underWay.shift()!;
  } finally {
    await Promise.allSettled(underWay);
  }
}
