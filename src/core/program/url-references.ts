/** `url(…)` in attributes and style sheets. */

/** Style text with CSS escapes written out, so that `\55rl(` hides nothing. */
export function unescapeCss(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:([0-9a-fA-F]{1,6})\s?|([^\n]))/g, (_, hex?: string, other?: string) => {
    if (hex === undefined) return other!;
    const point = parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  });
}

/** What stands in each `url(…)`, quotes removed, in order. */
export function urlsIn(text: string): string[] {
  const urls: string[] = [];
  const lower = text.toLowerCase();
  for (let at = lower.indexOf('url('); at !== -1; at = lower.indexOf('url(', at + 4)) {
    const close = text.indexOf(')', at);
    if (close === -1) break;
    urls.push(
      text
        .slice(at + 4, close)
        .trim()
        .replace(/^["']|["']$/g, '')
        .trim(),
    );
  }
  return urls;
}

/** Whether a `url(…)` would have to be fetched. */
export function isRemote(url: string): boolean {
  return url !== '' && !url.startsWith('#') && !url.toLowerCase().startsWith('data:');
}
