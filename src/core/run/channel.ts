/**
 * The way to one provider with one key: how many calls at once, when the next may go, and whether any
 * may. Each run has one for each (cases.md C1 to C12: what one provider does leaves the others alone).
 */
import { waitUntil, type Clock } from '../ports/clock.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { AdaptiveLimit } from './concurrency.ts';
import { backoffMs, RETRY, type AskFailure, type Verdict } from './verdict.ts';

/** Why no further call is made, to a provider or to one of its models. */
export interface Halt {
  channel: string;
  /** `null`: all models of the channel. */
  modelId: string | null;
  failure: AskFailure;
}

/** What a person watching is told about a channel. */
export type ChannelState =
  | { kind: 'open'; atOnce: number }
  | { kind: 'waiting'; untilMs: number; because: AskFailure | null }
  | { kind: 'offline' }
  | { kind: 'halted'; failure: AskFailure };

/** A wait that the server asks for is cut to this by the adapter: whoever says so may mean a day. */
const HOPELESS_WAIT_MS = 15 * 60_000;

export interface ChannelParts {
  clock: Clock;
  /** 0..1 */
  random(): number;
  /** Resolves once the network is back, where the host can tell. */
  whenOnline?(signal: AbortSignal): Promise<void>;
}

export class Channel {
  readonly name: string;
  readonly #parts: ChannelParts;
  readonly #limit: AdaptiveLimit;
  readonly #breaker = new CircuitBreaker();
  readonly #halted = new AbortController();
  readonly #halts: Halt[] = [];
  readonly #badRequests = new Map<string, number>();
  readonly #waiting: (() => void)[] = [];
  /** Slots in work, and those of them whose call is under way. */
  #taken = 0;
  #sending = 0;
  #notBeforeMs = -Infinity;
  #lastFailure: AskFailure | null = null;
  #offline: Promise<void> | null = null;

  /** @param stop aborted when the run begins nothing more */
  constructor(name: string, atOnce: number, parts: ChannelParts, stop: AbortSignal) {
    this.name = name;
    this.#parts = parts;
    this.#limit = new AdaptiveLimit(atOnce);
    const end = () => this.#halted.abort(stop.reason);
    if (stop.aborted) end();
    else stop.addEventListener('abort', end, { once: true });
    this.#halted.signal.addEventListener('abort', () => this.#wakeAll(), { once: true });
  }

  /** Aborted once nothing more is begun here. */
  get halted(): AbortSignal {
    return this.#halted.signal;
  }

  get halts(): readonly Halt[] {
    return this.#halts;
  }

  isModelHalted(modelId: string): boolean {
    return this.#halts.some((halt) => halt.modelId === null || halt.modelId === modelId);
  }

