/** The program reader port in a worker of its own: apart from drawing, which may take seconds. */
import type { Result } from '../../core/failure.ts';
import type { ProgramReader } from '../../core/ports/program-reader.ts';
import type { Anatomy } from '../../core/program/anatomy.ts';
import type { Candidate, ExtractionRule } from '../../core/program/candidate.ts';
import type { PreparedProgram, RepairPolicy } from '../../core/program/prepare.ts';
import type { JobOf, ValueOf } from '../../workers/protocol.ts';
import { WorkerHost } from '../../workers/worker-host.ts';
import type { ProgramCalls } from './program-calls.ts';

/** Reading is linear in length, and lengths have limits: what takes longer waits for the machine. */
const LIMIT_MS = 120_000;
/** It holds what it read last; a fresh one starts in a few milliseconds. */
const IDLE_MS = 60_000;

type ReadHere = typeof import('../../core/program/read-here.ts');

export class WorkerProgramReader implements ProgramReader {
  readonly #host: WorkerHost<ProgramCalls>;
  /** Ends when all that was asked before is answered. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(host = newHost()) {
    this.#host = host;
  }

  extract(response: string, rule: ExtractionRule): Promise<Result<Candidate>> {
    return this.#ask('extract', { response, rule }, (here) => here.extractProgram(response, rule));
  }

  prepare(candidate: string, policy: RepairPolicy, signal?: AbortSignal): Promise<PreparedProgram> {
    const prepareHere = (here: ReadHere) => here.prepareProgram(candidate, policy);
    return this.#ask('prepare', { candidate, policy }, prepareHere, signal);
  }

  anatomy(source: string): Promise<Anatomy> {
    return this.#ask('anatomy', { source }, (here) => here.listedAnatomy(source));
  }

  isolate(source: string, start: number): Promise<PreparedProgram | null> {
    return this.#ask('isolate', { source, start }, (here) => here.isolatedProgram(source, start));
  }

  /** What waits is rejected with an AbortError. */
  release(): void {
    this.#host.dispose();
  }

  /** The signal never reaches the host: aborting a call there ends the worker. */
  #ask<Name extends keyof ProgramCalls>(
    name: Name,
    job: JobOf<ProgramCalls, Name>,
    readHere: (here: ReadHere) => ValueOf<ProgramCalls, Name>,
    signal?: AbortSignal,
  ): Promise<ValueOf<ProgramCalls, Name>> {
    const answer = this.#turn.then(async () => {
      signal?.throwIfAborted();
      const result = await this.#host.call(name, job, { limitMs: LIMIT_MS });
      // Without a worker the page is slow, not wrong.
      return result.ok ? result.value : readHere(await import('../../core/program/read-here.ts'));
    });
    this.#turn = answer.catch(() => undefined);
    return answer;
  }
}

const newHost = (): WorkerHost<ProgramCalls> =>
  new WorkerHost<ProgramCalls>('program', { idleMs: IDLE_MS, failureOf: lost });

/** Only says that there is no answer: `#ask` reads it itself then. */
export const lost = ({ detail }: { detail: string }) =>
  ({ stage: 'store', kind: 'unavailable', detail }) as const;
