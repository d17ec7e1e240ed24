import { isDeepStrictEqual } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from 'vitest';
import { ResvgRenderer } from '../../src/adapters/renderer/resvg-renderer.ts';
import type { Result } from '../../src/core/failure.ts';
import type { RenderJob } from '../../src/core/ports/renderer.ts';
import type { Raster } from '../../src/core/raster/raster.ts';
import { drawing, unchecked } from './unchecked.ts';

const renderers: ResvgRenderer[] = [];

function renderer(workers = 1): ResvgRenderer {
  const made = new ResvgRenderer(workers);
  renderers.push(made);
  return made;
}

afterEach(() => {
  for (const made of renderers.splice(0)) made.dispose();
});

const job = (program: RenderJob['program'], rest: Partial<RenderJob> = {}): RenderJob => ({
  program,
  size: { kind: 'fit', sidePx: 64 },
  background: 'white',
  limitMs: 20_000,
  ...rest,
});

function rasterOf(result: Result<Raster>): Raster {
  if (!result.ok) throw new Error(`${result.failure.stage}: ${result.failure.detail}`);
  return result.value;
}

const pixel = ({ data, widthPx }: Raster, x: number, y: number): number[] => [
  ...data.subarray((y * widthPx + x) * 4, (y * widthPx + x) * 4 + 4),
];

const DISC = drawing('<circle cx="50" cy="50" r="40" fill="#c33"/><text x="30" y="60">Disc</text>');
// Octaves enough for years.
const ENDLESS = drawing(
  '<filter id="f"><feTurbulence baseFrequency=".1" numOctaves="1000000000"/></filter><rect width="100" height="100" filter="url(#f)"/>',
);
// Past what a 32-bit integer holds.
const TRAP = drawing(
  '<filter id="f"><feOffset dx="1e12" dy="-1e12"/></filter><rect width="100" height="100" filter="url(#f)"/>',
);

describe('a canvas', () => {
  test('fitted keeps the aspect and centres the drawing on its ground', async () => {
    const wide = drawing('<rect width="100" height="50" fill="#00f"/>', 100, 50);
    const raster = rasterOf(await renderer().render(job(wide)));
    expect([raster.widthPx, raster.heightPx, raster.data.length]).toEqual([64, 64, 64 * 64 * 4]);
    expect(pixel(raster, 32, 15)).toEqual([255, 255, 255, 255]);
    expect(pixel(raster, 32, 16)).toEqual([0, 0, 255, 255]);
    expect(pixel(raster, 32, 47)).toEqual([0, 0, 255, 255]);
    expect(pixel(raster, 32, 48)).toEqual([255, 255, 255, 255]);
  });

  test('letterboxed on nothing is transparent there', async () => {
    const tall = drawing('<rect width="50" height="100" fill="#00f"/>', 50, 100);
    const raster = rasterOf(await renderer().render(job(tall, { background: 'transparent' })));
    expect(pixel(raster, 15, 32)).toEqual([0, 0, 0, 0]);
    expect(pixel(raster, 16, 32)).toEqual([0, 0, 255, 255]);
  });

  test('at intrinsic size is the program’s own, shrunk only where a side is too long', async () => {
    const draw = renderer();
    const program = drawing('<rect width="30" height="20" fill="#0f0"/>', 30, 20);
    const own = rasterOf(
      await draw.render(job(program, { size: { kind: 'intrinsic', maxSidePx: 100 } })),
    );
    const shrunk = rasterOf(
      await draw.render(job(program, { size: { kind: 'intrinsic', maxSidePx: 15 } })),
    );
    expect([own.widthPx, own.heightPx]).toEqual([30, 20]);
    expect([shrunk.widthPx, shrunk.heightPx]).toEqual([15, 10]);
  });

  test('a thousand times as high as wide neither traps nor fills memory', async () => {
    const draw = renderer();
    for (const [width, height] of [
      [1, 100_000],
      [100_000, 1],
      [1_000_000, 1_000_000],
    ] as const) {
      const sliver = drawing('<rect width="100%" height="100%"/>', width, height);
      const fitted = rasterOf(await draw.render(job(sliver)));
      expect([fitted.widthPx, fitted.heightPx]).toEqual([64, 64]);
      const own = rasterOf(
        await draw.render(job(sliver, { size: { kind: 'intrinsic', maxSidePx: 512 } })),
      );
      expect(Math.max(own.widthPx, own.heightPx)).toBe(512);
    }
  });

  test('is refused where check and resvg read different sizes', async () => {
    const lie = unchecked('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="900"/>', 9, 9);
    expect(await renderer().render(job(lie))).toMatchObject({ failure: { kind: 'unsupported' } });
  });

  test('beyond 2048 is the caller’s mistake', async () => {
    const size = { kind: 'fit', sidePx: 4_096 } as const;
    await expect(renderer().render(job(DISC, { size }))).rejects.toThrow(RangeError);
    await expect(renderer().probe(job(DISC, { size }))).rejects.toThrow(RangeError);
  });
});

