import { expect, test } from 'vitest';
import { POLICY } from '../../../../content-security-policy.ts';
import type { Provider } from '../../../core/ports/model-shelf.ts';
import { departures } from './departures.ts';
import { readPolicy } from './policy.ts';

const provider = (facts: Partial<Provider>): Provider => ({
  id: 'mistral',
  title: 'Mistral',
  wire: 'openai',
  baseUrl: 'https://api.mistral.ai/v1',
  key: 'required',
  keyPage: null,
  signIn: false,
  preset: true,
  hint: null,
  ...facts,
});

const told = (providers: Provider[], keys: string[] = []) =>
  departures({
    providers,
    hasKey: (id) => keys.includes(id),
    pageOrigin: 'https://sgp.example',
    hub: 'https://mirror.example/hub',
  });

test('every directive of the real policy is explained', () => {
  const rules = readPolicy(POLICY);
  expect(rules.length).toBeGreaterThan(10);
  expect(rules.filter(({ words }) => words === '')).toEqual([]);
  expect(rules.map(({ rule }) => rule).join('; ')).toBe(POLICY);
});

test('a directive that we do not know is shown without words rather than hidden', () => {
  expect(readPolicy("frame-ancestors 'none';")).toEqual([
    { rule: "frame-ancestors 'none'", words: '' },
  ]);
});

test('each configured provider is told with its origin, and its key only where one is held', () => {
  const rows = told([provider({}), provider({ id: 'x', title: 'X' })], ['mistral']);
  const of = (action: string) => rows.find((row) => row.action === action)!;
  expect(of('Drawing with Mistral').to).toEqual(['https://api.mistral.ai']);
  expect(of('Drawing with Mistral').sends).toContain('your key');
  expect(of('Drawing with X').sends).not.toContain('your key');
});

test('the list of where things may go holds each origin once', () => {
  const rows = told([provider({}), provider({ id: 'x' })]);
  const doctor = rows.find(({ action }) => action.includes('doctor'))!;
  expect(doctor.to).toEqual(['https://api.mistral.ai']);
});

test('a mirror is named instead of the hub', () => {
  const download = told([]).find(({ action }) => action === 'Downloading an encoder')!;
  expect(download.to).toEqual(['https://mirror.example']);
});

test('a server on this machine and a model in the browser are told apart from the network', () => {
  const rows = told([
    provider({ title: 'Ollama', baseUrl: 'http://localhost:11434/v1', key: 'none' }),
    provider({ title: 'Chrome', wire: 'chrome', baseUrl: '' }),
  ]);
  expect(rows.find(({ action }) => action.endsWith('Ollama'))?.local).toBe(true);
  expect(rows.find(({ action }) => action.endsWith('Chrome'))?.to).toEqual([]);
});
