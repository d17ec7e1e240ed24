import { beforeAll, expect, test } from 'vitest';
import { composeScene } from '../../src/core/composer/compose.ts';
import { library } from '../../tests/composer/library.ts';
import { PROMPTS } from '../../tests/composer/prompts.ts';
import { readShelf, STYLES } from '../../tests/objects/shelf.ts';
import { initResvg, writeSheet, type Cell } from './sheet.ts';

const PAGES = 4;
const MOST_BYTES = 400_000;

beforeAll(initResvg);

test('every thing of the library in its three styles', async () => {
  const files = readShelf();
  const nouns = [...new Set(files.map(({ noun }) => noun))];
  const cells = nouns.map((noun): Cell => {
    const programs = STYLES.map(
      (style) => files.find((file) => file.noun === noun && file.style === style)?.source,
    );
    return { label: [noun], programs: programs.filter((program) => program !== undefined) };
  });
  const perPage = Math.ceil(cells.length / PAGES);
  for (let page = 0; page < PAGES; page++) {
    const on = cells.slice(page * perPage, (page + 1) * perPage);
    const [first, last] = [on[0]!.label[0]!, on.at(-1)!.label[0]!];
    const bytes = await writeSheet(`docs/objects/library-${page + 1}.png`, on, {
      columns: 4,
      sidePx: 96,
      title: `Object library, ${first} to ${last}: flat, detailed, outline`,
    });
    expect(bytes).toBeLessThan(MOST_BYTES);
  }
});

test('forty prompts as the composer draws them', async () => {
  const cells = PROMPTS.map((prompt, seed): Cell => {
    const composed = composeScene(prompt, { seed, temperature: 0.7 }, library);
    if (!composed.ok) throw new Error(composed.failure.detail);
    return { label: inLines(prompt, 24), programs: [composed.value.program] };
  });
  const bytes = await writeSheet('docs/objects/composed.png', cells, {
    columns: 8,
    sidePx: 150,
    title: 'Forty prompts, composed by rules from the library, seeds 0 to 39',
  });
  expect(bytes).toBeLessThan(1_000_000);
});

/** @param most characters in a line, broken between words */
function inLines(words: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
