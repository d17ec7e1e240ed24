import { expect, test, vi } from 'vitest';
import type { SampleRecord } from '../../core/bench/record.ts';
import { success } from '../../core/failure.ts';
import type { HistoryStore, StoreNotice } from '../../core/ports/history-store.ts';
import { DeferredHistory } from './deferred-history.ts';

const RECORD = { id: 'draw/0' } as SampleRecord;

function fakeStore() {
  const listeners = new Set<() => void>();
  const notices: StoreNotice[] = [];
  const store = {
    notices: () => notices,
    put: vi.fn(() => Promise.resolve(success(undefined))),
    async *export() {
      yield 'one\n';
      yield 'two\n';
    },
    usage: () => Promise.resolve({ usedBytes: 1, quotaBytes: 2, persisted: false }),
    persist: () => Promise.resolve(true),
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: vi.fn(),
  };
  const change = () => listeners.forEach((listener) => listener());
  return { store: store as unknown as HistoryStore, put: store.put, notices, change };
}

test('nothing is fetched before the first call, and nothing twice', async () => {
  const { store } = fakeStore();
  const open = vi.fn(() => Promise.resolve(store));
  const history = new DeferredHistory(open);
  expect(history.notices()).toEqual([]);
  history.subscribe(() => undefined);
  expect(open).not.toHaveBeenCalled();
  await Promise.all([history.put(RECORD), history.usage()]);
  expect(open).toHaveBeenCalledOnce();
});

test('a call made before the code is there waits for it, and is made once', async () => {
  const { store, put } = fakeStore();
  let arrive = (_: HistoryStore) => {};
  const opening = new Promise<HistoryStore>((resolve) => (arrive = resolve));
  const history = new DeferredHistory(() => opening);
  const kept = history.put(RECORD);
  expect(put).not.toHaveBeenCalled();
  arrive(store);
  expect(await kept).toEqual(success(undefined));
  expect(put).toHaveBeenCalledExactlyOnceWith(RECORD);
});

test('who listened before the code was there hears of its coming and of every change', async () => {
  const { store, notices, change } = fakeStore();
  const history = new DeferredHistory(() => Promise.resolve(store));
  const heard = vi.fn();
  const stop = history.subscribe(heard);
  expect(history.notices()).toEqual([]);
  await history.usage();
  expect(heard).toHaveBeenCalledOnce();
  notices.push({ kind: 'full', detail: 'full' });
  change();
  expect(heard).toHaveBeenCalledTimes(2);
  expect(history.notices()).toEqual(notices);
  stop();
  change();
  expect(heard).toHaveBeenCalledTimes(2);
});

test('an export gives every line of the store', async () => {
  const { store } = fakeStore();
  const history = new DeferredHistory(() => Promise.resolve(store));
  let text = '';
  for await (const chunk of history.export()) text += chunk;
  expect(text).toBe('one\ntwo\n');
});

test('code that does not come is a failure as data and a notice; the next call tries again', async () => {
  const { store, put } = fakeStore();
  const open = vi.fn<() => Promise<HistoryStore>>();
  open.mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue(store);
  const history = new DeferredHistory(open);
  const refused = await history.put(RECORD);
  expect(refused).toMatchObject({ ok: false, failure: { stage: 'store', kind: 'unavailable' } });
  expect(history.notices()).toMatchObject([{ kind: 'memory' }]);
  expect(await history.put(RECORD)).toEqual(success(undefined));
  expect(put).toHaveBeenCalledOnce();
  expect(history.notices()).toEqual([]);
});

test('closing what was never opened does no harm', async () => {
  const history = new DeferredHistory(() => Promise.reject(new Error('gone')));
  history.close();
  expect(await history.usage()).toBeNull();
  expect(await history.persist()).toBe(false);
});
