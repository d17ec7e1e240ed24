/** Undoing one layer of wrapping that a model put around its program. */

const HTML: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#34;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

/** One layer only: `&amp;lt;` becomes `&lt;`. */
export function unescapeHtml(text: string): string {
  return text.replace(/&(?:lt|gt|quot|apos|amp|#39|#34);/g, (entity) => HTML[entity]!);
}

/**
 * Every string inside a text that is JSON as a whole (a code fence around it is allowed), in
 * order.
 * @returns `null` where the text is not JSON or holds no string
 */
export function stringsInJson(text: string): string[] | null {
  const body = withoutFence(text.trim());
  if (!/^[[{"]/.test(body)) return null;
  let root: unknown;
  try {
    root = JSON.parse(body);
  } catch {
    return null;
  }
  const strings: string[] = [];
  const pending = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'string') strings.push(value);
    else if (typeof value === 'object' && value !== null) {
      // Backwards, so that the stack gives them in the order of the text.
      const parts = Object.values(value);
      for (let index = parts.length - 1; index >= 0; index--) pending.push(parts[index]);
    }
  }
  return strings.length > 0 ? strings : null;
}

function withoutFence(text: string): string {
  if (!text.startsWith('```') || !text.endsWith('```')) return text;
  const firstLine = text.indexOf('\n');
  return firstLine === -1 ? text : text.slice(firstLine + 1, -3).trim();
}
