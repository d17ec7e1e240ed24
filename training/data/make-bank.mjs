/** Everything that is trained on and measured on, from the packages to packed pictures: `npm run data`. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawAnswers } from './answers.mjs';
import { backdropRows } from './backdrops.mjs';
import { loadCore } from './core.mjs';
import { drawingRows } from './drawings.mjs';
import { listIcons } from './icons.mjs';
import { materialRows } from './materials.mjs';
import { plateRows } from './plates.mjs';
import { renderList } from './render.mjs';
import { sceneRows } from './scenes.mjs';
import { isHeldFromScenes } from './splits.mjs';
import { writeList } from './write-list.mjs';

const WORK = fileURLToPath(new URL('../work', import.meta.url));
fs.mkdirSync(WORK, { recursive: true });

const core = await loadCore(WORK);
const lists = {
  icons: () => listIcons(WORK),
  drawings: () => writeList(WORK, 'drawings', drawingRows(core)),
  scenes: () => writeList(WORK, 'scenes', sceneRows(core)),
  backdrops: () => writeList(WORK, 'backdrops', backdropRows(core)),
  plates: () => writeList(WORK, 'plates', plateRows(core)),
  materials: () => writeList(WORK, 'materials', materialRows(core)),
};
const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(lists);
for (const name of chosen) {
  const listed = lists[name]();
  const lost = await renderList(WORK, name);
  console.log(name, JSON.stringify({ ...listed, lost }));
}
console.log('answers', JSON.stringify(drawAnswers(WORK)));
const { benchmark, everyday } = JSON.parse(
  fs.readFileSync(new URL('concepts.json', import.meta.url), 'utf8'),
);
const held = [...Object.keys(benchmark), ...Object.keys(everyday)].filter(isHeldFromScenes);
fs.writeFileSync(path.join(WORK, 'held-from-scenes.json'), JSON.stringify(held));
