/** The 10 texture words of SGP-CompBench, with the colour a thing has when it is made of that. */

/** `null`: the material comes in every colour, so the thing keeps its own. */
const NATURAL_COLOURS = {
  rubber: '#3a3d42',
  metallic: '#b4bcc6',
  fluffy: null,
  plastic: null,
  leather: '#8a4f2a',
  wooden: '#b07a43',
  fabric: null,
  stone: '#8e9092',
  marble: '#eeebe6',
  glass: '#a9d8ea',
} as const satisfies Record<string, string | null>;

export type TextureName = keyof typeof NATURAL_COLOURS;

export const TEXTURES = Object.keys(NATURAL_COLOURS) as TextureName[];

export const naturalColour = (texture: TextureName): string | null => NATURAL_COLOURS[texture];

export const TEXTURE_SYNONYMS: Readonly<Record<string, TextureName>> = {
  metal: 'metallic',
  steel: 'metallic',
  iron: 'metallic',
  chrome: 'metallic',
  aluminium: 'metallic',
  aluminum: 'metallic',
  furry: 'fluffy',
  fuzzy: 'fluffy',
  woolly: 'fluffy',
  wooly: 'fluffy',
  hairy: 'fluffy',
  wood: 'wooden',
  timber: 'wooden',
  cloth: 'fabric',
  textile: 'fabric',
  cotton: 'fabric',
  woven: 'fabric',
  knitted: 'fabric',
  rock: 'stone',
  granite: 'stone',
  rubbery: 'rubber',
  glassy: 'glass',
  crystal: 'glass',
};
