/**
 * The composer's places and times of day with nothing in them, for things to be put on while training.
 * Writes work/backdrops.jsonl: `horizon` in shares of the height, null where nothing throws a shadow.
 */
import fs from 'node:fs';
import path from 'node:path';

const HOW_MANY = 900;

export function listBackdrops(workFolder, core) {
  const out = fs.openSync(path.join(workFolder, 'backdrops.jsonl'), 'w');
  const { CANVAS } = core;
  const random = new core.Random('backdrops');
  for (let written = 0; written < HOW_MANY; written++) {
    const horizon = Math.round(random.between(150, 400));
    const names = namesOf(core, random);
    const backdrop = core.backdropOf(names, horizon, random.chance(0.2), 1, random);
    const parts = [
      ...(backdrop.defs.length > 0 ? [core.element('defs', {}, ...backdrop.defs)] : []),
      ...backdrop.nodes,
    ].map((node) => core.printNode(node));
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CANVAS} ${CANVAS}">${parts.join('')}</svg>`;
    const row = { split: 'train', names, horizon: backdrop.ground ? horizon / CANVAS : null };
    fs.writeSync(out, `${JSON.stringify({ ...row, svg })}\n`);
  }
  fs.closeSync(out);
  return { written: HOW_MANY };
}

/** None, a place or a time of day, or one of each. */
function namesOf(core, random) {
  const of = (slot) => core.BACKDROP_NAMES.filter((name) => core.slotOf(name) === slot);
  if (random.chance(0.35)) return [];
  if (random.chance(0.6)) return [random.pick(core.BACKDROP_NAMES)];
  return [random.pick(of('place')), random.pick(of('time'))];
}
