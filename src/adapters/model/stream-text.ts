/** Text that is there at once, handed over at a pace that can be followed. */

export interface Pace {
  /** Characters per second; 0 gives everything at once, `null` all of it in `LIVELY_MS`. */
  charactersPerSecond(): number | null;
  now(): number;
}

/** Long enough to see it come, short enough not to wait for it. */
const LIVELY_MS = 1500;
const TICK_MS = 33;

/**
 * Pieces by the clock, never between the halves of a surrogate pair.
 * @throws the signal's reason when aborted
 */
export async function streamText(
  text: string,
  { charactersPerSecond, now }: Pace,
  signal: AbortSignal,
  give: (delta: string) => void,
): Promise<void> {
  const speed = charactersPerSecond() ?? (text.length * 1000) / LIVELY_MS;
  const started = now();
  for (let given = 0; given < text.length;) {
    const due = speed === 0 ? text.length : Math.ceil(((now() - started) * speed) / 1000);
    let end = Math.min(text.length, Math.max(due, given + 1));
    if (isHighSurrogate(text.charCodeAt(end - 1)) && end < text.length) end++;
    give(text.slice(given, end));
    given = end;
    if (given < text.length) await pause(TICK_MS, signal);
  }
  signal.throwIfAborted();
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
}
