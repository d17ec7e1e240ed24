/** A folder of photographs in the page: the same numbers and reasons as on the command line, and diversity. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { SampleRecord } from '../../src/core/bench/record.ts';
import { begin, chooseFile, finished, linesOf, LONG, runButton, runTab, scoreTable, withoutPickers } from './benchmark.ts'; // prettier-ignore
import { sgp, useWorkplace } from './command-line.ts';
import { expectQuiet, openPage, usePageUnderTest } from './page-under-test.ts';
import { downloadFrom, recordsOf } from './settings.ts';

usePageUnderTest();
const place = useWorkplace();

/** Turned by EXIF, with a profile, transparent, of another kind, broken; and one that is not there. */
const FILES = ['photo.jpg', 'turned.jpg', 'profile.jpg', 'alpha.png', 'lossy.webp', 'cut.jpg', 'gone.jpg']; // prettier-ignore

/** Two runtimes: the page has wasm, Node has native code. */
const RUNTIMES_APART = 1e-3;

const COCO = JSON.stringify({
  images: FILES.map((file_name, at) => ({ id: at + 1, file_name })),
  annotations: FILES.map((_, at) => ({
    id: 90 + at,
    image_id: at + 1,
    caption: 'a red car and a blue bicycle',
  })),
});

const compared = ({ scores }: SampleRecord) => {
  const score = scores.find(({ metric }) => metric === 'image-image')!;
  return score.status === 'scored' ? score.value : score.failure.kind;
};

test(
  'photographs are compared alike in page and command line, and samples with each other',
  LONG,
  async () => {
    const folder = place.path('photos');
    mkdirSync(folder);
    for (const name of FILES.slice(0, -1))
      copyFileSync(`tests/fixtures/pictures/${name}`, place.path(`photos/${name}`));

    const opened = await openPage({ path: '#/benchmark/new', ...withoutPickers });
    const { page } = opened;
    await page.getByRole('radio', { name: /A file of yours/ }).check();
    await chooseFile(page, 'File of the suite', 'captions.json', COCO);
    await page.getByText('captions.json: 7 items').waitFor();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      runButton(page, 'Choose the folder').click(),
    ]);
    await chooser.setFiles(folder);
    await page.getByText('6 pictures found, 1 missing').waitFor();
    await begin(page, FILES.length, 2);
    await finished(page);
    await runTab(page, 'Records').click();
    const { bytes } = await downloadFrom(page, runButton(page, 'Export records'));
    const inPage = recordsOf(bytes.toString('utf8'));
    expect(inPage).toHaveLength(FILES.length * 2);

    const suite = place.write('captions.json', COCO);
    const records = place.write('page.jsonl', linesOf(inPage));
    const out = place.path('again.jsonl');
    sgp(['score', records, '--rescore', '--suite', suite, '--pictures', folder, '-o', out]);
    const onCommandLine = new Map(place.records('again.jsonl').map((record) => [record.run!.slotId, record])); // prettier-ignore
    for (const record of inPage) {
      const other = onCommandLine.get(record.run!.slotId)!;
      expect(record.reference).toEqual(other.reference);
      const [here, there] = [compared(record), compared(other)];
      if (typeof here === 'number')
        expect(Math.abs(here - Number(there))).toBeLessThan(RUNTIMES_APART);
      else expect([here, there]).toEqual(['unreadable-reference', 'unreadable-reference']);
    }
    expect(inPage.filter((record) => typeof compared(record) === 'number')).toHaveLength(10);

    await runTab(page, 'Results').click();
    await page.getByLabel('Diversity of an item’s samples').check();
    await scoreTable(page)
      .getByRole('columnheader', { name: /Diversity/ })
      .waitFor();
    expectQuiet(opened);
  },
);
