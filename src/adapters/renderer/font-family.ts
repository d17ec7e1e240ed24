/** Which of the three shipped families stands in for a font that a program names. */

export const SHIPPED_FAMILIES = ['Noto Sans', 'Noto Serif', 'Noto Sans Mono'] as const;
export type ShippedFamily = (typeof SHIPPED_FAMILIES)[number];

// Most telling words first: "Noto Sans Mono" is a mono, "Noto Sans Serif" would be a sans.
const TELLING_WORDS: readonly (readonly [RegExp, ShippedFamily])[] = [
  [/mono(?!type)|monaco|courier|consol|menlo|\bcode\b|typewriter|terminal|fixed/, 'Noto Sans Mono'],
  [/sans|grotes[kq]|gothic|ui-rounded/, 'Noto Sans'],
  [
    /serif|times|roman|georgia|garamond|palatino|baskerville|bodoni|didot|cambria|caslon|bookman|antiqua|merriweather|playfair|\blora\b|\bslab\b|rockwell|constantia|century|\bcharter\b|tinos/,
    'Noto Serif',
  ],
  [
    /arial|helvetica|verdana|tahoma|trebuchet|segoe|roboto|\binter\b|\blato\b|montserrat|poppins|impact|system|ubuntu|calibri|candara|corbel|futura|avenir|geneva|lucida|optima|franklin|frutiger|univers|nunito|raleway|oswald|bebas|comic|cursive|fantasy|brush|script|marker|chalk|papyrus|copperplate|pacifico|emoji|math/,
    'Noto Sans',
  ],
];

/** Names that are no font at all: CSS decides. */
const KEYWORD = /^(?:inherit|initial|unset|revert)$/i;

/**
 * The first name on the list that is known decides, as it would where the fonts are installed;
 * a list of strangers is drawn in the sans.
 * @param list a value of `font-family`, e.g. `'Courier New', monospace`
 * @returns a shipped family, or the list itself where it is a CSS keyword
 */
export function nearestFamily(list: string): string {
  if (KEYWORD.test(list.trim())) return list;
  for (const written of list.split(',')) {
    const name = written.replace(/["']/g, '').trim().toLowerCase();
    const known = TELLING_WORDS.find(([words]) => words.test(name));
    if (known) return known[1];
  }
  return 'Noto Sans';
}
