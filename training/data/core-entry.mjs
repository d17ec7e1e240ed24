/** What the recipe takes from the app: the composer and the object library, as the app itself has them. */
export { composeDescription } from '../../src/core/composer/compose.ts';
export { libraryOf } from '../../src/core/composer/object-library.ts';
export { plateShade, SILHOUETTES } from '../../src/core/composer/paint/silhouette.ts';
export { MATERIALS } from '../../src/core/composer/paint/texture.ts';
export { printDescription } from '../../src/core/composer/print-description.ts';
export { Random } from '../../src/core/composer/random.ts';
export { CANVAS } from '../../src/core/composer/scene.ts';
export { wrongTwin } from '../../src/core/composer/wrong-twin.ts';
export { BACKDROP_NAMES, slotOf } from '../../src/core/composer/vocabulary/backdrops.ts';
export { backdropOf } from '../../src/core/composer/write/backdrop.ts';
export { element, printNode } from '../../src/core/composer/write/node.ts';
export { BENCHMARK_COLOUR_NAMES, COLOURS } from '../../src/core/composer/vocabulary/colours.ts';
export { BENCHMARK_NOUNS } from '../../src/core/composer/vocabulary/nouns.ts';
export { SHAPES } from '../../src/core/composer/vocabulary/shapes.ts';
export { naturalColour, TEXTURES } from '../../src/core/composer/vocabulary/textures.ts';
export { objectDrawings } from '../../src/core/objects/object-drawing.ts';
export { recolouredProgram } from '../../src/core/objects/recoloured-program.ts';
