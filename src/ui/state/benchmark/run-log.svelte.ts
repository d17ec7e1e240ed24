/** What happened to a run, newest first, kept beside it so that a reload forgets nothing. */
import { keep, readKept } from '../kept.ts';
import { nowIso } from '../now.ts';

export type LogKind =
  | 'started'
  | 'resumed'
  | 'paused'
  | 'stopped'
  | 'closed'
  | 'finished'
  | 'budget'
  | 'storage'
  | 'halted'
  | 'slower'
  | 'waiting'
  | 'offline'
  | 'online'
  | 'truncated'
  | 'failed'
  | 'elsewhere'
  | 'changed';

export interface LogEntry {
  /** ISO 8601, UTC. */
  at: string;
  kind: LogKind;
  /** What happened, and what to do about it where something can be done. */
  text: string;
}

/** Some days of a long run; older entries go. */
const MOST = 200;
const UNDER_WAY: ReadonlySet<LogKind> = new Set<LogKind>(['started', 'resumed']);
const ENDED: ReadonlySet<LogKind> = new Set<LogKind>([
  'paused',
  'stopped',
  'closed',
  'finished',
  'budget',
  'storage',
  'halted',
]);

const nameOf = (runId: string): string => `run-log.${runId}`;

export class RunLog {
  readonly #runId: string;
  #entries = $state.raw<readonly LogEntry[]>([]);

  constructor(runId: string) {
    this.#runId = runId;
    this.#entries = readEntries(readKept(nameOf(runId)));
  }

  /** Newest first. */
  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  add(kind: LogKind, text: string, at = nowIso()): void {
    this.#entries = [{ at, kind, text }, ...this.#entries].slice(0, MOST);
    keep(nameOf(this.#runId), this.#entries);
  }

  /** Whether the last that was heard of this run is that it ran: its tab was closed, or crashed. */
  get leftRunning(): boolean {
    const last = this.#entries.find(({ kind }) => UNDER_WAY.has(kind) || ENDED.has(kind));
    return last !== undefined && UNDER_WAY.has(last.kind);
  }

  get begun(): boolean {
    return this.#entries.some(({ kind }) => UNDER_WAY.has(kind));
  }
}

/** With its run: an undo has the records back, not the story. */
export const forgetLog = (runId: string): boolean => keep(nameOf(runId), []);

function readEntries(kept: unknown): LogEntry[] {
  if (!Array.isArray(kept)) return [];
  return kept.filter(
    (entry): entry is LogEntry =>
      typeof entry === 'object' &&
      entry !== null &&
      typeof (entry as LogEntry).at === 'string' &&
      typeof (entry as LogEntry).kind === 'string' &&
      typeof (entry as LogEntry).text === 'string',
  );
}
