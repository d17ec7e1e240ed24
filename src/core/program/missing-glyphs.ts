/** Text that the picture does not show as it is: no shipped font has the character. */
import { decodeReferences } from './references.ts';
import type { TextRun, XmlTree } from './tree.ts';
import type { WarningTally } from './warnings.ts';

/**
 * Code points that the renderer's three families have between them, read from their character maps;
 * `adapters/renderer/fonts.ts` ships them. Of the Vietnamese letters those that one font can put
 * together from its parts. Arrows, symbols, emoji and other scripts are not there.
 */
const DRAWN =
  '\\u0020-\\u007e\\u00a0-\\u02cc\\u02ce-\\u02d7\\u02da\\u02dc-\\u0301\\u0303\\u0304\\u0308\\u0309' +
  '\\u0323\\u0329\\u0370-\\u0377\\u037a-\\u037f\\u0384-\\u038a\\u038c\\u038e-\\u03a1\\u03a3-\\u03e1' +
  '\\u03f0-\\u045f\\u0490\\u0491\\u04b0\\u04b1\\u1d00-\\u1dbf\\u1e00-\\u1eab\\u1eb8-\\u1ec5' +
  '\\u1ec8-\\u1ed7\\u1ee4-\\u1ee7\\u1ef2-\\u1eff\\u2002' +
  '\\u2009\\u2013\\u2014\\u2018-\\u201a\\u201c-\\u201e\\u2020\\u2022\\u2026\\u2032\\u2033\\u2039' +
  '\\u203a\\u2044\\u20a0-\\u20c0\\u2113\\u2116\\u2122\\u2212\\u2c60-\\u2c7f\\ua720-\\ua7ca';

/** White space and format characters have nothing to draw. */
const UNDRAWN = new RegExp(`[^\\s\\p{Cf}\\p{Variation_Selector}${DRAWN}]`, 'u');

export function recordMissingGlyphs(tree: XmlTree, warnings: WarningTally): void {
  for (const run of tree.runs) {
    if (run.kind === 'comment') continue;
    const written = tree.text.slice(run.start, run.end);
    const found = UNDRAWN.exec(run.kind === 'text' ? decodeReferences(written) : written);
    if (found === null || !isInText(run)) continue;
    const [character] = found;
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    warnings.add(
      'text-without-font',
      `no font has “${character}” (U+${code}): drawn as an empty box`,
    );
  }
}

function isInText({ parent }: TextRun): boolean {
  for (let element: TextRun['parent'] | null = parent; element; element = element.parent)
    if (element.local === 'text') return true;
  return false;
}
