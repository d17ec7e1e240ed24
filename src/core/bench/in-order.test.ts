import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from './in-order.ts';

async function* from<T>(items: T[]) {
  yield* items;
}

test('results come in order and never more than the width is under way', async () => {
  const delays = fc.array(fc.nat({ max: 4 }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(delays, fc.integer({ min: 1, max: 6 }), async (ticks, width) => {
      let underWay = 0;
      let most = 0;
      const work = async (index: number) => {
        most = Math.max(most, ++underWay);
        for (let tick = 0; tick < ticks[index]!; tick++) await Promise.resolve();
        underWay--;
        return index;
      };
      const results: number[] = [];
      for await (const result of inOrder(from([...ticks.keys()]), width, work))
        results.push(result);
      expect(results).toEqual([...ticks.keys()]);
      expect(most).toBeLessThanOrEqual(width);
    }),
  );
});

test('an error reaches the reader, and what was under way is waited for', async () => {
  let finished = 0;
  const work = async (index: number) => {
    await new Promise((resolve) => setTimeout(resolve, index));
    if (index === 1) throw new Error('broken');
    finished++;
    return index;
  };
  const read = async () => {
    for await (const result of inOrder(from([0, 1, 2, 3]), 4, work)) expect(result).toBe(0);
  };
  await expect(read()).rejects.toThrow('broken');
  expect(finished).toBe(3);
});

test('a result comes while the source waits for its next thing', async () => {
  let more = () => {};
  async function* slowly() {
    yield 1;
    await new Promise<void>((resolve) => (more = resolve));
    yield 2;
  }
  const results = inOrder(slowly(), 4, (item) => Promise.resolve(item * 10));
  expect(await results.next()).toEqual({ done: false, value: 10 });
  const second = results.next();
  more();
  expect(await second).toEqual({ done: false, value: 20 });
  expect((await results.next()).done).toBe(true);
});
