/** `property: value` pairs of a `style` attribute or of the rules of a style sheet. */

export interface Declaration {
  /** Lower case. */
  property: string;
  value: string;
}

/** Tolerant: braces and semicolons end a declaration, what has no colon is skipped. */
export function declarationsIn(css: string): Declaration[] {
  const declarations: Declaration[] = [];
  for (const part of css.split(/[;{}]/)) {
    const colon = part.indexOf(':');
    if (colon === -1) continue;
    const property = part.slice(0, colon).trim().toLowerCase();
    const value = part
      .slice(colon + 1)
      .replace('!important', '')
      .trim();
    if (/^-?[a-z][a-z-]*$/.test(property) && value !== '') declarations.push({ property, value });
  }
  return declarations;
}
