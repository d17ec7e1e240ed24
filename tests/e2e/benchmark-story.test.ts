/**
 * A researcher's way from the official prompt file to numbers that can be trusted: a run that a crash
 * interrupts, another model's records from the command line beside it, and all of it scored again there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFaultServer, type FaultServer } from '../fault-server/server.ts';
import { openAiStream } from '../fault-server/streams.ts';
import {
  begin,
  chooseFile,
  doneSoFar,
  exportRecords,
  finished,
  importRecords,
  linesOf,
  openFirstRun,
  progress,
  runButton,
  runTab,
  runs,
  scoreTable,
  withoutPickers,
} from './benchmark.ts';
import { RED, runSgp, useWorkplace } from './command-line.ts';
import { expectQuiet, killPage, openPage, PATIENCE, usePageUnderTest } from './page-under-test.ts';
import { sameScoring, scoringOf } from './same-scoring.ts';

usePageUnderTest();
const place = useWorkplace();

const OFFICIAL = new URL('../../../shared/data/sgp-compbench-prompts.json', import.meta.url);
const isHere = existsSync(OFFICIAL);
if (!isHere)
  console.warn('The story of a benchmark is skipped: the official prompt file is not beside the repository.'); // prettier-ignore

const ITEMS = 40;
const SAMPLES = 3;
const ALL = ITEMS * SAMPLES;
/** Far enough that something is kept, and far from the end. */
const MIDWAY = 15;

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
  server.script('painter', { body: openAiStream(RED) });
});
afterAll(() => server.stop());

test.skipIf(!isHere)(
  'the official prompts: run, killed, resumed, compared, exported and scored again to equal lines',
  { timeout: 400_000 },
  async () => {
    const opened = await openPage({ path: '#/benchmark/new', ...withoutPickers });
    const { page, context } = opened;
    await page.getByRole('radio', { name: /A file of yours/ }).check();
    await chooseFile(page, 'File of the suite', 'prompts.json', readFileSync(OFFICIAL));
    await page.getByText('SGP-CompBench: 3,200 items').waitFor();
    await page.getByLabel('Of more than that').selectOption('first');
    await begin(page, ITEMS, SAMPLES);
    await expect.poll(() => doneSoFar(page), PATIENCE).toBeGreaterThan(MIDWAY);
    const said = await doneSoFar(page);
    await killPage(page);

    const again = await context.newPage();
    await again.goto(page.url());
    await again.getByText('The tab was closed or crashed while it ran').waitFor();
    const kept = await doneSoFar(again);
    // What was said to be done was durable; what was not is done now.
    expect(kept).toBeGreaterThanOrEqual(said);
    expect(kept).toBeLessThan(ALL);
    await runButton(again, 'Resume').click();
    await finished(again);
    expect(await doneSoFar(again)).toBe(ALL);

    const suite = OFFICIAL.pathname;
    const asked = await runSgp([
      ...['run', suite, '--limit', String(ITEMS), '--seed', '7', '-o', place.path('painter.jsonl')],
      ...['-m', 'mine/painter', '--provider', `mine=${server.baseUrl('painter')}`],
    ]);
    expect(asked.status, asked.stderr).toBe(0);
    await again.getByRole('link', { name: 'Runs', exact: true }).click();
    await importRecords(again, place.records('painter.jsonl'));
    // The same suite under the same conditions: it is one run, not two.
    expect(await runs(again).count()).toBe(1);
    await openFirstRun(again);
    await runTab(again, 'Results').click();
    const models = scoreTable(again).getByRole('rowheader');
    await expect
      .poll(() => models.allInnerTexts(), PATIENCE)
      .toEqual([expect.stringContaining('Composer'), expect.stringContaining('painter')]);
    const pairs = again.getByRole('region', { name: 'Paired differences' });
    await pairs
      .getByText(/[+−]\d\.\d{3} ±\d\.\d{3}/)
      .first()
      .waitFor();

    await runTab(again, 'Progress').click();
    await progress(again).waitFor();
    const records = await exportRecords(again);
    const ofComposer = records.filter(({ model }) => model.id === 'composer');
    expect(ofComposer).toHaveLength(ALL);
    expect(records).toHaveLength(ALL + ITEMS);
    const slots = records.map(({ run }) => run!.slotId);
    expect(new Set(slots).size).toBe(slots.length);
    const questions = ofComposer.map(({ item, sampleIndex }) => `${item!.itemId} ${sampleIndex}`);
    expect(new Set(questions).size).toBe(ALL);
    expect(ofComposer.every(({ outcome }) => outcome === 'ok')).toBe(true);

    const file = place.write('page.jsonl', linesOf(records));
    const out = place.path('node.jsonl');
    const scored = await runSgp(['score', file, '--rescore', '--suite', suite, '-o', out]);
    expect(scored.status, scored.stderr).toBe(0);
    const inNode = new Map(
      place.records('node.jsonl').map((record) => [record.run!.slotId, record]),
    );
    expect(inNode.size).toBe(slots.length);
    for (const record of records)
      expect(scoringOf(inNode.get(record.run!.slotId)!)).toEqual(sameScoring(record));
    expectQuiet(opened);
  },
);
