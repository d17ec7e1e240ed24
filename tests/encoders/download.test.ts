import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { download, type DownloadProgress } from '../../src/adapters/encoder/download.ts';
import { HubServer, sha256 } from './hub-server.ts';
import { failureOf, valueOf } from './value-of.ts';

// Large enough to come in several pieces; it begins as an ONNX file does.
const BYTES = Uint8Array.from({ length: 400_000 }, (_, at) => (at === 0 ? 8 : (at * 31) % 251));
const HASH = sha256(BYTES);
const QUICK = { retryDelayMs: 1 };

let hub: HubServer;
let url: string;

beforeEach(async () => {
  hub = new HubServer();
  await hub.start();
  hub.files.set('model.onnx', BYTES);
  url = `${hub.base}/model.onnx`;
});
afterEach(() => hub.stop());

const ranges = () => hub.seen.map(({ range }) => range ?? 'whole');

describe('a download', () => {
  test('follows the redirect to the storage with one plain GET', async () => {
    const got = valueOf(await download(url, { sha256: HASH }));
    expect(new Uint8Array(await got.file.arrayBuffer())).toEqual(BYTES);
    expect(got.sha256).toBe(HASH);
    expect(hub.seen).toHaveLength(1);
    expect(hub.seen[0]).toMatchObject({ method: 'GET', range: undefined });
    expect(hub.seen[0]!.headers).not.toHaveProperty('referer');
  });

  test('tells how far it is, up to the whole', async () => {
    const told: DownloadProgress[] = [];
    const options = {
      sha256: HASH,
      onProgress: (progress: DownloadProgress) => void told.push(progress),
    };
    valueOf(await download(url, options));
    expect(told.every(({ totalBytes }) => totalBytes === BYTES.byteLength)).toBe(true);
    expect(told.map(({ doneBytes }) => doneBytes)).toEqual(
      told.map(({ doneBytes }) => doneBytes).sort((a, b) => a - b),
    );
    expect(told.at(-1)?.doneBytes).toBe(BYTES.byteLength);
  });

  test('goes on where the connection was cut', async () => {
    hub.behaviours.push({ kind: 'cut', share: 0.4 });
    const got = valueOf(await download(url, { sha256: HASH, ...QUICK }));
    expect(got.sha256).toBe(HASH);
    expect(ranges()).toEqual(['whole', expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
  });

  test('starts again where the host can not go on', async () => {
    hub.canResume = false;
    hub.behaviours.push({ kind: 'cut', share: 0.4 });
    const got = valueOf(await download(url, { sha256: HASH, ...QUICK }));
    expect(got.sha256).toBe(HASH);
    expect(ranges().at(-1)).toBe('whole');
  });

  test('starts again where the browser refuses to ask for the rest', async () => {
    hub.behaviours.push({ kind: 'cut', share: 0.4 });
    const withoutPreflight: typeof fetch = (input, init) =>
      new Headers(init?.headers).has('range')
        ? Promise.reject(new TypeError('Failed to fetch'))
        : fetch(input, init);
    const got = await download(url, { sha256: HASH, fetch: withoutPreflight, ...QUICK });
    expect(valueOf(got).sha256).toBe(HASH);
    expect(ranges()).toEqual(['whole', 'whole']);
  });

  test('starts again where nothing would tell that the rest is of the same file', async () => {
    hub.behaviours.push({ kind: 'cut', share: 0.4 });
    const got = valueOf(await download(url, { sha256: null, ...QUICK }));
    expect(got.sha256).toBe(HASH);
    expect(ranges()).toEqual(['whole', 'whole']);
  });

  test('gives up after many cuts, and says how far it came', async () => {
    hub.canResume = false;
    for (let cut = 0; cut < 20; cut++) hub.behaviours.push({ kind: 'cut', share: 0.1 });
    const failure = failureOf(await download(url, { sha256: HASH, ...QUICK }));
    expect(failure).toMatchObject({ stage: 'embed', kind: 'weights-missing' });
    expect(failure.detail).toContain(url);
    expect(hub.seen.length).toBeLessThan(10);
  });

  test('takes a silent connection for a cut one', async () => {
    hub.behaviours.push({ kind: 'silent', share: 0.5 });
    const got = await download(url, { sha256: HASH, idleLimitMs: 100, ...QUICK });
    expect(valueOf(got).sha256).toBe(HASH);
  });

  test('waits for a slow one as long as bytes come', async () => {
    hub.behaviours.push({ kind: 'drip', pieces: 25, pauseMs: 60 });
    const got = await download(url, { sha256: HASH, idleLimitMs: 1000, ...QUICK });
    expect(valueOf(got).sha256).toBe(HASH);
    expect(hub.seen).toHaveLength(1);
  });

  test('tries a busy server again', async () => {
    hub.behaviours.push({ kind: 'status', status: 503 }, { kind: 'status', status: 429 });
    expect(valueOf(await download(url, { sha256: HASH, ...QUICK })).sha256).toBe(HASH);
  });

  test.each([404, 403, 401])('does not insist where the server answers %i', async (status) => {
    hub.behaviours.push({ kind: 'status', status });
    const failure = failureOf(await download(url, { sha256: HASH, ...QUICK }));
    expect(failure).toMatchObject({ kind: 'weights-missing' });
    expect(failure.detail).toContain(url);
    expect(failure.detail).toContain(String(status));
    expect(hub.seen).toHaveLength(1);
  });

  test('refuses a page in place of the file', async () => {
    hub.behaviours.push({ kind: 'page' });
    const failure = failureOf(await download(url, { sha256: null, ...QUICK }));
    expect(failure).toMatchObject({ kind: 'weights-corrupt' });
    expect(failure.detail).toMatch(/200 with a page/);
  });

  test.each(['  <html>', '\ufeff<!doctype html>', 'version https://git-lfs.github.com/spec/v1\n'])(
    'refuses %j whatever its type says',
    async (text) => {
      hub.files.set('model.onnx', new TextEncoder().encode(text));
      const failure = failureOf(await download(url, { sha256: null, ...QUICK }));
      expect(failure).toMatchObject({ kind: 'weights-corrupt' });
    },
  );

  test('fetches a wrong file once more', async () => {
    hub.behaviours.push({ kind: 'other-bytes' });
    expect(valueOf(await download(url, { sha256: HASH, ...QUICK })).sha256).toBe(HASH);
    expect(hub.seen).toHaveLength(2);
  });

  test('names both hashes where the file stays wrong', async () => {
    hub.behaviours.push({ kind: 'other-bytes' }, { kind: 'other-bytes' });
    const failure = failureOf(await download(url, { sha256: HASH, ...QUICK }));
    expect(failure).toMatchObject({ kind: 'weights-corrupt' });
    expect(failure.detail).toContain(HASH);
    expect(failure.detail).toContain(sha256(BYTES.map((byte) => byte ^ 255)));
    expect(hub.seen).toHaveLength(2);
  });

  test('says so where nobody answers', async () => {
    hub.stop();
    const failure = failureOf(await download(url, { sha256: HASH, ...QUICK }));
    expect(failure).toMatchObject({ kind: 'weights-missing' });
    expect(failure.detail).toContain('ECONNREFUSED');
  });

  test('stops at once when aborted, with the reason it was given', async () => {
    hub.behaviours.push({ kind: 'silent', share: 0.5 });
    const abort = new AbortController();
    const reason = new Error('never mind');
    const options = { sha256: HASH, signal: abort.signal, onProgress: () => abort.abort(reason) };
    await expect(download(url, options)).rejects.toBe(reason);
    expect(hub.seen).toHaveLength(1);
  });
});
