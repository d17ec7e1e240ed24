/** Owns one worker: starts it, feeds it one job at a time, and ends it when it can't be trusted. */
import { spawn } from '#spawn';
import type { Failure, Result } from '../core/failure.ts';
import {
  readWorkerMessage,
  type CallName,
  type JobOf,
  type ProgressOf,
  type ValueOf,
  type WorkerMessage,
  type WorkerName,
} from './protocol.ts';
import type { Spawn, WorkerHandle } from './worker-handle.ts';

/** Why a worker was ended: its job ran too long, it died, or it never said `ready`. */
export interface WorkerLoss {
  kind: 'timeout' | 'crash' | 'no-start';
  detail: string;
}

export interface WorkerHostOptions {
  /** Names a loss in the words of the worker's stage; an Error rejects the call instead. */
  failureOf: (loss: WorkerLoss) => Failure | Error;
  /** How long a fresh worker may take to say `ready`. */
  readyLimitMs?: number;
  /** Replaces a lost worker at once, rather than with the next call. */
  eager?: boolean;
  /** Ends a worker that had nothing to do for so long. */
  idleMs?: number;
  /** Another way to start workers, for tests. */
  spawn?: Spawn;
}

export interface CallOptions<Progress> {
  /** Wall clock of the job itself; waiting in the queue and starting the worker don't count. */
  limitMs: number;
  /** Aborting ends the worker if this job is in it, else leaves the queue. */
  signal?: AbortSignal;
  /** Buffers moved to the worker instead of copied: they are empty here afterwards. */
  transfer?: ArrayBuffer[];
  onProgress?: (value: Progress) => void;
}

interface PendingCall {
  id: number;
  name: string;
  job: unknown;
  options: CallOptions<never>;
  succeed(result: Result<unknown>): void;
  reject(reason: unknown): void;
}

const READY_LIMIT_MS = 30_000; // a cold cache on a slow line; wasm and fonts are about 1 MB

/**
 * A queue in front of one worker. A failed job leaves the queue usable: what follows runs in the
 * same worker, or in a fresh one where that was ended.
 */
export class WorkerHost<Calls> {
  readonly #name: WorkerName;
  readonly #options: WorkerHostOptions;
  readonly #queue: PendingCall[] = [];
  #worker: WorkerHandle | null = null;
  #isReady = false;
  #current: PendingCall | null = null;
  #lastId = 0;
  #started = 0;
  #isDisposed = false;
  // One timer is enough: a worker is starting, working or idle.
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(name: WorkerName, options: WorkerHostOptions) {
    this.#name = name;
    this.#options = options;
  }

  /** How many workers were started so far: state kept in a worker is gone when this changes. */
  get generation(): number {
    return this.#started;
  }

