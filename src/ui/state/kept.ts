/** Small choices kept on this device. A browser that refuses storage costs memory, never an error. */

const PREFIX = 'sgp.';

/** @returns the parsed value, or `null` where there is none, none that parses, or no storage */
export function readKept(name: string): unknown {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

/** @returns whether it was kept */
export function keep(name: string, value: unknown): boolean {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Theme and density are bare words, because `theme.js` reads them before any module runs. */
export function keepWord(name: string, word: string): boolean {
  try {
    localStorage.setItem(PREFIX + name, word);
    return true;
  } catch {
    return false;
  }
}

export function readWord(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}
