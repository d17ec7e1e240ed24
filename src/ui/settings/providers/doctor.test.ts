import { expect, test } from 'vitest';
import type { Diagnosis, ModelShelf, Provider } from '../../../core/ports/model-shelf.ts';
import { Doctor } from './doctor.svelte.ts';

const provider = (id: string, facts: Partial<Provider> = {}): Provider => ({
  id,
  title: id,
  wire: 'openai',
  baseUrl: `https://${id}.example/v1`,
  key: 'required',
  keyPage: null,
  signIn: false,
  preset: true,
  hint: null,
  ...facts,
});

const finding = (providerId: string, verdict: Diagnosis['verdict']): Diagnosis => ({
  providerId,
  verdict,
  headline: '',
  explanation: '',
  certain: true,
  stoppedAt: null,
  probes: [],
  cure: null,
  modelCount: null,
  latencyMs: null,
});

/** A shelf whose checks wait until the test answers them. */
function shelf() {
  const waiting: { id: string; answer: (verdict: Diagnosis['verdict']) => void }[] = [];
  const keys = new Map<string, string>();
  const models = {
    keys: {
      describe: (id: string) => (keys.has(id) ? { place: 'memory', ending: keys.get(id)! } : null),
    },
    subscribe: () => () => undefined,
    diagnose: (id: string, _: string | null, signal: AbortSignal) =>
      new Promise<Diagnosis>((resolve, reject) => {
        waiting.push({ id, answer: (verdict) => resolve(finding(id, verdict)) });
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
  } as unknown as ModelShelf;
  return { doctor: new Doctor(models), waiting, keys };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('a second check of a provider takes the place of the first, whose answer is dropped', async () => {
  const { doctor, waiting } = shelf();
  const first = doctor.check(provider('a'), null);
  const second = doctor.check(provider('a'), null);
  waiting[0]!.answer('works');
  expect(await first).toBeNull();
  expect(doctor.isChecking('a')).toBe(true);
  waiting[1]!.answer('wrong-key');
  expect((await second)?.verdict).toBe('wrong-key');
  expect(doctor.diagnosisOf('a')?.verdict).toBe('wrong-key');
  expect(doctor.isChecking('a')).toBe(false);
});

test('a stopped check keeps what was found before', async () => {
  const { doctor, waiting } = shelf();
  const before = doctor.check(provider('a'), null);
  waiting[0]!.answer('works');
  await before;
  const again = doctor.check(provider('a'), null);
  doctor.stopOne('a');
  expect(await again).toBeNull();
  expect(doctor.diagnosisOf('a')?.verdict).toBe('works');
});

test('a finding is stale once the key or the address is another', async () => {
  const { doctor, waiting, keys } = shelf();
  const checked = doctor.check(provider('a'), null);
  waiting[0]!.answer('wrong-key');
  await checked;
  expect(doctor.isStale(provider('a'))).toBe(false);
  expect(doctor.isStale(provider('a', { baseUrl: 'https://b.example/v1' }))).toBe(true);
  keys.set('a', '7Qf2');
  expect(doctor.isStale(provider('a'))).toBe(true);
});

test('checking all counts up, opens cards where something can be done, and ends', async () => {
  const { doctor, waiting } = shelf();
  const all = doctor.checkAll(['a', 'b', 'c'].map((id) => provider(id)));
  expect(doctor.round).toMatchObject({ done: 0, total: 3 });
  waiting[0]!.answer('works');
  waiting[1]!.answer('wrong-key');
  await settled();
  expect(doctor.round).toMatchObject({ done: 2, total: 3 });
  waiting[2]!.answer('no-key');
  await all;
  expect(doctor.round).toBeNull();
  expect(['a', 'b', 'c'].filter((id) => doctor.hasCard(id))).toEqual(['b']);
});

test('stopping everything starts no further check', async () => {
  const { doctor, waiting } = shelf();
  const many = Array.from({ length: 12 }, (_, index) => provider(`p${index}`));
  const all = doctor.checkAll(many);
  const begun = waiting.length;
  expect(begun).toBeLessThan(many.length);
  doctor.stop();
  await all;
  expect(waiting.length).toBe(begun);
  expect(doctor.round).toBeNull();
});

test('a bug in the doctor leaves no provider checking for ever', async () => {
  const broken = { keys: { describe: () => null }, subscribe: () => () => undefined };
  const diagnose = () => Promise.reject(new TypeError('bug'));
  const sick = new Doctor({ ...broken, diagnose } as unknown as ModelShelf);
  await expect(sick.check(provider('a'), null)).rejects.toThrow('bug');
  expect(sick.isChecking('a')).toBe(false);
});
