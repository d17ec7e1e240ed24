/** Models of every wire format through the page: what is sent, where keys are, what faults say. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpointOf } from '../../src/adapters/model/endpoints.ts';
import type { HttpWire } from '../../src/adapters/model/http-wire.ts';
import {
  ONLY_KEY_AND_TYPE,
  startFaultServer,
  type Behaviour,
  type FaultServer,
} from '../fault-server/server.ts';
import { anthropicStream, geminiStream, openAiStream } from '../fault-server/streams.ts';
import { openPage, PATIENCE, usePageUnderTest, type PageUnderTest } from './page-under-test.ts';
import {
  addProvider,
  chooseModel,
  exportHistory,
  goToSettings,
  recordsOf,
  withoutFileDialogs,
  type NewProvider,
} from './settings.ts';
import { drawButton, pane, samples, settledScore, untilScored } from './workbench.ts';

usePageUnderTest();

const KEY = 'sk-test-0123456789abcdefghijABCD7Qf2';
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="red"/></svg>';

let server: FaultServer;
/** Another origin, whose provider has no key. */
let stranger: FaultServer;
beforeAll(async () => {
  [server, stranger] = await Promise.all([startFaultServer(), startFaultServer()]);
});
afterAll(() => Promise.all([server.stop(), stranger.stop()]));

/** What browsers add by themselves. */
const AUTOMATIC =
  /^(host|connection|content-length|accept.*|user-agent|origin|sec-.*|pragma|cache-control)$/;

const openForAsking = () =>
  openPage({ before: (context) => context.addInitScript(withoutFileDialogs) });

async function drawOne(page: Page, prompt = 'a red square'): Promise<void> {
  await page.getByRole('spinbutton', { name: 'Samples' }).fill('1');
  await page.getByRole('textbox', { name: 'Draw' }).fill(prompt);
  await drawButton(page).click();
  await expect.poll(() => samples(page).count(), PATIENCE).toBe(1);
  await drawButton(page).waitFor();
}

/** Everything that the browser keeps or shows, as one text. */
const everythingKept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise((resolve) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result);
        });
        kept.push(rows);
      }
      database.close();
    }
    const fields = [...document.querySelectorAll('input, textarea')].map(
      (field) => (field as HTMLInputElement).value,
    );
    return JSON.stringify([kept, fields, document.documentElement.outerHTML, location.href]);
  });

describe('each wire format', () => {
  const WIRES: Record<
    HttpWire,
    { format: NonNullable<NewProvider['format']>; version: string; stream: typeof openAiStream }
  > = {
    openai: { format: 'OpenAI', version: 'v1', stream: openAiStream },
    anthropic: { format: 'Anthropic', version: 'v1', stream: anthropicStream },
    gemini: { format: 'Gemini', version: 'v1beta', stream: geminiStream },
  };

  test.each(Object.keys(WIRES) as HttpWire[])(
    '%s: streams, is scored, sends only what its preflight allows, and its key nowhere else',
    async (wire) => {
      const { format, version, stream } = WIRES[wire];
      const allowed = wire === 'openai' ? ONLY_KEY_AND_TYPE : endpointOf(wire).allowedHeaders;
      const answer: Behaviour = { body: stream(`Here it is:\n${SVG}`), chunkBytes: 40 };
      server.script(wire, { answers: [answer], preflight: allowed });
      stranger.script(wire, { answers: [answer] });
      const story = await openForAsking();
      const { page } = story;
      await addProvider(page, {
        title: 'Mine',
        baseUrl: server.baseUrl(wire, version),
        format,
        key: KEY,
      });
      await page.getByRole('row', { name: /^Mine/ }).getByText('works').waitFor();
      await chooseModel(page, 'Mine', 'model-1');
      await drawOne(page);
      expect(await settledScore(page, /^Text to picture/)).not.toBeNull();
      expect(await pane(page, 'Picture').getByRole('img').count()).toBeGreaterThan(0);

      const calls = server.calls(wire).filter(({ method }) => method !== 'OPTIONS');
      expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
      for (const { headers } of calls) {
        const own = Object.keys(headers).filter((name) => !AUTOMATIC.test(name));
        expect(allowed).toEqual(expect.arrayContaining(own));
        expect(JSON.stringify(headers)).toContain(KEY);
      }
      expect(calls.map(({ path }) => path).join()).not.toContain(KEY);

      await addProvider(page, {
        title: 'Another',
        baseUrl: stranger.baseUrl(wire, version),
        format,
      });
      await chooseModel(page, 'Another', 'model-1');
      await drawOne(page);
      expect(await settledScore(page, /^Text to picture/)).not.toBeNull();
      expect(stranger.log(wire).length).toBeGreaterThan(0);
      expect(JSON.stringify(stranger.calls(wire))).not.toContain(KEY);

      expect(await everythingKept(page)).not.toContain(KEY);
      const exported = await exportHistory(page);
      expect(exported).not.toContain(KEY);
      const [first] = recordsOf(exported);
      expect(first?.attempts[0]?.response.text).toBe(`Here it is:\n${SVG}`);
      expect(story.problems).toEqual([]);
    },
  );
});

