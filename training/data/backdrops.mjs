/**
 * The composer's places and times of day with nothing in them, for things to be put on while training.
 * `horizon` in shares of the height, null where nothing throws a shadow.
 */
const HOW_MANY = 900;

export function* backdropRows(core) {
  const { CANVAS } = core;
  const random = new core.Random('backdrops');
  for (let made = 0; made < HOW_MANY; made++) {
    const horizon = Math.round(random.between(150, 400));
    const names = namesOf(core, random);
    const backdrop = core.backdropOf(names, horizon, random.chance(0.2), 1, random);
    const parts = [
      ...(backdrop.defs.length > 0 ? [core.element('defs', {}, ...backdrop.defs)] : []),
      ...backdrop.nodes,
    ].map((node) => core.printNode(node));
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CANVAS} ${CANVAS}">${parts.join('')}</svg>`;
    yield { split: 'train', names, horizon: backdrop.ground ? horizon / CANVAS : null, svg };
  }
}

/** None, a place or a time of day, or one of each. */
function namesOf(core, random) {
  const of = (slot) => core.BACKDROP_NAMES.filter((name) => core.slotOf(name) === slot);
  if (random.chance(0.35)) return [];
  if (random.chance(0.6)) return [random.pick(core.BACKDROP_NAMES)];
  return [random.pick(of('place')), random.pick(of('time'))];
}
