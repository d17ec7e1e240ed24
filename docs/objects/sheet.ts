/** A contact sheet: labelled cells in a grid, as one SVG, drawn by resvg. */
import { writeFileSync } from 'node:fs';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { PNG } from 'pngjs';
import { readFonts } from '../../src/adapters/renderer/font-files.node.ts';
import { readResvgBinary } from '../../src/adapters/renderer/resvg-binary.node.ts';

export interface Cell {
  /** One line, or several. */
  label: string[];
  /** Programs side by side; each root must state a viewBox and no size. */
  programs: string[];
}

interface Grid {
  columns: number;
  /** Of one program, in px. */
  sidePx: number;
  title: string;
}

const MARGIN = 24;
const GAP = 14;
const HEAD = 40;
const LINE = 15;

export async function initResvg(): Promise<void> {
  await initWasm(await readResvgBinary());
}

/** @returns bytes of the PNG written; `initResvg` must have been awaited */
export async function writeSheet(path: string, cells: Cell[], grid: Grid): Promise<number> {
  const fonts = await readFonts();
  const drawing = new Resvg(sheet(cells, grid), {
    background: '#ffffff',
    font: {
      fontBuffers: [fonts.get('noto-sans-latin-400-normal')!],
      defaultFontFamily: 'Noto Sans',
    },
  });
  const { pixels, width, height } = drawing.render();
  const png = new PNG({ width, height });
  png.data = Buffer.from(pixels);
  // Flat colours without transparency are smallest so: no alpha, no filters, whole matches.
  const bytes = PNG.sync.write(png, {
    colorType: 2,
    deflateLevel: 9,
    deflateStrategy: 0,
    filterType: 0,
  });
  writeFileSync(path, bytes);
  return bytes.length;
}

function sheet(cells: Cell[], { columns, sidePx, title }: Grid): string {
  const across = Math.max(...cells.map(({ programs }) => programs.length));
  const lines = Math.max(...cells.map(({ label }) => label.length));
  const cellWidth = across * sidePx + GAP;
  const cellHeight = sidePx + lines * LINE + GAP;
  const width = 2 * MARGIN + columns * cellWidth - GAP;
  const height = MARGIN + HEAD + Math.ceil(cells.length / columns) * cellHeight + MARGIN - GAP;
  const drawn = cells.map((cell, index) => {
    const x = MARGIN + (index % columns) * cellWidth;
    const y = MARGIN + HEAD + Math.floor(index / columns) * cellHeight;
    return `${pictures(cell, x, y, sidePx, index)}${labels(cell, x, y + sidePx)}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${text(MARGIN, MARGIN + 14, 18, '#161b22', title)}
${drawn.join('\n')}
</svg>`;
}

const pictures = ({ programs }: Cell, x: number, y: number, sidePx: number, index: number) =>
  programs
    .map((program, place) => {
      const at = `x="${x + place * sidePx}" y="${y}" width="${sidePx}" height="${sidePx}"`;
      return withOwnIds(program, `c${index}-${place}-`).replace('<svg ', `<svg ${at} `);
    })
    .join('\n');

const labels = ({ label }: Cell, x: number, y: number): string =>
  label.map((line, index) => text(x + 2, y + 12 + index * LINE, 12, '#474f59', line)).join('\n');

const text = (x: number, y: number, size: number, fill: string, words: string): string =>
  `<text x="${x}" y="${y}" font-family="Noto Sans" font-size="${size}" fill="${fill}">${words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')}</text>`;

/** Two drawings may name a paint alike; on one sheet the first would win. */
const withOwnIds = (program: string, prefix: string): string =>
  program
    .replace(/\bid="/g, `id="${prefix}`)
    .replace(/url\(#/g, `url(#${prefix}`)
    .replace(/href="#/g, `href="#${prefix}`);
