/** What pages, command line and workers say to each other: hand-typed, and read before it is believed. */
import type { Failure, Result } from '../core/failure.ts';
import type { Probe, RenderJob } from '../core/ports/renderer.ts';
import type { Raster } from '../core/raster/raster.ts';

export type WorkerName = 'render' | 'encode' | 'report' | 'program' | 'file';

/** The calls of the render worker. */
export interface RenderCalls {
  render(job: RenderJob): Raster;
  probe(job: RenderJob): Probe;
}

/**
 * A call is a key of one interface: the first parameter is the job, the optional second tells of
 * progress, the return type is what a success holds.
 */
export type CallName<Calls> = keyof Calls & string;
export type JobOf<Calls, Name extends keyof Calls> = Calls[Name] extends (
  job: infer Job,
  ...rest: never[]
) => unknown
  ? Job
  : never;
export type ValueOf<Calls, Name extends keyof Calls> = Calls[Name] extends (
  ...args: never[]
) => infer Value
  ? Value
  : never;
export type ProgressOf<Calls, Name extends keyof Calls> = Calls[Name] extends (
  job: never,
  progress: (value: infer Value) => void,
) => unknown
  ? Value
  : never;

/** To the worker. Ids are never used twice by one host. */
export interface Call {
  id: number;
  name: string;
  job: unknown;
}

export type Reply<T> = { id: number } & Result<T>;

/** From the worker. `retire`: the worker asks to be replaced before the next call. */
export type WorkerMessage =
  | { kind: 'ready' }
  | { kind: 'broken'; detail: string } // it could not prepare itself
  | { kind: 'progress'; id: number; value: unknown }
  | { kind: 'reply'; reply: Reply<unknown>; retire: boolean }
  | { kind: 'bug'; id: number; message: string; stack: string };

/** @returns the call, or `null` for anything else */
export function readCall(data: unknown): Call | null {
  if (!isObject(data) || typeof data.id !== 'number' || typeof data.name !== 'string') return null;
  return { id: data.id, name: data.name, job: data.job };
}

/** @returns the message, or `null` for anything else */
export function readWorkerMessage(data: unknown): WorkerMessage | null {
  if (!isObject(data)) return null;
  switch (data.kind) {
    case 'ready':
      return { kind: 'ready' };
    case 'broken':
      return typeof data.detail === 'string' ? { kind: 'broken', detail: data.detail } : null;
    case 'progress':
      return typeof data.id === 'number'
        ? { kind: 'progress', id: data.id, value: data.value }
        : null;
    case 'reply': {
      const reply = readReply(data.reply);
      return reply && { kind: 'reply', reply, retire: data.retire === true };
    }
    case 'bug':
      return typeof data.id === 'number'
        ? { kind: 'bug', id: data.id, message: String(data.message), stack: String(data.stack) }
        : null;
    default:
      return null;
  }
}

function readReply(data: unknown): Reply<unknown> | null {
  if (!isObject(data) || typeof data.id !== 'number') return null;
  if (data.ok === true) return { id: data.id, ok: true, value: data.value };
  // The failure was written by our own worker; its stage tells that it is one.
  return data.ok === false && isObject(data.failure) && typeof data.failure.stage === 'string'
    ? { id: data.id, ok: false, failure: data.failure as Failure }
    : null;
}

const isObject = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null;
