/**
 * The composer's shapes with nothing on them, for things to be put on while training: what it draws where
 * a thing cannot take a shape itself. Writes work/plates.jsonl: `room` in shares of the side: x, y, width,
 * height; `clips`: what is on it ends at its outline.
 */
import fs from 'node:fs';
import path from 'node:path';

const SIDE = 100;

export function listPlates(workFolder, core) {
  const out = fs.openSync(path.join(workFolder, 'plates.jsonl'), 'w');
  let written = 0;
  for (const [shape, silhouette] of Object.entries(core.SILHOUETTES)) {
    const { x, y, width, height } = silhouette.room;
    const room = [x, y, width, height].map((value) => value / SIDE);
    for (const colour of core.BENCHMARK_COLOUR_NAMES) {
      const { body, defs } = silhouette.draw(lighter(core, core.COLOURS.get(colour)));
      const nodes = [...(defs.length > 0 ? [core.element('defs', {}, ...defs)] : []), ...body];
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}">${nodes.map((node) => core.printNode(node)).join('')}</svg>`;
      const row = { split: 'train', shape, colour, room, clips: silhouette.outline !== null };
      fs.writeSync(out, `${JSON.stringify({ ...row, svg })}\n`);
      written++;
    }
  }
  fs.closeSync(out);
  return { written };
}

/** So that a thing of this colour can be seen on it. */
function lighter(core, colour) {
  const lightness = core.lightnessOf(colour);
  return core.shade(colour, lightness > 0.92 ? -0.16 : Math.min(0.2, 0.96 - lightness));
}
