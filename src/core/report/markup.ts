/** Text made safe to stand in HTML, SVG and XML: what models and suites wrote is never markup. */

/** @returns text for element content and quoted attributes; characters that XML cannot carry are U+FFFD */
export const escapeMarkup = (text: string): string =>
  text
    .replace(NOT_XML, '\uFFFD')
    .replace(/[&<>"']/g, (character) => ENTITIES[character as keyof typeof ENTITIES]);

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const;

/** Outside XML 1.0's `Char`: controls, lone surrogates, the two noncharacters. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
