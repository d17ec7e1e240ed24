/** Takes keys out of text that people will see, store or share (cases.md C26, P5). */

// Shapes of well-known keys, for one that is not ours: an error may quote another account's.
const KEY_SHAPES = [
  /\b(?:sk|pk|rk|gsk|xai|hf|fw|key|tgp)[-_][A-Za-z0-9_-]{16,}/g,
  /\bAIza[A-Za-z0-9_-]{20,}/g,
  /(\bBearer\s+)[^\s"',;<>]{8,}/gi,
];

/** The most of a key that is ever shown. */
export const keyEnding = (key: string): string => (key.length >= 12 ? key.slice(-4) : '');

/** @param keys in use: every occurrence is masked, also percent-encoded */
export function maskSecrets(source: string, keys: readonly string[]): string {
  let masked = maskKeys(source, keys);
  for (const shape of KEY_SHAPES)
    masked = masked.replace(shape, (_, lead: unknown) =>
      typeof lead === 'string' ? `${lead}[key]` : '[key]',
    );
  return masked;
}

/** Masks only these keys, so that everything else stays verbatim. */
export function maskKeys(source: string, keys: readonly string[]): string {
  let masked = source;
  for (const key of keys) {
    if (key === '') continue;
    for (const form of new Set([key, encodeURIComponent(key)]))
      masked = masked.split(form).join(`[key ending in ${keyEnding(key) || '…'}]`);
  }
  return masked;
}
