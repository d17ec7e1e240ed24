import { afterEach, describe, expect, test } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import {
  WorkerHost,
  type WorkerHostOptions,
  type WorkerLoss,
} from '../../src/workers/worker-host.ts';
import type { WorkerHandle, WorkerListener } from '../../src/workers/worker-handle.ts';
import { spawnBundled } from './spawn.ts';
import type { TrialCalls } from './trial.worker.ts';

const LONG = { limitMs: 20_000 };
const hosts: WorkerHost<TrialCalls>[] = [];

/** The kind of loss ends up in the words, as the stage's kinds are fewer. */
const failureOf = ({ kind, detail }: WorkerLoss): Failure => ({
  stage: 'draw',
  kind: kind === 'timeout' ? 'timeout' : 'trap',
  detail: `${kind}: ${detail}`,
});

function trial(options: Partial<WorkerHostOptions> = {}, worker = 'trial') {
  const host = new WorkerHost<TrialCalls>('render', {
    failureOf,
    spawn: () => spawnBundled(worker),
    ...options,
  });
  hosts.push(host);
  return host;
}

afterEach(() => {
  for (const host of hosts.splice(0)) host.dispose();
});

const valueOf = <T>(result: { ok: true; value: T } | { ok: false; failure: Failure }): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};

describe('a call', () => {
  test('waits for the worker to be ready and comes back with its own reply', async () => {
    const host = trial();
    const results = await Promise.all(
      [1, 2, 3, 4].map((value) => host.call('double', value, LONG)),
    );
    expect(results.map(valueOf)).toEqual([2, 4, 6, 8]);
    expect(host.generation).toBe(1);
  });

  test('hands over a failure as data', async () => {
    expect(await trial().call('fail', 'no such shape', LONG)).toEqual({
      ok: false,
      failure: { stage: 'draw', kind: 'unsupported', detail: 'no such shape' },
    });
  });

  test('moves buffers both ways', async () => {
    const bytes = new Uint8Array(1_000);
    const result = await trial().call(
      'fill',
      { bytes, value: 7 },
      { ...LONG, transfer: [bytes.buffer] },
    );
    expect(bytes.byteLength).toBe(0);
    expect(valueOf(result)).toEqual(new Uint8Array(1_000).fill(7));
  });

  test('tells of its progress in order', async () => {
    const seen: number[] = [];
    const result = await trial().call('count', 4, {
      ...LONG,
      onProgress: (value) => seen.push(value),
    });
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(valueOf(result)).toBe(4);
  });

  test('rejects with the words of a bug, and leaves the worker in place', async () => {
    const host = trial();
    await expect(host.call('throwNow', 'not a shape', LONG)).rejects.toThrow('not a shape');
    expect(valueOf(await host.call('double', 1, LONG))).toBe(2);
    expect(host.generation).toBe(1);
  });

  test('rejects where the job cannot be cloned, and serves the next', async () => {
    const host = trial();
    const uncloneable = (() => 1) as unknown as number;
    await expect(host.call('double', uncloneable, LONG)).rejects.toThrow(/clone/);
    expect(valueOf(await host.call('double', 1, LONG))).toBe(2);
  });
});

describe('a job that never ends', () => {
  test('is stopped at its limit; those behind it run in a fresh worker', async () => {
    const host = trial();
    const hung = host.call('hang', null, { limitMs: 100 });
    const behind = host.call('double', 21, LONG);
    expect(await hung).toEqual({
      ok: false,
      failure: { stage: 'draw', kind: 'timeout', detail: 'timeout: stopped after 100 ms' },
    });
    expect(valueOf(await behind)).toBe(42);
    expect(host.generation).toBe(2);
  });

  test('is stopped midway by an abort, which rejects with the reason', async () => {
    const host = trial();
    await host.call('double', 1, LONG);
    const abort = new AbortController();
    const hung = host.call('hang', null, { ...LONG, signal: abort.signal });
    const behind = host.call('served', null, LONG);
    const reason = new Error('typed on');
    abort.abort(reason);
    await expect(hung).rejects.toBe(reason);
    expect(valueOf(await behind)).toBe(1);
    expect(host.generation).toBe(2);
  });
});

