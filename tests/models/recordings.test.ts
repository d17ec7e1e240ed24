/** The answers that ship with the program, through the replay model that plays them. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recordingsIn } from '../../src/adapters/model/recordings.node.ts';
import { bundledRecordings } from '../../src/adapters/model/recordings.browser.ts';
import { ReplayModel } from '../../src/adapters/model/replay.ts';
import { NEVER, requestOf } from './bench.ts';

const FOLDER = new URL('../../benchmarks/replay/', import.meta.url);

describe.skipIf(!existsSync(new URL('index.json', FOLDER)))('the bundled recordings', () => {
  it('play every answer of every prompt verbatim, the same from disk and from the page', async () => {
    const recordings = await recordingsIn(FOLDER);
    const bundled = bundledRecordings();
    expect(bundled.index).toEqual(recordings.index);
    const replay = new ReplayModel(bundled, { charactersPerSecond: () => 0, now: () => 0 });
    for (const { prompt, answers } of recordings.index.prompts)
      for (const [sampleIndex, { file }] of answers.entries()) {
        const request = requestOf({}, { subject: `${prompt.toUpperCase()} `, sampleIndex });
        const { response } = await replay.ask(request, { text: () => undefined }, NEVER);
        expect(response.text).toBe(await recordings.read(file));
        expect(response.text).not.toBe('');
      }
  });

  it('hold 24 prompts or more, of objects, scenes and compositions', async () => {
    const { prompts } = (await recordingsIn(FOLDER)).index;
    expect(prompts.length).toBeGreaterThanOrEqual(24);
    expect(new Set(prompts.map(({ category }) => category)).size).toBe(3);
  });
});
