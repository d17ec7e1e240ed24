/** A captions suite with a folder of photographs, as COCO's is: compared, or told one by one why not. */
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { SampleRecord } from '../../src/core/bench/record.ts';
import { RED, sgp, useWorkplace } from './command-line.ts';

const place = useWorkplace();

const FILES = ['photo.jpg', 'lossy.webp', 'cut.jpg', 'gone.jpg'];

/** Pictures 1 to 4, a caption each. */
const COCO = JSON.stringify({
  images: FILES.map((file_name, at) => ({ id: at + 1, file_name })),
  annotations: FILES.map((_, at) => ({ id: 90 + at, image_id: at + 1, caption: 'a red square' })),
});

const fixture = (name: string): string => `tests/fixtures/pictures/${name}`;

function putPictures(): string {
  mkdirSync(place.path('photos/val2017'), { recursive: true });
  for (const name of FILES.slice(0, 3))
    copyFileSync(fixture(name), place.path(`photos/val2017/${name}`));
  return place.path('photos');
}

function scored(...more: string[]) {
  const suite = place.write('captions.json', COCO);
  const answers = FILES.map((_, at) => JSON.stringify({ id: String(at + 1), svg: RED }));
  const responses = place.write('answers.jsonl', answers.join('\n'));
  const out = place.path('out.jsonl');
  return sgp(['score', responses, '--suite', suite, '--out', out, ...more]);
}

const compared = (record: SampleRecord) =>
  record.scores.find(({ metric }) => metric === 'image-image')!;

test('photographs are compared; one that is broken or missing says so and stops nothing', () => {
  const run = scored('--pictures', putPictures());
  expect(run.stderr).toContain('3 of 4 pictures found; missing for items 4.');
  // Some scores are missing, and that is no success.
  expect(run.status).toBe(3);

  const records = place.records('out.jsonl');
  const of = (id: string) => records.find(({ item }) => item!.itemId === id)!;
  expect(records).toHaveLength(4);
  for (const id of ['1', '2']) {
    expect(compared(of(id))).toMatchObject({ status: 'scored' });
    expect(of(id).scores.find(({ metric }) => metric === 'reward')).toMatchObject({ status: 'scored' }); // prettier-ignore
  }
  const sha256 = createHash('sha256')
    .update(readFileSync(fixture('photo.jpg')))
    .digest('hex');
  expect(of('1').reference).toEqual({ kind: 'picture', sha256 });
  expect(compared(of('3'))).toMatchObject({
    status: 'unscored',
    failure: { kind: 'unreadable-reference', detail: expect.stringMatching(/cut\.jpg is broken/) },
  });
  expect(compared(of('4'))).toMatchObject({
    status: 'unscored',
    failure: { detail: 'The picture gone.jpg of item “4” is not in the folder.' },
  });

  // The same numbers from a cache, and a report that counts what is missing.
  const first = place.read('out.jsonl');
  const again = ['--pictures', place.path('photos'), '--cache', place.path('kept'), '--force'];
  for (let times = 0; times < 2; times++) {
    scored(...again);
    expect(place.records('out.jsonl').map(compared)).toEqual(recordsIn(first).map(compared));
  }
  const report = sgp(['report', place.path('out.jsonl'), '--full']);
  expect(report.stdout).toContain('embed: unreadable-reference');
});

test('without the pictures captions are scored alone, and it is said once', () => {
  const run = scored();
  expect(run.stderr.match(/name their folder with --pictures/g)).toHaveLength(1);
  expect(run.status).toBe(0);
  expect(place.records('out.jsonl').every(({ reference }) => reference === null)).toBe(true);
});

test('an invalid program may count as a white picture, compared with the photograph', () => {
  const pictures = putPictures();
  scored('--pictures', pictures);
  const invalid = JSON.stringify({ id: '1', sample: 1, svg: 'no drawing' });
  const more = place.write('more.jsonl', [JSON.stringify({ id: '1', svg: RED }), invalid].join('\n')); // prettier-ignore
  const suite = place.path('captions.json');
  sgp(['score', more, '--suite', suite, '--pictures', pictures, '--out', place.path('two.jsonl')]);
  const options = ['--suite', suite, '--pictures', pictures, '--csv', '-', '--invalid', 'white'];
  const figures = sgp(['report', place.path('two.jsonl'), ...options]);
  const of = (line: string) => line.split(',');
  const [head, ...lines] = figures.stdout.split('\n').map(of);
  const line = lines.find((cells) => cells.includes('image-image'))!;
  const cell = (name: string) => Number(line[head!.indexOf(name)]);
  // Its own picture, and a white one: neither is left out, and neither counts 0.
  expect([cell('samples'), cell('unscored')]).toEqual([2, 0]);
  expect(figures.status).toBe(0);
});

test('a folder that is not there, or has none of them, is refused in words', () => {
  expect(scored('--pictures', place.path('nowhere')).stderr).toMatch(/There is no folder/);
  mkdirSync(place.path('empty'));
  expect(scored('--pictures', place.path('empty')).stderr).toMatch(
    /none of the suite’s 4 pictures/,
  );
});

const recordsIn = (text: string): SampleRecord[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as SampleRecord);