  state(): ChannelState {
    const halt = this.#halts.find(({ modelId }) => modelId === null);
    if (halt !== undefined) return { kind: 'halted', failure: halt.failure };
    if (this.#offline !== null) return { kind: 'offline' };
    const untilMs = Math.max(this.#notBeforeMs, this.#breaker.dueMs ?? -Infinity);
    if (untilMs > this.#parts.clock.nowMs())
      return { kind: 'waiting', untilMs, because: this.#lastFailure };
    return { kind: 'open', atOnce: this.#limit.current };
  }

  /**
   * Waits for a place among the slots in work. A slot keeps its place while it waits for its next
   * try, so an outage holds up a few slots and not all.
   * @returns the way to leave; `null`: nothing more is begun here
   */
  async enter(): Promise<(() => void) | null> {
    while (this.#taken >= this.#limit.current && !this.halted.aborted) await this.#turn();
    if (this.halted.aborted) return null;
    this.#taken++;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#taken--;
      this.#wakeAll();
    };
  }

  /**
   * Waits until a call may go out: told waits are over, the provider is not known to be down, and no
   * more are under way than it takes. Who was let through says how it ended: `heard` or `leftUnheard`.
   * @returns false: nothing more is sent here
   */
  async clear(): Promise<boolean> {
    while (!this.halted.aborted) {
      const { clock } = this.#parts;
      const now = clock.nowMs();
      const { dueMs } = this.#breaker;
      if (this.#offline !== null) await this.#offline;
      else if (now < this.#notBeforeMs) await waitUntil(clock, this.#notBeforeMs, this.halted);
      else if (dueMs !== null && now < dueMs) await waitUntil(clock, dueMs, this.halted);
      else if (this.#sending < this.#limit.current && this.#breaker.enter(now)) {
        this.#sending++;
        return true;
      } else await this.#turn();
    }
    return false;
  }

  /**
   * Learns from how a call ended.
   * @param tries of the slot so far, this one included
   * @returns how long the slot itself should wait before its next try, in milliseconds
   */
  heard(verdict: Verdict, modelId: string, sentAtMs: number, tries: number): number {
    const now = this.#parts.clock.nowMs();
    this.#sending--;
    if (verdict.kind !== 'answer') this.#lastFailure = verdict.failure;
    if (verdict.kind !== 'give-up') this.#badRequests.delete(modelId);
    const wait = this.#learn(verdict, modelId, sentAtMs, tries, now);
    this.#wakeAll();
    return wait;
  }

  /** A call was given up by us: it says nothing about the provider. */
  leftUnheard(): void {
    this.#sending--;
    this.#breaker.left();
    this.#wakeAll();
  }

  #learn(verdict: Verdict, modelId: string, sentAtMs: number, tries: number, now: number): number {
    switch (verdict.kind) {
      case 'answer':
        this.#works(now);
        return 0;
      case 'left':
        this.#breaker.left();
        return 0;
      case 'offline':
        this.#breaker.left();
        this.#offline ??= this.#untilOnline();
        return 0;
      case 'stop-provider':
        this.#halt(null, verdict.failure);
        return 0;
      case 'stop-model':
        this.#works(now);
        this.#halt(modelId, verdict.failure);
        return 0;
      case 'give-up':
        // It answers; what it says is about the request.
        this.#works(now);
        this.#countBadRequest(modelId, verdict.failure);
        return 0;
      case 'retry':
        return this.#failedOnce(verdict.failure, sentAtMs, tries, now);
    }
  }

  #works(now: number): void {
    if (this.#breaker.succeeded().reopened) this.#limit.restart(now);
    else this.#limit.succeeded();
  }

  #failedOnce(failure: AskFailure, sentAtMs: number, tries: number, now: number): number {
    const random = this.#parts.random();
    const asked = failure.retryAfterMs;
    if (failure.kind === 'rate-limit') {
      // It works, and says how fast.
      this.#breaker.left();
      this.#limit.slowDown(sentAtMs, now);
      const bareLimit = RETRY.bareRateLimits[providerOf(this.name)];
      if (asked === undefined && bareLimit !== undefined && tries >= bareLimit)
        this.#halt(null, failure);
    } else {
      this.#limit.slowDown(sentAtMs, now);
      this.#breaker.failed(now, random);
      const since = this.#breaker.failingSinceMs;
      if (since !== null && now - since >= HOPELESS_WAIT_MS) this.#halt(null, failure);
    }
    if (asked === undefined) return backoffMs(tries, random);
    if (asked >= HOPELESS_WAIT_MS) this.#halt(null, failure);
    this.#notBeforeMs = Math.max(this.#notBeforeMs, now + asked);
    // Not all at the same instant.
    return asked + backoffMs(1, random);
  }

  #countBadRequest(modelId: string, failure: AskFailure): void {
    if (failure.kind !== 'bad-request') return;
    const count = (this.#badRequests.get(modelId) ?? 0) + 1;
    this.#badRequests.set(modelId, count);
    if (count >= RETRY.badRequestsInARow) this.#halt(modelId, failure);
  }

  #halt(modelId: string | null, failure: AskFailure): void {
    if (this.isModelHalted(modelId ?? '')) return;
    this.#halts.push({ channel: this.name, modelId, failure });
    if (modelId === null) this.#halted.abort(failure);
  }

  async #untilOnline(): Promise<void> {
    const { clock, whenOnline } = this.#parts;
    if (whenOnline === undefined) await waitUntil(clock, clock.nowMs() + OFFLINE_MS, this.halted);
    else await whenOnline(this.halted);
    this.#offline = null;
    this.#limit.restart(clock.nowMs());
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wakeAll(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

/** Where the host cannot say when the network is back. */
const OFFLINE_MS = 15_000;

/** Channels are named `provider` or `provider key`. */
const providerOf = (channel: string): string => channel.split(' ')[0]!;
