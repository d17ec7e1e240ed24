/** Calls cost money: what is pressed twice in a hurry is asked once (cases.md G8). */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { success } from '../../core/failure.ts';
import { AskForm } from './ask-form.svelte.ts';
import { Bench, type BenchParts } from './bench.svelte.ts';
import { fakeModel, fakeRenderer, PROGRAM } from './fakes/fake-parts.ts';
import { Templates } from './templates.svelte.ts';

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
});
afterEach(() => void vi.unstubAllGlobals());

function aBench() {
  const ask = vi.fn(async () => PROGRAM);
  const form = new AskForm();
  form.change({ prompt: 'a dot', samples: 3 });
  const renderer = fakeRenderer();
  const parts = {
    services: {
      renderer,
      models: { open: () => Promise.resolve(fakeModel(ask)) },
      history: { put: () => Promise.resolve(success(undefined)) },
    },
    notices: { say() {}, tell() {}, fault() {} },
    form,
    templates: new Templates(),
    encoding: { entries: [], open: () => Promise.resolve([]) },
    drawing: { draw: renderer.render, drawOnce: renderer.render },
    shown() {},
  } as unknown as BenchParts;
  const bench = new Bench(parts);
  return { bench, ask, ended: () => vi.waitFor(() => expect(bench.running).toBe(false)) };
}

test('G8: Draw pressed twice at once is one draw', async () => {
  const { bench, ask, ended } = aBench();
  await Promise.all([bench.draw(), bench.draw()]);
  await ended();
  expect(ask).toHaveBeenCalledTimes(3);
});

test('G8: a sample that is asked for again twice at once is asked for once', async () => {
  const { bench, ask, ended } = aBench();
  await bench.draw();
  await ended();
  await Promise.all([bench.retry(1), bench.retry(1), bench.retry(2)]);
  await ended();
  expect(ask).toHaveBeenCalledTimes(4);
  expect(bench.slots.map(({ phase }) => phase)).toEqual(['done', 'done', 'done']);
});
