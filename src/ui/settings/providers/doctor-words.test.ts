import { expect, test } from 'vitest';
import type { Diagnosis, Probe } from '../../../core/ports/model-shelf.ts';
import { evidenceLine, isWorthACard, VERDICT_WORDS, verdictWord } from './verdict-words.ts';
import { wayOf } from './way.ts';

const probe = (question: string, answer: Probe['answer'], evidence: string): Probe => ({
  question,
  answer,
  evidence,
});

const READABLE = probe('It allows this page to read', 'yes', '200, readable');
const KEY_GOOD = probe('It accepts the key ending in …7Qf2', 'yes', '200');
const KEY_BAD = probe('It accepts the key ending in …7Qf2', 'no', '401, “Unauthorized”');

const diagnosis = (facts: Partial<Diagnosis>): Diagnosis => ({
  providerId: 'mistral',
  verdict: 'works',
  headline: 'It works.',
  explanation: '341 models, answered in 0.31 s.',
  certain: true,
  stoppedAt: null,
  probes: [READABLE, KEY_GOOD],
  cure: null,
  modelCount: 341,
  latencyMs: 310,
  ...facts,
});

const states = (found: Diagnosis) => wayOf(found, 'sgp.example').map(({ state }) => state);
const notes = (found: Diagnosis) => wayOf(found, 'sgp.example').map(({ note }) => note);

test('a refused key leaves page and origin passed, and the model never reached', () => {
  const found = diagnosis({ verdict: 'wrong-key', stoppedAt: 'key', probes: [READABLE, KEY_BAD] });
  expect(states(found)).toEqual(['passed', 'passed', 'stopped', 'waiting']);
  expect(notes(found)).toEqual(['sgp.example', '200, readable', '401', 'never reached']);
});

test('a model that was only listed is not shown as one that answered', () => {
  expect(states(diagnosis({}))).toEqual(['passed', 'passed', 'passed', 'waiting']);
  expect(notes(diagnosis({})).at(-1)).toBe('341 listed, none asked');
  const asked = probe('It answers as small (one token asked for)', 'yes', 'answered');
  const found = diagnosis({ probes: [READABLE, KEY_GOOD, asked] });
  expect(states(found).at(-1)).toBe('passed');
});

test('a step that was skipped is not shown as passed', () => {
  const found = diagnosis({
    verdict: 'no-key',
    stoppedAt: 'key',
    probes: [
      probe('There is a key to send', 'no', 'none given'),
      probe('It allows this page to read', 'not-reached', 'not reached'),
      probe('It accepts a key', 'not-reached', 'not reached'),
    ],
  });
  expect(states(found)).toEqual(['passed', 'waiting', 'stopped', 'waiting']);
  expect(notes(found)[1]).toBe('not asked');
});

test('where page and key look the same, both are in doubt and neither is crossed', () => {
  const found = diagnosis({
    verdict: 'cannot-tell',
    certain: false,
    stoppedAt: 'origin',
    probes: [
      probe('It allows this page to read', 'unknown', 'no answer readable'),
      probe('It accepts the key ending in …7Qf2', 'unknown', 'its answer is hidden'),
    ],
  });
  expect(states(found)).toEqual(['passed', 'unclear', 'unclear', 'waiting']);
});

test('evidence is what stopped the request, in one line', () => {
  expect(evidenceLine(diagnosis({}))).toBe('341 models, answered in 0.31 s');
  const refused = diagnosis({ verdict: 'wrong-key', probes: [READABLE, KEY_BAD] });
  expect(evidenceLine(refused)).toBe('401, “Unauthorized”');
  expect(evidenceLine(diagnosis({ verdict: 'offline', headline: 'Offline.', probes: [] }))).toBe(
    'Offline.',
  );
});

test('checking everything opens no card for servers that nobody set up', () => {
  const down = diagnosis({ verdict: 'server-down' });
  expect(isWorthACard(down, false)).toBe(false);
  expect(isWorthACard(down, true)).toBe(true);
  const hidden = diagnosis({ verdict: 'cannot-tell' });
  expect([isWorthACard(hidden, false), isWorthACard(hidden, true)]).toEqual([false, true]);
  expect(isWorthACard(diagnosis({ verdict: 'page-refused' }), false)).toBe(true);
  expect(isWorthACard(diagnosis({ verdict: 'no-key' }), false)).toBe(false);
});

test('a server that nobody set up and that does not run is no alarm', () => {
  const down = diagnosis({ verdict: 'server-down' });
  expect(verdictWord(down, false)).toEqual({ word: 'not running', look: 'quiet' });
  expect(verdictWord(down, true).look).toBe('fault');
});

test('no two verdicts share a word', () => {
  const words = Object.values(VERDICT_WORDS).map(({ word }) => word);
  expect(new Set(words).size).toBe(words.length);
});
