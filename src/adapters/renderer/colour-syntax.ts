/** Colours in the syntax of CSS 4, which usvg 0.34 draws as black, in that of CSS 3. */

/**
 * `rgb(0 128 0 / 50%)` becomes `rgba(0,128,0,0.5)`, `hsl(120deg 50% 50%)` `hsl(120,50%,50%)`;
 * what is in the old syntax, or in none, stays.
 */
export function legacyColours(text: string): string {
  return text.replace(/\b(rgb|hsl)a?\(([^()]*)\)/gi, (whole, space: string, inside: string) => {
    const parts = inside.trim().split(/\s*[,/]\s*|\s+/);
    if (parts.length < 3 || parts.length > 4 || !parts.every(isNumber)) return whole;
    const [first, second, third, alpha] = parts as [string, string, string, string | undefined];
    const colour = [first.replace(/deg$/i, ''), second, third];
    if (alpha === undefined) return `${space.toLowerCase()}(${colour.join(',')})`;
    return `${space.toLowerCase()}a(${[...colour, asFraction(alpha)].join(',')})`;
  });
}

const isNumber = (part: string): boolean => /^[+-]?(?:\d+\.?\d*|\.\d+)(?:%|deg)?$/i.test(part);

const asFraction = (alpha: string): string =>
  alpha.endsWith('%') ? String(Number(alpha.slice(0, -1)) / 100) : alpha;
