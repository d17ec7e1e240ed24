import { expect, test } from 'vitest';
import { doubtAbout, freshId, hostOf, isOnThisMachine, originOf } from './provider-address.ts';

test.each([
  ['http://localhost:11434/v1', true],
  ['http://127.0.0.1:8080', true],
  ['http://[::1]:8080/v1', true],
  ['', true], // inside the browser
  ['http://127.0.0.1.example.com/v1', false],
  ['https://localhost.example.com/v1', false],
  ['http://192.168.1.9:8000/v1', false],
])('%s is on this machine: %s', (baseUrl, here) => {
  expect(isOnThisMachine({ baseUrl })).toBe(here);
});

test('a provider inside the browser has neither origin nor host', () => {
  expect(originOf({ baseUrl: '' })).toBeNull();
  expect(hostOf({ baseUrl: '' })).toBeNull();
  expect(originOf({ baseUrl: 'https://api.mistral.ai/v1' })).toBe('https://api.mistral.ai');
});

test('a doubt is said where an address is likely wrong, and only there', () => {
  expect(doubtAbout('https://llm.example.org')).toMatch(/\/v1/);
  expect(doubtAbout('http://192.168.1.9:8000/v1')).toMatch(/https/);
  expect(doubtAbout('http://localhost:8000/v1')).toBeNull();
  expect(doubtAbout('https://llm.example.org/v1')).toBeNull();
  expect(doubtAbout('llm')).toBeNull();
});

test('a new provider takes no id that is in use', () => {
  expect(freshId([])).toBe('custom-1');
  expect(freshId([{ id: 'custom-1' }, { id: 'custom-3' }])).toBe('custom-2');
});
