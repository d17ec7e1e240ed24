/** `data:` URLs. */
import { decodeBase64 } from './base64.ts';

export interface DataUrl {
  /** Lower case, without parameters. */
  mime: string;
  bytes: Uint8Array;
}

/** @returns `null` where the text is no data URL */
export function readDataUrl(url: string): DataUrl | null {
  if (!/^data:/i.test(url)) return null;
  const comma = url.indexOf(',');
  if (comma === -1) return null;
  const [mime = '', ...parameters] = url.slice(5, comma).toLowerCase().split(';');
  const body = url.slice(comma + 1);
  const isBase64 = parameters.some((parameter) => parameter.trim() === 'base64');
  const bytes = isBase64 ? decodeBase64(percentDecoded(body)) : latin1(percentDecoded(body));
  return { mime: mime.trim(), bytes };
}

/** Bytes as characters U+0000..FF, so that base64 and text share one path. */
function percentDecoded(text: string): string {
  // Characters that nobody escaped are UTF-8 in the URL, like those that somebody did.
  const bytes = text.replace(/[\u0080-\u{10ffff}]/gu, (character) =>
    String.fromCharCode(...new TextEncoder().encode(character)),
  );
  return bytes.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

function latin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
