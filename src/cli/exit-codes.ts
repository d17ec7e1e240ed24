/** What a command's exit status says; `docs/cli.md` has the same table. */

export const EXIT = {
  /** Done, and nothing is missing. */
  done: 0,
  /** It could not begin, or an error ended it. */
  failed: 1,
  /** Done, but some lines could not be read, or some samples have no result or no score. */
  incomplete: 3,
  /** Ended before all was done: a budget, a provider or a full disk. The same command goes on. */
  ended: 4,
  /** A threshold of `--min` is not met. */
  belowThreshold: 5,
  /** Paused or stopped by Ctrl+C or a signal. The same command goes on. */
  interrupted: 130,
} as const;

export const EXIT_HELP = `
Exit status:
  0    done
  1    it could not begin, or an error ended it
  3    done, but some lines could not be read or some samples have no score
  4    ended early by a budget, a provider or a full disk; the same command goes on
  5    a threshold of --min is not met
  130  paused or stopped by a signal; the same command goes on`;

/** The first reason to fail stays. */
export function exitWith(code: number): void {
  if (process.exitCode === undefined || process.exitCode === EXIT.done) process.exitCode = code;
}