describe('a key', () => {
  test('is in memory until the page goes; remembered only where that was asked for, and forgotten', async () => {
    server.script('keys', {});
    const story = await openForAsking();
    const { page } = story;
    await addProvider(page, { title: 'Mine', baseUrl: server.baseUrl('keys'), key: KEY });
    await goToSettings(page, 'Keys');
    const held = page.getByRole('region', { name: 'Keys held' });
    await held.getByText(`…${KEY.slice(-4)}`).waitFor();
    await held.getByText('in memory, until this tab closes').waitFor();
    await page.reload();
    await held.getByText('No key is held').waitFor();

    await goToSettings(page, 'Providers');
    await page
      .getByRole('row', { name: /^Mine/ })
      .getByRole('button', { name: 'Mine', exact: true })
      .click();
    const part = page.getByRole('region', { name: 'Key of Mine' });
    await part.getByLabel('Key of Mine').last().fill(KEY);
    await part.getByRole('checkbox', { name: 'Remember on this device' }).check();
    await part.getByRole('button', { name: 'Save and check' }).click();
    await page.getByRole('row', { name: /^Mine/ }).getByText('works').waitFor();
    await page.reload();
    await goToSettings(page, 'Keys');
    await held.getByText('on this device').waitFor();
    const keepers = () =>
      page.evaluate(
        (key) =>
          Object.keys(localStorage).filter((name) => localStorage.getItem(name)!.includes(key)),
        KEY,
      );
    expect(await keepers()).toHaveLength(1);
    await held.getByRole('button', { name: 'Forget the key of Mine' }).click();
    await held.getByText('No key is held').waitFor();
    expect(await keepers()).toEqual([]);
    expect(await everythingKept(page)).not.toContain(KEY);
    expect(story.problems).toEqual([]);
  });
});

