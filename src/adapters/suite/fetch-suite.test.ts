import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SuiteProgress } from '../../core/ports/suite-shelf.ts';
import { knownSha256 } from '../../core/suite/known-suites.ts';
import { fetchSuite } from './fetch-suite.ts';

const BODY = JSON.stringify(
  Array.from({ length: 2000 }, (_, id) => ({ description: `thing ${id}`, svg: '<svg/>', id })),
);
const OFFICIAL = '../shared/data/sgp-compbench-prompts.json';

let server: Server;
let base: string;
let calls: string[] = [];
let answer: (response: ServerResponse, call: number) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    calls.push(request.url ?? '');
    answer(response, calls.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => (calls = []));

const whole = (response: ServerResponse, body: string) =>
  response.writeHead(200, { 'content-length': Buffer.byteLength(body) }).end(body);

const fetched = (sha256: string | null = null, options = {}, id = 'sgp-object') =>
  fetchSuite(
    id,
    { kind: 'fetched', url: `${base}/data/SGP-Object.json?x=1`, sizeBytes: null, sha256 },
    { retryDelayMs: 1, ...options },
  );

const detailOf = async (...args: Parameters<typeof fetched>): Promise<string> => {
  const result = await fetched(...args);
  return result.ok ? '' : result.failure.detail;
};

test('a file comes with its progress, and what is known of it', async () => {
  answer = (response) => whole(response, BODY);
  const progress: SuiteProgress[] = [];
  const result = await fetched(null, { onProgress: (seen: SuiteProgress) => progress.push(seen) });
  expect(result).toMatchObject({
    ok: true,
    value: { shape: 'sgp-object', facts: { title: 'SGP-Object', licence: 'CC-BY-NC-4.0' } },
  });
  // As the file is called on disk, so that page and command line name it alike.
  expect(result.ok && result.value.suite.id).toBe('SGP-Object');
  expect(result.ok && result.value.suite.items.size).toBe(2000);
  expect(progress.at(-1)).toEqual({ doneBytes: BODY.length, totalBytes: BODY.length });
});

test('a server that tells no length gives progress without a total', async () => {
  answer = (response) => response.writeHead(200).end(BODY);
  const totals = new Set<number | null>();
  await fetched(null, { onProgress: ({ totalBytes }: SuiteProgress) => totals.add(totalBytes) });
  expect([...totals]).toEqual([null]);
});

test('a connection that is cut is tried again from the start', async () => {
  answer = (response, call) => {
    if (call > 2) return whole(response, BODY);
    response.writeHead(200, { 'content-length': BODY.length });
    response.write(BODY.slice(0, 5000), () => response.destroy());
  };
  expect(await fetched()).toMatchObject({ ok: true });
  expect(calls).toHaveLength(3);
});

test('a connection that is always cut is given up after five times, and asking again is free to', async () => {
  answer = (response) => {
    response.writeHead(200, { 'content-length': BODY.length });
    response.write(BODY.slice(0, 5000), () => response.destroy());
  };
  expect(await detailOf()).toMatch(/could not be fetched.*5 times/);
  expect(calls).toHaveLength(5);
  answer = (response) => whole(response, BODY);
  expect(await fetched()).toMatchObject({ ok: true });
});

test.each<[string, (response: ServerResponse) => void, RegExp]>([
  ['not there', (response) => response.writeHead(404).end('no'), /could not be fetched.*404/],
  ['a web page', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'), /with a page/], // prettier-ignore
  ['something else', (response) => whole(response, 'PK\u0003\u0004'), /holds no suite. This is a ZIP archive/], // prettier-ignore
  ['cut short but whole by its length', (response) => whole(response, BODY.slice(0, -20)), /holds no suite.*cut short/], // prettier-ignore
])('a file that is %s is told in words', async (_, behave, reason) => {
  answer = behave;
  expect(await detailOf()).toMatch(reason);
});

test('items other than the known ones are refused, with both hashes and what to do', async () => {
  answer = (response) => whole(response, BODY);
  const detail = await detailOf('0'.repeat(64));
  expect(detail).toMatch(/not those of SGP-Object: their SHA-256 is [0-9a-f]{64}, not 0{64}\./);
  expect(detail).toContain('Nothing of it was kept.');
  expect(detail).toMatch(/fetch it by hand and open it from disk/);
});

test('one letter more in one prompt is another suite', async () => {
  answer = (response) => whole(response, BODY);
  const right = await fetched();
  const sha256 = right.ok ? right.value.suite.sha256 : '';
  expect(await fetched(sha256)).toMatchObject({ ok: true });
  answer = (response) => whole(response, BODY.replace('thing 1999', 'thing 1999.'));
  expect(await detailOf(sha256)).toContain(`not ${sha256}`);
});

test('a hash is of the items: other spacing in the file is the same suite', async () => {
  answer = (response) => whole(response, BODY);
  const right = await fetched();
  const sha256 = right.ok ? right.value.suite.sha256 : '';
  answer = (response) => whole(response, JSON.stringify(JSON.parse(BODY), null, 2));
  expect(await fetched(sha256)).toMatchObject({ ok: true, value: { notices: [] } });
});

test('redirects to storage elsewhere are followed, and the suite has the name of the address', async () => {
  const storage = createServer((_, response) => whole(response, BODY));
  await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve));
  const { port } = storage.address() as AddressInfo;
  try {
    answer = (response, call) =>
      call === 1
        ? response.writeHead(302, { location: '/moved' }).end()
        : response.writeHead(307, { location: `http://127.0.0.1:${port}/blob/9f3a` }).end();
    const progress: SuiteProgress[] = [];
    const result = await fetched(null, { onProgress: (seen: SuiteProgress) => progress.push(seen) }); // prettier-ignore
    expect(result).toMatchObject({ ok: true, value: { suite: { id: 'SGP-Object' } } });
    expect(calls).toEqual(['/data/SGP-Object.json?x=1', '/moved']);
    expect(progress.at(-1)).toEqual({ doneBytes: BODY.length, totalBytes: BODY.length });
  } finally {
    storage.close();
  }
});

test('redirects that lead nowhere, or in a circle, are told in words', async () => {
  answer = (response) => response.writeHead(302, { location: '/around' }).end();
  expect(await detailOf()).toMatch(/could not be fetched.*redirect/);
  answer = (response, call) =>
    call === 1
      ? response.writeHead(302, { location: '/gone' }).end()
      : response.writeHead(404).end('no');
  calls = [];
  expect(await detailOf()).toMatch(/could not be fetched.*404/);
});

test.skipIf(!existsSync(OFFICIAL))(
  'the official prompts have the hash that the catalogue knows (skipped: file not here)',
  async () => {
    answer = (response) => whole(response, readFileSync(OFFICIAL, 'utf8'));
    expect(await fetched(knownSha256('sgp-compbench'), {}, 'sgp-compbench')).toMatchObject({
      ok: true,
      value: { suite: { id: 'sgp-compbench' }, facts: { licence: 'MIT', version: '1' } },
    });
  },
);

test('aborting ends the download and rejects with its reason', async () => {
  answer = (response) => {
    response.writeHead(200, { 'content-length': BODY.length });
    response.write(BODY.slice(0, 5000));
  };
  const abort = new AbortController();
  const pending = fetched(null, {
    signal: abort.signal,
    onProgress: () => abort.abort(new Error('enough')),
  });
  await expect(pending).rejects.toThrow('enough');
});
