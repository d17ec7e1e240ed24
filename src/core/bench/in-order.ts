/** Works on several things at once and gives the results in the order of the things. */

/**
 * A result is given as soon as it and those before it are there, also while the source waits for its
 * next thing: a filter answers each line as it comes.
 * @param width how many may be under way, 1 or more; also bounds what is held in memory
 * @throws what `work` or the source throws, once all that is under way has settled
 */
export async function* inOrder<T, R>(
  source: AsyncIterable<T>,
  width: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const iterator = source[Symbol.asyncIterator]();
  const underWay: Promise<R>[] = [];
  let next: Promise<IteratorResult<T>> | null = null;
  let ended = false;
  try {
    while (!ended || underWay.length > 0) {
      if (!ended && next === null && underWay.length < width) next = iterator.next();
      // At most `width` waits on one promise: none of them grows.
      const first = await Promise.race([
        ...(next === null ? [] : [next.then((item) => ({ item }))]),
        ...underWay.slice(0, 1).map((head) => head.then((result) => ({ result }))),
      ]);
      if ('item' in first) {
        next = null;
        if (first.item.done === true) ended = true;
        else underWay.push(begun(work(first.item.value)));
      } else {
        void underWay.shift();
        yield first.result;
      }
    }
  } finally {
    // A source that waits for more ends when it has it: whoever owns it may end it before.
    if (next !== null) void next.then(() => iterator.return?.(), ignored);
    else if (!ended) await iterator.return?.();
    await Promise.allSettled(underWay);
  }
}

/** Whoever takes it out of the queue sees the error; until then it is not unhandled. */
function begun<R>(work: Promise<R>): Promise<R> {
  work.catch(ignored);
  return work;
}

const ignored = (): undefined => undefined;
