/** The pages of the settings, and the names under which an address finds them. */

export const SECTIONS = [
  { id: 'providers', title: 'Providers' },
  { id: 'encoders', title: 'Encoders' },
  { id: 'keys', title: 'Keys' },
  { id: 'storage', title: 'Storage' },
  { id: 'appearance', title: 'Appearance' },
  { id: 'privacy', title: 'What leaves your machine' },
] as const;

export type SectionId = (typeof SECTIONS)[number]['id'];

/** Models are reached through providers, so both words lead there. */
const ALIASES: ReadonlyMap<string, SectionId> = new Map([['models', 'providers']]);

/** @returns the section of that name; the first one where none has it */
export function sectionOf(name: string): SectionId {
  const known = SECTIONS.find(({ id }) => id === name)?.id;
  return known ?? ALIASES.get(name) ?? SECTIONS[0].id;
}
