import { expect, test } from 'vitest';
import { openNodeSuites } from '../../../adapters/suite/open-suites.node.ts';
import type { BenchmarkServices } from '../services.ts';
import { OWN_FILE, SuiteChoice } from './suite-choice.svelte.ts';

const STARTER = new URL('../../../../benchmarks/suites/starter/', import.meta.url);

function aChoice(): { choice: SuiteChoice; opened: () => number } {
  let count = 0;
  const services = { suites: openNodeSuites(STARTER) } as unknown as BenchmarkServices;
  const choice = new SuiteChoice(services, () => count++);
  return { choice, opened: () => count };
}
const csv = (text: string) => new File([text], 'mine.csv');

test('the bundled suite opens as soon as it is chosen', async () => {
  const { choice, opened } = aChoice();
  choice.choose('starter');
  await expect.poll(() => choice.reading?.suite.items.size).toBe(60);
  expect(opened()).toBe(1);
});

test('a made suite follows its seed and size', async () => {
  const { choice } = aChoice();
  choice.choose('composition');
  choice.size = 9;
  await choice.open();
  expect(choice.reading?.suite.id).toBe('composition-7-9');
});

test('a suite that is fetched waits for its button', () => {
  const { choice } = aChoice();
  choice.choose('sgp-compbench');
  expect(choice.busy).toBe(false);
  expect(choice.reading).toBeNull();
});

test('a table waits for its columns, then is read by them', async () => {
  const { choice } = aChoice();
  await choice.openFile(csv('nr,what to draw,kind\n1,a red cat,animal\n2,two blue cars,vehicle\n'));
  expect(choice.chosen).toBe(OWN_FILE);
  expect(choice.insight?.shape).toBe('table');
  expect(choice.reading).toBeNull();
  await choice.readFile({ ...choice.mapping!, id: 'nr', prompt: 'what to draw', category: 'kind' });
  expect(choice.failure).toBeNull();
  expect(
    [...choice.reading!.suite.items.values()].map(({ id, prompt, category }) => [
      id,
      prompt,
      category,
    ]),
  ).toEqual([
    // prettier-ignore
    ['1', 'a red cat', 'animal'],
    ['2', 'two blue cars', 'vehicle'],
  ]);
});

test('a CSV of a known kind is shown as it was told before it is read (F5)', async () => {
  const { choice } = aChoice();
  await choice.openFile(csv('id;prompt\n1;a cat\n2;a dog\n'));
  expect(choice.insight).toMatchObject({ dialect: { delimiter: ';' }, encoding: 'utf-8' });
  expect(choice.reading).toBeNull();
  await choice.readFile(null);
  expect(choice.reading?.suite.items.size).toBe(2);
});

test('a file in an encoding that nothing tells is read once the person says it (F6)', async () => {
  const { choice } = aChoice();
  await choice.openFile(new File([Buffer.from('[{"id":"a","prompt":"un caf\u00e9"}]', 'latin1')], 'a.json')); // prettier-ignore
  expect(choice.failure?.detail).toContain('not UTF-8');
  await choice.tell({ encoding: 'windows-1252' });
  expect(choice.reading?.suite.items.get('a')?.prompt).toBe('un caf\u00e9');
});

test('of two items with one id the person says which stays (F2)', async () => {
  const { choice } = aChoice();
  const twice = '[{"id":"a","prompt":"a cat"},{"id":"a","prompt":"a dog"}]';
  await choice.openFile(new File([twice], 'a.json'));
  expect(choice.reading?.duplicateIds).toBe(1);
  expect(choice.reading?.suite.items.get('a')?.prompt).toBe('a cat');
  await choice.settleDuplicates('keep-last');
  expect(choice.reading?.suite.items.get('a')?.prompt).toBe('a dog');
});

test('a file of a known kind is read at once; one that holds no items says why', async () => {
  const { choice } = aChoice();
  await choice.openFile(new File(['[{"id":"a","prompt":"a cat"}]'], 'items.json'));
  expect(choice.reading?.suite.items.size).toBe(1);
  await choice.openFile(new File(['{"format":"sgp-sample","version":1}\n'], 'records.jsonl'));
  expect(choice.reading).toBeNull();
  expect(choice.failure?.detail).toContain('import it as a run');
});

test('another choice puts away what was read and what was told of it', async () => {
  const { choice } = aChoice();
  await choice.openFile(csv('a,b\n1,2\n'));
  choice.choose('sgp-object');
  expect([choice.insight, choice.reading, choice.failure, choice.file]).toEqual([null, null, null, null]); // prettier-ignore
});
