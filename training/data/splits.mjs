/** What is kept from training, decided by names alone and before any picture is made. */
import { crc32 } from './crc32.mjs';

/** Artists never trained on: one of outlines, one of colour. */
export const HELD_SETS = new Set(['tabler', 'twemoji']);

/** A style of the object library never trained on, in single objects and in composed scenes. */
export const HELD_STYLE = 'outline';

/** One icon in twenty of the sets that are trained on. */
export const isHeldIcon = (set, name) => crc32(`i:${set}${name}`) % 20 === 0;

/** Nouns that are trained as single things, but never stand in a scene. */
export const isHeldFromScenes = (noun) => crc32(`scene-noun:${noun}`) % 10 === 0;
