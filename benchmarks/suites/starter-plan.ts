/** What `starter` asks for. A change of it is another suite and needs a new version. */

export const STARTER_VERSION = '1';

/** Drawings of the object library; the prompt is what the drawing's own comment says it shows. */
export const OBJECTS: readonly string[] = [
  'apple/flat',
  'bicycle/detailed',
  'bird/detailed',
  'boat/detailed',
  'butterfly/flat',
  'camera/outline',
  'cat/detailed',
  'chair/detailed',
  'clock/flat',
  'cup/detailed',
  'dog/flat',
  'elephant/outline',
  'fish/flat',
  'flower/detailed',
  'guitar/flat',
  'house/detailed',
  'lighthouse/flat',
  'robot/flat',
  'rocket/outline',
  'snowman/flat',
];

/** In words that the composer knows; each has a place or a time of day. */
export const SCENES: readonly string[] = [
  'a boat on the sea at sunset',
  'a lighthouse by the sea at night',
  'a house and two trees in a field',
  'a snowman next to a house in the snow',
  'a train in the mountains',
  'a yellow bus on a street in the rain',
  'a cat on a couch in a living room',
  'an elephant and a giraffe in the desert',
  'three fish under water',
  'a rocket in space',
  'a dog in front of a tree in a park',
  'a red bicycle next to a bench in a park on a sunny day',
  'a bear behind a tree in a forest',
  'a castle on a hill at dawn',
  'a laptop and a cup on a table in an office',
  'two sheep and a cow in a meadow',
];

/** The first 24 of this seed: three of each composition category, and six of numeracy. */
export const COMPOSITION_SEED = 11;
export const COMPOSITIONS = 24;

/** Of the pictures to compare with. */
export const COMPOSER_SEED = 1;
export const COMPOSER_TEMPERATURE = 0.4;