test('colours under half an alpha come back straight', async () => {
  const veil = drawing('<rect width="100" height="100" fill="#ff8000" fill-opacity=".5"/>');
  const raster = rasterOf(await renderer().render(job(veil, { background: 'transparent' })));
  const [red, green, blue, alpha] = pixel(raster, 32, 32) as [number, number, number, number];
  expect(alpha).toBe(128);
  expect([red, blue]).toEqual([255, 0]);
  expect(Math.abs(green - 128)).toBeLessThanOrEqual(1);
});

test('a probe tells whether anything shows, and fails as a drawing does', async () => {
  const draw = renderer();
  const nothing = drawing('<rect x="500" width="9" height="9"/>');
  expect(await draw.probe(job(DISC))).toEqual({ ok: true, value: { blank: false } });
  expect(await draw.probe(job(nothing))).toEqual({ ok: true, value: { blank: true } });
  for (const bad of [
    job(unchecked('<svg xmlns="http://www.w3.org/2000/svg" width=9/>', 10)),
    job(TRAP),
    job(ENDLESS, { limitMs: 200 }),
  ]) {
    const failure = await draw.probe(bad);
    expect(failure.ok).toBe(false);
    expect(failure).toEqual(await draw.render(bad));
  }
});

test('what resvg cannot read is unsupported, in its own words', async () => {
  const result = await renderer().render(
    job(unchecked('<svg xmlns="http://www.w3.org/2000/svg" width=9/>', 10)),
  );
  expect(result).toMatchObject({
    ok: false,
    failure: { stage: 'draw', kind: 'unsupported', detail: expect.stringMatching(/1:47/) },
  });
});

test('a drawing that takes too long is stopped, and the next one is right', async () => {
  const draw = renderer();
  const before = rasterOf(await draw.render(job(DISC)));
  expect(await draw.render(job(ENDLESS, { limitMs: 200 }))).toMatchObject({
    ok: false,
    failure: { stage: 'draw', kind: 'timeout' },
  });
  expect(rasterOf(await draw.render(job(DISC)))).toEqual(before);
});

test('a trap costs its own drawing; a hundred after it are as if it had not been', async () => {
  const draw = renderer();
  const before = rasterOf(await draw.render(job(DISC)));
  const results = await Promise.all([
    draw.render(job(TRAP)),
    ...Array.from({ length: 100 }, () => draw.render(job(DISC))),
  ]);
  expect(results.shift()).toEqual({
    ok: false,
    failure: { stage: 'draw', kind: 'trap', detail: 'unreachable' },
  });
  const differing = results.filter((result) => !isDeepStrictEqual(rasterOf(result), before));
  expect(differing).toHaveLength(0);
});

test('several workers draw at once, and none waits for a slow one', async () => {
  const draw = renderer(2);
  const abort = new AbortController();
  const endless = draw.render(job(ENDLESS), abort.signal);
  const results = await Promise.all(Array.from({ length: 10 }, () => draw.render(job(DISC))));
  results.forEach(rasterOf);
  abort.abort('the others are through');
  await expect(endless).rejects.toBe('the others are through');
});

test('an abort while waiting for a worker leaves those at work alone', async () => {
  const draw = renderer();
  const abort = new AbortController();
  const first = draw.render(job(DISC));
  const waiting = draw.render(job(DISC), abort.signal);
  const last = draw.render(job(DISC));
  abort.abort('no longer wanted');
  await expect(waiting).rejects.toBe('no longer wanted');
  expect(rasterOf(await first)).toEqual(rasterOf(await last));
});

test('dispose rejects what is under way and what waits', async () => {
  const draw = renderer();
  const pending = [draw.render(job(ENDLESS)), draw.render(job(DISC))];
  await Promise.resolve();
  draw.dispose();
  for (const call of pending) await expect(call).rejects.toMatchObject({ name: 'AbortError' });
});

test('memory stays flat over hundreds of drawings', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const draw = renderer();
  const drawMany = async (count: number) => {
    for (let index = 0; index < count; index++) {
      rasterOf(await draw.render(job(DISC, { size: { kind: 'fit', sidePx: 224 } })));
    }
    collect();
    return process.memoryUsage.rss();
  };
  const used = [await drawMany(200)];
  for (let stretch = 0; stretch < 4; stretch++) used.push(await drawMany(150));
  const growths = used.slice(1).map((bytes, stretch) => bytes - used[stretch]!);
  // The process takes and gives back memory as it likes; only what is kept grows in every stretch.
  // One raster that is kept holds 200,000 bytes.
  expect(Math.min(...growths) / 150).toBeLessThan(50_000);
});

test('an abort stops the drawing and rejects with its reason', async () => {
  const draw = renderer();
  await draw.render(job(DISC));
  const abort = new AbortController();
  const endless = draw.render(job(ENDLESS), abort.signal);
  abort.abort('typed on');
  await expect(endless).rejects.toBe('typed on');
  rasterOf(await draw.render(job(DISC)));
});
