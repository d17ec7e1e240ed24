/** Where a long command stands: a bar on a terminal, a plain line every few seconds elsewhere. */

const BAR_EVERY_MS = 200;
const LINE_EVERY_MS = 5_000;
const BAR_WIDTH = 24;

export interface ProgressWords {
  /** 0..1; `null`: how much there is to do is not known. */
  share: number | null;
  /** Most important first: on a narrow terminal the end is cut. */
  words: readonly string[];
}

export interface ProgressOutput {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Writes to standard error, so that records may go to standard output. */
export class ProgressDisplay {
  readonly #output: ProgressOutput;
  readonly #state: () => ProgressWords;
  readonly #timer: ReturnType<typeof setInterval> | undefined;
  #isShown = false;

  /** @param state asked each time something is shown */
  constructor(state: () => ProgressWords, quiet = false, output: ProgressOutput = process.stderr) {
    this.#state = state;
    this.#output = output;
    if (quiet) return;
    const everyMs = output.isTTY === true ? BAR_EVERY_MS : LINE_EVERY_MS;
    this.#timer = setInterval(() => this.#show(), everyMs);
    // A command that has nothing left to do ends.
    this.#timer.unref();
  }

  /** A line for people that stays, above the bar. */
  say(line: string): void {
    this.#clear();
    this.#output.write(`${line}\n`);
  }

  end(): void {
    clearInterval(this.#timer);
    this.#clear();
  }

  #show(): void {
    const { share, words } = this.#state();
    if (this.#output.isTTY !== true) {
      const percent = share === null ? [] : [`${Math.floor(share * 100)}%`];
      this.#output.write(`${[...percent, ...words].join(', ')}\n`);
      return;
    }
    const text = [...(share === null ? [] : [barOf(share)]), ...words].join(' · ');
    const width = (this.#output.columns ?? 80) - 1;
    this.#output.write(`\r${text.slice(0, width).padEnd(width)}`);
    this.#isShown = true;
  }

  #clear(): void {
    if (!this.#isShown) return;
    this.#output.write(`\r${' '.repeat((this.#output.columns ?? 80) - 1)}\r`);
    this.#isShown = false;
  }
}

function barOf(share: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * BAR_WIDTH);
  return `[${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}]`;
}
