/** Colours as SVG and CSS write them. */
import { COLOUR_NAMES } from './colour-names.ts';

/**
 * @returns `#rrggbb` in lower case, opacity left out; `null` for `none`, paint servers, keywords
 *   that take their colour from elsewhere, and text that is no colour
 */
export function parseColour(text: string): string | null {
  const colour = text.trim().toLowerCase();
  if (colour.startsWith('#')) return fromHex(colour.slice(1));
  const call = /^(rgb|hsl)a?\(([^()]{1,80})\)$/.exec(colour);
  if (!call) return COLOUR_NAMES.get(colour) ?? null;
  const parts = call[2]!.split(/[\s,/]+/).filter((part) => part !== '');
  return call[1] === 'rgb' ? fromRgb(parts) : fromHsl(parts);
}

function fromHex(digits: string): string | null {
  if (!/^([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(digits)) return null;
  if (digits.length >= 6) return `#${digits.slice(0, 6)}`;
  return `#${[...digits.slice(0, 3)].map((digit) => digit + digit).join('')}`;
}

function fromRgb(parts: string[]): string | null {
  return toHex(
    parts.slice(0, 3).map((part) => {
      const value = parseFloat(part);
      return part.endsWith('%') ? value * 2.55 : value;
    }),
  );
}

/** CSS Color 4, section 7. */
function fromHsl(parts: string[]): string | null {
  const [hue, saturation, lightness] = parts.map(parseFloat);
  if (hue === undefined || saturation === undefined || lightness === undefined) return null;
  const chroma = (saturation / 100) * Math.min(lightness / 100, 1 - lightness / 100);
  return toHex(
    [0, 8, 4].map((offset) => {
      const k = (offset + hue / 30) % 12;
      return 255 * (lightness / 100 - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
    }),
  );
}

function toHex(channels: number[]): string | null {
  if (channels.length !== 3 || !channels.every(Number.isFinite)) return null;
  const digits = channels.map((channel) =>
    Math.round(Math.min(255, Math.max(0, channel)))
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}
