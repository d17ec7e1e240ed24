/** Page and command line score the same answers: one core, two hosts, equal numbers. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Outcome, SampleRecord } from '../../src/core/bench/record.ts';
import { expectQuiet, openPage, usePageUnderTest } from './page-under-test.ts';
import { recorded } from './recorded.ts';
import { isEncoded, RUNTIMES_APART } from './same-scoring.ts';
import { exportHistory, recordsOf, withoutFileDialogs } from './settings.ts';
import { drawPrompt } from './workbench.ts';

usePageUnderTest();

/** Sound ones, and every way in which recorded answers are broken. */
const IDS = [
  'lighthouse',
  'balloon',
  'camera',
  'butterfly',
  'bicycle-wall',
  'coral-reef',
  'toadstool',
];

/** A responses file holds no word of the provider, so a refusal is an answer without a program. */
const asFromFile = (outcome: Outcome): Outcome => (outcome === 'refused' ? 'no_svg' : outcome);

function scoreWithCommandLine(records: readonly SampleRecord[]): SampleRecord[] {
  const folder = mkdtempSync(join(tmpdir(), 'sgp-'));
  try {
    const [suite, responses, out] = ['suite.json', 'responses.jsonl', 'out.jsonl'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    writeFileSync(suite, JSON.stringify(IDS.map((id) => ({ id, prompt: recorded(id).prompt }))));
    const lines = records.map(({ prompt, sampleIndex, attempts }) =>
      JSON.stringify({
        id: IDS.find((id) => recorded(id).prompt === prompt),
        sample: sampleIndex,
        response: attempts.at(-1)?.response.text,
      }),
    );
    writeFileSync(responses, lines.join('\n'));
    const parameters = ['bin/sgp.js', 'score', responses, '--suite', suite, '--out', out];
    const run = spawnSync(process.execPath, parameters, { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    return recordsOf(readFileSync(out, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('every sample has the same outcome and the same scores', { timeout: 180_000 }, async () => {
  const story = await openPage({ before: (context) => context.addInitScript(withoutFileDialogs) });
  for (const id of IDS) await drawPrompt(story.page, recorded(id).prompt);
  const inPage = recordsOf(await exportHistory(story.page));
  expect(inPage).toHaveLength(IDS.length * 4);
  const inNode = scoreWithCommandLine(inPage);

  expect(inNode).toHaveLength(inPage.length);
  const told = inPage.map((record) => {
    // A finished file is in the order of its slots, whatever the order of the answers.
    const other = inNode.find(
      ({ prompt, sampleIndex }) => prompt === record.prompt && sampleIndex === record.sampleIndex,
    )!;
    expect(other, `${record.prompt} ${record.sampleIndex}`).toBeDefined();
    for (const score of record.scores) {
      const twin = other.scores.find(
        ({ metric, encoderId }) => metric === score.metric && encoderId === score.encoderId,
      );
      const place = `${record.prompt} ${record.sampleIndex} ${score.metric}`;
      expect(twin?.status, place).toBe(score.status);
      if (score.status !== 'scored' || twin?.status !== 'scored') continue;
      const apart = Math.abs(score.value - twin.value);
      expect(apart, place).toBeLessThanOrEqual(isEncoded(score) ? RUNTIMES_APART : 0);
    }
    expect(other.scores).toHaveLength(record.scores.length);
    expect(other.mends).toEqual(record.mends);
    expect(other.mendedSource).toBe(record.mendedSource);
    expect(other.extraction).toEqual(record.extraction);
    expect(other.outcome).toBe(asFromFile(record.outcome));
    return record.outcome;
  });
  // Or else nothing of this was tested.
  expect(told).toContain('ok');
  expect(told).toContain('refused');
  expect(inPage.some(({ mends }) => mends.length > 0)).toBe(true);
  expectQuiet(story);
});
