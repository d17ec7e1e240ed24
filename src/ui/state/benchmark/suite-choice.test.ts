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
