/** The object library holds its format, paints what it says, and lacks no noun of the benchmark. */
import { expect, test } from 'vitest';
import { readDrawing } from '../../src/core/composer/drawing.ts';
import { BENCHMARK_NOUNS } from '../../src/core/composer/vocabulary/nouns.ts';
import { recolouredProgram } from '../../src/core/objects/recoloured-program.ts';
import { isWellFormed } from '../../src/core/program/check.ts';
import { formatFaults } from './format-faults.ts';
import { differingShare, drawSquare, edgeDistance, paintedBox } from './painted.ts';
import { readShelf, STYLES, type ObjectFile } from './shelf.ts';

const files = readShelf();
const nouns = [...new Set(files.map(({ noun }) => noun))];
const drawingsOf = (noun: string): ObjectFile[] => files.filter((file) => file.noun === noun);

/** One line a fault, so that a failing test is a list of what to redraw. */
const listed = (find: (file: ObjectFile) => string[]): string[] =>
  files.flatMap((file) => find(file).map((fault) => `${file.path} ${fault}`));

test('every noun of the benchmark is there, and 40 everyday things more', () => {
  expect(BENCHMARK_NOUNS).toHaveLength(89);
  expect(BENCHMARK_NOUNS.filter((noun) => !nouns.includes(noun))).toEqual([]);
  const others = nouns.filter((noun) => !BENCHMARK_NOUNS.includes(noun));
  expect(others.length).toBeGreaterThanOrEqual(40);
});

test('each is drawn in three styles', () => {
  const missing = nouns.flatMap((noun) => {
    const styles = drawingsOf(noun).map(({ style }) => style);
    return STYLES.filter((style) => !styles.includes(style)).map((style) => `${noun}: ${style}`);
  });
  expect(missing).toEqual([]);
});

test('every file is a valid program that holds the format', () => {
  expect(listed(formatFaults)).toEqual([]);
});

test('the painted box is the box it states, within 2 of 100 units', () => {
  const wrong = listed(({ source, style }) => {
    const stated = readDrawing(source, style).box;
    const painted = paintedBox(source);
    if (edgeDistance(stated, painted) <= 2) return [];
    return [
      `states ${Object.values(stated).join(' ')}, paints ${Object.values(painted).join(' ')}`,
    ];
  });
  expect(wrong).toEqual([]);
});

test('another colour shows, and leaves a valid program', () => {
  const wrong = listed((file) => {
    const [magenta, lime] = ['magenta', 'lime'].map((colour) =>
      recolouredProgram(file, colour, null),
    ) as [string, string];
    if (!isWellFormed(magenta)) return ['is broken by another colour'];
    const share = differingShare(drawSquare(magenta, 100), drawSquare(lime, 100));
    return share >= 0.15 ? [] : [`changes on only ${percent(share)} of what it paints`];
  });
  expect(wrong).toEqual([]);
});

test('the styles of a noun are different pictures', () => {
  const alike = nouns.flatMap((noun) => {
    const pictures = drawingsOf(noun).map(({ style, source }) => ({
      style,
      pixels: drawSquare(source, 100),
    }));
    return pictures.flatMap((one, index) =>
      pictures.slice(index + 1).flatMap((other) => {
        const share = differingShare(one.pixels, other.pixels);
        if (share >= 0.25) return [];
        return [`${noun}: ${one.style} and ${other.style} differ on ${percent(share)}`];
      }),
    );
  });
  expect(alike).toEqual([]);
});

const percent = (share: number): string => `${Math.round(share * 100)}%`;
