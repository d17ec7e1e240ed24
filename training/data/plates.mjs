/**
 * The composer's shapes with nothing on them, for things to be put on while training: what it draws where
 * a thing cannot take a shape itself. `room` in shares of the side: x, y, width, height; `clips`: what is on
 * it ends at its outline.
 */
const SIDE = 100;

export function* plateRows(core) {
  for (const [shape, silhouette] of Object.entries(core.SILHOUETTES)) {
    const { x, y, width, height } = silhouette.room;
    const room = [x, y, width, height].map((value) => value / SIDE);
    for (const colour of core.BENCHMARK_COLOUR_NAMES) {
      const { body, defs } = silhouette.draw(core.plateShade(core.COLOURS.get(colour)));
      const nodes = [...(defs.length > 0 ? [core.element('defs', {}, ...defs)] : []), ...body];
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}">${nodes.map((node) => core.printNode(node)).join('')}</svg>`;
      yield { split: 'train', shape, colour, room, clips: silhouette.outline !== null, svg };
    }
  }
}
