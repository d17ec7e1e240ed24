import type { TextEncodingName } from '../../core/suite/text-encoding.ts';

/** As people know them. */
export const ENCODING_TITLES: Readonly<Record<TextEncodingName, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16, little-endian',
  'utf-16be': 'UTF-16, big-endian',
  'windows-1252': 'Windows-1252 (Latin-1)',
};
