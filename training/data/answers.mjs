/** The app's bundled answers as pictures of 96 px on white: measured on, never trained on. */
import fs from 'node:fs';
import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { PROJECT } from './core.mjs';

export function drawAnswers(workFolder) {
  const from = path.join(PROJECT, 'benchmarks/replay');
  const to = path.join(workFolder, 'answers');
  fs.mkdirSync(to, { recursive: true });
  const { prompts } = JSON.parse(fs.readFileSync(path.join(from, 'index.json'), 'utf8'));
  const index = [];
  for (const { prompt, answers } of prompts) {
    for (const { file, note } of answers) {
      const svg = /<svg[\s\S]*<\/svg>/.exec(fs.readFileSync(path.join(from, file), 'utf8'))?.[0];
      const picture = svg === undefined ? null : drawn(svg);
      if (picture === null) continue;
      const name = `${file.replace(/\W+/g, '-')}.png`;
      fs.writeFileSync(path.join(to, name), picture);
      index.push({ prompt, note, file: name });
    }
  }
  fs.writeFileSync(path.join(to, 'index.json'), JSON.stringify(index));
  return { written: index.length };
}

/** @returns PNG, or null where the answer is no program as it stands */
function drawn(svg) {
  const size = svg
    .replace(/^(<svg[^>]*?)\s(?:width|height)="[^"]*"/, '$1')
    .replace(/^(<svg[^>]*?)\s(?:width|height)="[^"]*"/, '$1');
  const square = /viewBox=/.test(svg) ? size : svg;
  const framed = square.replace('<svg', '<svg width="96" height="96"');
  try {
    return new Resvg(framed, { background: '#fff', font: { loadSystemFonts: false } })
      .render()
      .asPng();
  } catch {
    return null;
  }
}