describe('faults', () => {
  let story: PageUnderTest;
  const json = (status: number, body: unknown, headers = {}): Behaviour => ({
    status,
    body: JSON.stringify(body),
    headers,
  });

  async function openWith(answers: Behaviour[], preflight: 'any' | 'none' = 'any'): Promise<Page> {
    server.script('faulty', { answers, preflight });
    story = await openForAsking();
    const { page } = story;
    await addProvider(page, { title: 'Faulty', baseUrl: server.baseUrl('faulty'), key: KEY });
    await chooseModel(page, 'Faulty', 'model-1');
    return page;
  }

  const told = (page: Page, words: RegExp) =>
    pane(page, 'Picture').getByText(words).first().waitFor();

  async function expectUnscored(page: Page): Promise<void> {
    await pane(page, 'Samples').getByText('unscored').first().waitFor();
    await pane(page, 'Picture')
      .getByText(/Unscored, not a zero/)
      .waitFor();
    expect(await everythingKept(page)).not.toContain(KEY);
  }

  test('a wrong key, a full minute and a page in place of an answer: each in plain words, none scored', async () => {
    const page = await openWith([
      json(401, {
        error: { message: `Incorrect API key provided: ${KEY}`, code: 'invalid_api_key' },
      }),
      json(
        429,
        { error: { message: 'slow down' } },
        { 'retry-after': '7', 'access-control-expose-headers': 'retry-after' },
      ),
      { body: '<!doctype html><title>Sign in</title>', headers: { 'content-type': 'text/html' } },
      json(404, { error: { message: 'no such model', code: 'model_not_found' } }),
      json(402, { error: { message: 'insufficient credits' } }),
      json(503, { error: { message: 'overloaded' } }),
    ]);
    for (const words of [
      /refused the key \(401\)/,
      /asks to slow down \(429\)\. Wait 7 s/,
      /something that is not a model's answer/,
      /knows no model “model-1”/,
      /will not go on without payment \(402\)/,
      /failed \(503\)/,
    ]) {
      await drawOne(page);
      await told(page, words);
      await expectUnscored(page);
    }
    const records = recordsOf(await exportHistory(page));
    expect(records.map(({ outcome }) => outcome)).toEqual(records.map(() => 'provider_error'));
    expect(
      records.flatMap(({ scores }) => scores).filter(({ status }) => status === 'scored'),
    ).toEqual([]);
  });

  test('a stream that is cut keeps what came, scores nothing, and another try is scored', async () => {
    const stream = openAiStream(`Here:\n${SVG}`);
    const page = await openWith([
      { body: stream, cutAtByte: Math.floor(stream.length * 0.6), chunkBytes: 200, chunkMs: 20 },
      { body: stream },
    ]);
    await drawOne(page);
    await told(page, /ended before the model said that it had finished/);
    await expectUnscored(page);
    await pane(page, 'Program').getByRole('button', { name: 'Response', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Response' });
    await dialog.getByText(/Here:/).first().waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await pane(page, 'Samples').getByRole('button', { name: 'Ask again for sample 1' }).click();
    await untilScored(page, 1);
    expect(await settledScore(page, /^Text to picture/)).not.toBeNull();
    const records = recordsOf(await exportHistory(page));
    expect(records).toHaveLength(1);
    expect(records[0]?.outcome).toBe('ok');
  });

  test('a server that refuses the page, and one that is not there', async () => {
    const page = await openWith([{ body: openAiStream(SVG) }], 'none');
    await drawOne(page);
    await told(page, /does not allow this page|may read answers|No connection/);
    await expectUnscored(page);

    await addProvider(page, { title: 'Nowhere', baseUrl: 'http://127.0.0.1:9/v1' });
    await chooseModel(page, 'Nowhere', 'model-1');
    await drawOne(page);
    await told(page, /may read answers at 127\.0\.0\.1:9|No connection/);
    await expectUnscored(page);
  });
});

describe('the doctor', () => {
  const REFUSED: Behaviour = {
    status: 401,
    body: JSON.stringify({
      error: { message: 'Incorrect API key provided', code: 'invalid_api_key' },
    }),
  };
  const list = (status: number, body: unknown): Behaviour => ({
    status,
    body: JSON.stringify(body),
  });

  test('tells apart a wrong key, no credit, a refused page, silence and an unknown model', async () => {
    server.script('wrong-key', { models: [REFUSED] });
    server.script('billing', {
      models: [list(402, { error: { message: 'insufficient credits' } })],
    });
    server.script('often', { models: [list(429, { error: { message: 'slow down' } })] });
    server.script('refuses', { models: [{ cors: 'none' }], preflight: 'none' });
    server.script('page', { models: [{ body: '<!doctype html><title>Sign in</title>' }] });
    server.script('model', {
      answers: [list(404, { error: { message: 'no', code: 'model_not_found' } })],
    });
    const story = await openForAsking();
    const { page } = story;
    const row = (title: string) =>
      page.getByRole('row', { name: new RegExp(`^${title}\\b`) }).first();
    const expected: [title: string, baseUrl: string, word: RegExp][] = [
      ['Wrong', server.baseUrl('wrong-key'), /key refused/],
      ['Broke', server.baseUrl('billing'), /out of credit/],
      ['Often', server.baseUrl('often'), /asked too often/],
      ['Portal', server.baseUrl('page'), /cannot tell/],
      ['Refuser', server.baseUrl('refuses'), /refuses this page|cannot tell/],
      ['Nobody', 'http://127.0.0.1:9/v1', /no answer|cannot tell/],
      ['Works', server.baseUrl('model'), /works/],
    ];
    for (const [title, baseUrl, word] of expected) {
      // A server that hides its answer may hide the word about the key too: that is another story.
      const key = title === 'Refuser' || title === 'Nobody' ? undefined : KEY;
      await addProvider(page, { title, baseUrl, ...(key === undefined ? {} : { key }) });
      await row(title).getByText(word).first().waitFor();
    }
    const cure = page.getByRole('article').filter({ hasText: 'Nobody' }).getByText('One step');
    await cure.waitFor();
    const settings = page.getByRole('region', { name: 'Models of Works' });
    if (!(await settings.isVisible()))
      await row('Works').getByRole('button', { name: 'Works', exact: true }).click();
    await settings.getByRole('button', { name: 'List models' }).click();
    await settings.getByRole('button', { name: /^Try/ }).first().click();
    await row('Works').getByText('model unknown').waitFor();
    expect(await everythingKept(page)).not.toContain(KEY);
  });
});