  /**
   * @returns the worker's result, or `failureOf` a loss. Rejects with the signal's reason on
   *   abort, with an AbortError after `dispose`, and with an Error where the worker has a bug
   */
  call<Name extends CallName<Calls>>(
    name: Name,
    job: JobOf<Calls, Name>,
    options: CallOptions<ProgressOf<Calls, Name>>,
  ): Promise<Result<ValueOf<Calls, Name>>> {
    const { signal } = options;
    return new Promise((resolve, reject) => {
      if (this.#isDisposed) throw disposed(this.#name);
      signal?.throwIfAborted();
      const abort = () => this.#abort(call, signal?.reason);
      const call: PendingCall = {
        id: ++this.#lastId,
        name,
        job,
        options,
        succeed: (result) => {
          signal?.removeEventListener('abort', abort);
          resolve(result as Result<ValueOf<Calls, Name>>);
        },
        reject: (reason) => {
          signal?.removeEventListener('abort', abort);
          reject(reason);
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#queue.push(call);
      this.#next();
    });
  }

  /** Starts the worker ahead of its first call. */
  start(): void {
    if (!this.#worker && !this.#isDisposed) this.#startWorker();
  }

  /** Ends the worker and rejects what is pending; no call is taken after it. */
  dispose(): void {
    this.#isDisposed = true;
    this.#end();
    for (const call of this.#takePending()) call.reject(disposed(this.#name));
  }

  #next(): void {
    if (this.#current || this.#isDisposed) return;
    this.#current = this.#queue.shift() ?? null;
    if (!this.#current) this.#idle();
    else if (!this.#worker) this.#startWorker();
    else if (this.#isReady) this.#post(this.#current);
  }

  #startWorker(): void {
    this.#started++;
    const worker = (this.#options.spawn ?? spawn)(this.#name);
    this.#worker = worker;
    this.#isReady = false;
    // Late words of a worker that was ended are nobody's business.
    worker.listen({
      message: (data) => this.#worker === worker && this.#receive(data),
      lost: (detail) => this.#worker === worker && this.#lose('crash', detail),
    });
    const limitMs = this.#options.readyLimitMs ?? READY_LIMIT_MS;
    this.#setTimer(limitMs, () => this.#lose('no-start', `not ready after ${limitMs} ms`));
  }

  #post(call: PendingCall): void {
    const { limitMs, transfer } = call.options;
    try {
      this.#worker?.post({ id: call.id, name: call.name, job: call.job }, transfer ?? []);
    } catch (error) {
      // What can't be cloned is the caller's bug; the worker has seen nothing of it.
      this.#current = null;
      call.reject(error);
      this.#next();
      return;
    }
    this.#setTimer(limitMs, () => this.#lose('timeout', `stopped after ${limitMs} ms`));
  }

  #receive(data: unknown): void {
    const message = readWorkerMessage(data);
    if (!message) this.#lose('crash', 'the worker sent what is no message');
    else if (message.kind === 'ready') this.#ready();
    else if (message.kind === 'broken') this.#lose('no-start', message.detail);
    else this.#answer(message);
  }

  #ready(): void {
    if (this.#isReady) return;
    this.#isReady = true;
    this.#clearTimer();
    if (this.#current) this.#post(this.#current);
    else this.#next();
  }

  #answer(message: Extract<WorkerMessage, { kind: 'progress' | 'reply' | 'bug' }>): void {
    const call = this.#current;
    const id = message.kind === 'reply' ? message.reply.id : message.id;
    if (!call || call.id !== id) return;
    if (message.kind === 'progress') {
      call.options.onProgress?.(message.value as never);
      return;
    }
    this.#clearTimer();
    this.#current = null;
    if (message.kind === 'bug') call.reject(bug(this.#name, message));
    else {
      const { reply } = message;
      call.succeed(
        reply.ok ? { ok: true, value: reply.value } : { ok: false, failure: reply.failure },
      );
      if (message.retire) this.#replace();
    }
    this.#next();
  }

  #lose(kind: WorkerLoss['kind'], detail: string): void {
    const loss: WorkerLoss = this.#isReady ? { kind, detail } : { kind: 'no-start', detail };
    const failure = this.#options.failureOf(loss);
    // What can't start now can't for those that wait either; a lost job is only its own fault.
    const calls = loss.kind === 'no-start' ? this.#takePending() : this.#takeCurrent();
    if (loss.kind === 'no-start' || calls.length === 0) this.#end();
    else this.#replace();
    for (const call of calls) {
      if (failure instanceof Error) call.reject(failure);
      else call.succeed({ ok: false, failure });
    }
    this.#next();
  }

  #abort(call: PendingCall, reason: unknown): void {
    if (call === this.#current) {
      this.#current = null;
      if (this.#isReady) this.#replace(); // before that, the worker has not seen the job
    } else {
      this.#queue.splice(this.#queue.indexOf(call), 1);
    }
    call.reject(reason);
    this.#next();
  }

  #replace(): void {
    this.#end();
    if (this.#options.eager && !this.#isDisposed) this.#startWorker();
  }

  #end(): void {
    this.#clearTimer();
    this.#worker?.terminate();
    this.#worker = null;
    this.#isReady = false;
  }

  #idle(): void {
    const { idleMs } = this.#options;
    if (idleMs !== undefined && this.#isReady) this.#setTimer(idleMs, () => this.#end());
  }

  #takeCurrent(): PendingCall[] {
    const calls = this.#current ? [this.#current] : [];
    this.#current = null;
    return calls;
  }

  #takePending(): PendingCall[] {
    return [...this.#takeCurrent(), ...this.#queue.splice(0)];
  }

  #setTimer(afterMs: number, action: () => void): void {
    this.#clearTimer();
    this.#timer = setTimeout(action, afterMs);
  }

  #clearTimer(): void {
    clearTimeout(this.#timer);
  }
}

const disposed = (name: WorkerName): DOMException =>
  new DOMException(`the ${name} worker was disposed of`, 'AbortError');

function bug(name: WorkerName, message: { message: string; stack: string }): Error {
  const error = new Error(`bug in the ${name} worker: ${message.message}`);
  error.stack = message.stack;
  return error;
}
