/** Where and when a scene is set: one place and one time of day can be named together. */

export type BackdropSlot = 'place' | 'time';

interface BackdropFacts {
  slot: BackdropSlot;
  /** The first is how it is printed. */
  phrases: readonly string[];
}

const BACKDROPS = {
  grass: {
    slot: 'place',
    phrases: [
      'on grass',
      'on the grass',
      'on a lawn',
      'in a field',
      'on a field',
      'in a meadow',
      'in a park',
      'in the park',
      'in the grass',
      'in a garden',
      'in the garden',
      'on a green field',
      'on a grassy field',
    ],
  },
  beach: {
    slot: 'place',
    phrases: ['on a beach', 'on the beach', 'at the beach', 'on sand', 'on the sand', 'by the sea'],
  },
  snow: {
    slot: 'place',
    phrases: ['in the snow', 'on snow', 'in snow', 'on the snow', 'in winter', 'on a snowy day'],
  },
  desert: { slot: 'place', phrases: ['in the desert', 'in a desert'] },
  road: {
    slot: 'place',
    phrases: [
      'on a road',
      'on the road',
      'on a street',
      'on the street',
      'in the street',
      'in a street',
      'in the city',
      'in a city',
      'in a parking lot',
    ],
  },
  forest: {
    slot: 'place',
    phrases: [
      'in a forest',
      'in the forest',
      'in the woods',
      'in a wood',
      'in the jungle',
      'in a jungle',
    ],
  },
  mountains: {
    slot: 'place',
    phrases: [
      'in the mountains',
      'in front of mountains',
      'on a mountain',
      'on a hill',
      'with mountains',
    ],
  },
  water: {
    slot: 'place',
    phrases: [
      'on the water',
      'on water',
      'on a lake',
      'on the sea',
      'on the ocean',
      'at sea',
      'on a river',
    ],
  },
  'under water': {
    slot: 'place',
    phrases: [
      'under water',
      'underwater',
      'under the water',
      'under the sea',
      'in the sea',
      'in the ocean',
    ],
  },
  sky: { slot: 'place', phrases: ['in the sky', 'in the air', 'in the clouds', 'among clouds'] },
  space: { slot: 'place', phrases: ['in space', 'in outer space', 'on the moon'] },
  room: {
    slot: 'place',
    phrases: [
      'in a room',
      'in the room',
      'indoors',
      'in a kitchen',
      'in the kitchen',
      'in a house',
      'in a living room',
      'in the living room',
      'in a bedroom',
      'on the floor',
      'in an office',
    ],
  },
  night: {
    slot: 'time',
    phrases: [
      'at night',
      'by night',
      'in the night',
      'in the dark',
      'under the stars',
      'in the moonlight',
      'in moonlight',
    ],
  },
  sunset: { slot: 'time', phrases: ['at sunset', 'at dusk', 'in the evening', 'during sunset'] },
  sunrise: { slot: 'time', phrases: ['at sunrise', 'at dawn', 'in the morning', 'during sunrise'] },
  day: {
    slot: 'time',
    phrases: [
      'on a sunny day',
      'in the sun',
      'in daylight',
      'during the day',
      'by day',
      'in summer',
      'under a blue sky',
      'in the sunshine',
    ],
  },
  rain: { slot: 'time', phrases: ['in the rain', 'on a rainy day', 'when it rains'] },
} as const satisfies Record<string, BackdropFacts>;

export type BackdropName = keyof typeof BACKDROPS;

export const BACKDROP_NAMES = Object.keys(BACKDROPS) as BackdropName[];

export const slotOf = (name: BackdropName): BackdropSlot => BACKDROPS[name].slot;

export const backdropPhrases = (name: BackdropName): readonly string[] => BACKDROPS[name].phrases;
