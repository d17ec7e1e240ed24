/** `sgp run` as a person uses it: on the composer, and on a server that is slow, shy or expensive. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFaultServer, type FaultServer } from '../fault-server/server.ts';
import { openAiStream } from '../fault-server/streams.ts';
import { ended, linesIn, RED, runSgp, sgp, startSgp, until, useWorkplace } from './command-line.ts';

const place = useWorkplace();

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.stop());

const ITEMS = JSON.stringify(
  Array.from({ length: 12 }, (_, at) => ({ id: `item-${at}`, prompt: `${at + 1} red squares` })),
);

const onServer = (name: string, suite: string, out: string) =>
  ['run', suite, '-m', 'mine/model-1', '--provider', `mine=${server.baseUrl(name)}`, '-o', out, '-e', 'none']; // prettier-ignore

test('a killed run goes on to the bytes of one that was not, and asks nothing twice when it is done', async () => {
  const to = (name: string) =>
    ['run', 'composition-7-24', '-m', 'composer', '-n', '3', '--no-times', '-o', place.path(name)]; // prettier-ignore
  expect(sgp(to('whole.jsonl')).status).toBe(0);
  expect(linesIn(place.path('whole.jsonl'))).toBe(72);
  const child = startSgp(to('killed.jsonl'));
  await until(() => linesIn(place.path('killed.jsonl')) >= 10);
  child.kill('SIGKILL');
  await ended(child);
  const rest = sgp(to('killed.jsonl'));
  expect(rest.status).toBe(0);
  expect(place.read('killed.jsonl')).toBe(place.read('whole.jsonl'));

  const other = sgp([...to('whole.jsonl'), '--temperature', '0.1']);
  expect(other.stderr).toContain('temperature was 0.7 and is now 0.1');
  expect(other.status).toBe(1);
});

test('a key comes from the environment and goes nowhere else', async () => {
  server.script('keyed', { body: openAiStream(RED) });
  const suite = place.write('suite.json', ITEMS);
  const run = await runSgp([...onServer('keyed', suite, place.path('run.jsonl')), '--limit', '2'], {
    MINE_API_KEY: 'sk-secret-1234',
  });
  expect(run.status).toBe(0);
  const headers = server.calls('keyed').map((call) => call.headers.authorization);
  expect(headers).toEqual(['Bearer sk-secret-1234', 'Bearer sk-secret-1234']);
  expect(place.read('run.jsonl') + run.stderr).not.toContain('secret');
});

test('a budget ends a run, and a larger one lets the same command go on', async () => {
  server.script('paid', { body: openAiStream(RED) });
  const command = onServer('paid', place.write('suite.json', ITEMS), place.path('run.jsonl'));
  const first = await runSgp([...command, '--budget-calls', '5']);
  expect(first.stderr).toMatch(/5 of 5 calls/);
  expect(first.status).toBe(4);
  expect(server.log('paid')).toHaveLength(5);
  expect((await runSgp(command)).status).toBe(0);
  expect(server.log('paid')).toHaveLength(12);
});

test('Ctrl+C finishes the calls under way, and nothing is asked twice', async () => {
  server.script('slow', { body: openAiStream(RED), waitMs: 150 });
  const command = onServer('slow', place.write('suite.json', ITEMS), place.path('run.jsonl'));
  const child = startSgp([...command, '--concurrency', '2']);
  await until(() => linesIn(place.path('run.jsonl')) >= 3);
  child.kill('SIGINT');
  expect(await ended(child)).toBe(130);
  const asked = server.log('slow').length;
  expect(asked).toBeLessThan(12);
  const records = place.records('run.jsonl');
  expect(records.filter(({ failure }) => failure === null)).toHaveLength(asked);
  expect((await runSgp(command)).status).toBe(0);
  expect(server.log('slow')).toHaveLength(12);
});

test('a refused key stops the run after one call, in words', async () => {
  server.script('locked', { status: 401, body: '{"error":{"message":"no such key"}}' });
  const command = onServer('locked', place.write('suite.json', ITEMS), place.path('run.jsonl'));
  const run = await runSgp([...command, '-c', '1']);
  expect(run.status).toBe(4);
  expect(server.log('locked')).toHaveLength(1);
  expect(run.stderr).toContain('The same command goes on');
});
