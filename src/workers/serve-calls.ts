/** The worker's half of `WorkerHost`: prepares, says `ready`, and answers each call once. */
import { endpoint } from '#endpoint';
import type { Result } from '../core/failure.ts';
import {
  readCall,
  type Call,
  type CallName,
  type JobOf,
  type ProgressOf,
  type ValueOf,
  type WorkerMessage,
} from './protocol.ts';

/** What a handler may do besides returning its result. */
export interface CallTools<Progress> {
  progress(value: Progress): void;
  /** Moves these buffers with the result instead of copying them; each at most once. */
  transfer(...buffers: ArrayBuffer[]): void;
  /** Asks the host for a fresh worker after this call: this one can no longer be trusted. */
  retire(): void;
}

/** One handler a call. What it throws is a bug and rejects the caller's promise. */
export type CallHandlers<Calls> = {
  [Name in CallName<Calls>]: (
    job: JobOf<Calls, Name>,
    tools: CallTools<ProgressOf<Calls, Name>>,
  ) => Result<ValueOf<Calls, Name>> | Promise<Result<ValueOf<Calls, Name>>>;
};

/** @param prepare done once before `ready`; if it fails, the host gets the words of its error */
export async function serveCalls<Calls>(
  handlers: CallHandlers<Calls>,
  prepare?: () => Promise<void>,
): Promise<void> {
  try {
    await prepare?.();
  } catch (error) {
    say({ kind: 'broken', detail: error instanceof Error ? error.message : String(error) });
    return;
  }
  endpoint.listen((data) => {
    const call = readCall(data);
    if (call) void answer(handlers, call);
  });
  say({ kind: 'ready' });
}

async function answer<Calls>(handlers: CallHandlers<Calls>, call: Call): Promise<void> {
  const { id } = call;
  const transfer: ArrayBuffer[] = [];
  let retire = false;
  try {
    if (!Object.hasOwn(handlers, call.name)) throw new Error(`no call is named ${call.name}`);
    // The host's `call` is typed by the same interface, so the job is the handler's own.
    const handle = handlers[call.name as CallName<Calls>] as AnyHandler;
    const result = await handle(call.job, {
      progress: (value) => say({ kind: 'progress', id, value }),
      transfer: (...buffers) => void transfer.push(...buffers),
      retire: () => void (retire = true),
    });
    say({ kind: 'reply', reply: { id, ...result }, retire }, transfer);
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    say({ kind: 'bug', id, message, stack: stack ?? message });
  }
}

type AnyHandler = (
  job: unknown,
  tools: CallTools<unknown>,
) => Result<unknown> | Promise<Result<unknown>>;

const say = (message: WorkerMessage, transfer: ArrayBuffer[] = []): void =>
  endpoint.post(message, transfer);