describe('an abort', () => {
  test('before the call rejects without starting a worker', async () => {
    const host = trial();
    await expect(
      host.call('double', 1, { ...LONG, signal: AbortSignal.abort('no need') }),
    ).rejects.toBe('no need');
    expect(host.generation).toBe(0);
  });

  test('of a waiting job leaves the worker and the job in it alone', async () => {
    const host = trial();
    const abort = new AbortController();
    const first = host.call('double', 1, LONG);
    const second = host.call('double', 2, { ...LONG, signal: abort.signal });
    const third = host.call('double', 3, LONG);
    abort.abort('changed my mind');
    await expect(second).rejects.toBe('changed my mind');
    expect([valueOf(await first), valueOf(await third)]).toEqual([2, 6]);
    expect(host.generation).toBe(1);
  });

  test('after the reply does nothing', async () => {
    const host = trial();
    const abort = new AbortController();
    await host.call('double', 1, { ...LONG, signal: abort.signal });
    abort.abort();
    expect(valueOf(await host.call('double', 2, LONG))).toBe(4);
    expect(host.generation).toBe(1);
  });
});

describe('a worker that dies', () => {
  test.each(['throwLater', 'exit'] as const)(
    'by %s fails its job and is replaced',
    async (name) => {
      const host = trial();
      const dying = await host.call(name, null, LONG);
      expect(dying).toMatchObject({
        ok: false,
        failure: { detail: expect.stringMatching(/^crash/) },
      });
      expect(valueOf(await host.call('served', null, LONG))).toBe(1);
      expect(host.generation).toBe(2);
    },
  );

  test('on a message that cannot be read is a loss too', async () => {
    const host = trial({ spawn: unreadable });
    expect(await host.call('double', 1, LONG)).toMatchObject({
      failure: { detail: 'crash: a message could not be read' },
    });
  });

  test('eagerly has a successor before the next call', async () => {
    const host = trial({ eager: true });
    await host.call('hang', null, { limitMs: 50 });
    expect(host.generation).toBe(2);
  });
});

describe('a worker that does not start', () => {
  test('fails all that wait for it when it stays silent, and the next call tries again', async () => {
    const host = trial({ readyLimitMs: 100 }, 'silent');
    const calls = [host.call('double', 1, LONG), host.call('double', 2, LONG)];
    for (const result of await Promise.all(calls)) {
      expect(result).toMatchObject({ failure: { detail: 'no-start: not ready after 100 ms' } });
    }
    await host.call('double', 3, LONG);
    expect(host.generation).toBe(2);
  });

  test('says why it could not prepare itself', async () => {
    expect(await trial({}, 'broken').call('double', 1, LONG)).toMatchObject({
      failure: { detail: 'no-start: no such binary' },
    });
  });

  test('because its file is missing fails the call', async () => {
    expect(await trial({}, 'missing').call('double', 1, LONG)).toMatchObject({
      ok: false,
      failure: { detail: expect.stringMatching(/^no-start/) },
    });
  });
});

describe('a worker is let go', () => {
  test('when it asks for it', async () => {
    const host = trial();
    await host.call('served', null, LONG);
    const last = host.call('retire', null, LONG);
    const behind = host.call('served', null, LONG);
    await last;
    expect(valueOf(await behind)).toBe(1);
    expect(host.generation).toBe(2);
  });

  test('after it was idle', async () => {
    const host = trial({ idleMs: 1 });
    await host.call('served', null, LONG);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(valueOf(await host.call('served', null, LONG))).toBe(1);
  });

  test('on dispose, which rejects what is pending and what comes after', async () => {
    const host = trial();
    const pending = [host.call('hang', null, LONG), host.call('double', 1, LONG)];
    host.dispose();
    for (const call of pending) await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await expect(host.call('double', 1, LONG)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

/** A worker whose every answer arrives broken. */
function unreadable(): WorkerHandle {
  let listener: WorkerListener | undefined;
  return {
    listen: (given) => {
      listener = given;
      queueMicrotask(() => given.message({ kind: 'ready' }));
    },
    post: () => listener?.lost('a message could not be read'),
    terminate: () => undefined,
  };
}
