/** The composer's materials as plain squares, to fill drawings with while training. */
const OF_EACH = 30;
// Half of them at this width of a thing that fills the picture, the others coarser.
const [FINE, COARSE] = [100, 60];

export function* materialRows(core) {
  const random = new core.Random('materials');
  for (const texture of core.TEXTURES) {
    for (let n = 0; n < OF_EACH; n++) {
      const named = core.COLOURS.get(random.pick(core.BENCHMARK_COLOUR_NAMES));
      const colour = random.chance(0.5) ? (core.naturalColour(texture) ?? named) : named;
      const side = random.chance(0.5) ? FINE : COARSE;
      const { kind, server } = core.MATERIALS[texture];
      const square = (fill) => `<rect width="${side}" height="${side}" fill="${fill}"/>`;
      const ground = kind === 'marks' ? square(colour) : '';
      const defs = `<defs>${core.printNode(server('material', colour))}</defs>`;
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">${defs}${ground}${square('url(#material)')}</svg>`;
      yield { split: 'train', texture, svg };
    }
  }
}
