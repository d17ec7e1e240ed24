/** Everything of benchmarks that lives as long as the page: runs go on while other pages are read. */
import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { AskForm } from '../ask-form.svelte.ts';
import type { Encoding } from '../encoding.svelte.ts';
import type { Notices } from '../notices.svelte.ts';
import type { Router } from '../route.svelte.ts';
import type { BenchmarkServices, Services } from '../services.ts';
import type { Templates } from '../templates.svelte.ts';
import { askBeforeLeaving } from './leaving.ts';
import { RunDraft } from './run-draft.svelte.ts';
import { RunList } from './run-list.svelte.ts';
import { RunSession } from './run-session.svelte.ts';

export interface BenchmarkParts {
  services: BenchmarkServices;
  page: Services;
  encoding: Encoding;
  templates: Templates;
  form: AskForm;
  notices: Notices;
  router: Router;
}

export class Benchmark {
  readonly services: BenchmarkServices;
  readonly runs: RunList;
  /** The form of a new run, kept while other pages are looked at. */
  draft: RunDraft;
  readonly #parts: BenchmarkParts;
  readonly #sessions = new SvelteMap<string, RunSession>();

  constructor(parts: BenchmarkParts) {
    this.#parts = parts;
    this.services = parts.services;
    this.runs = new RunList(parts.services, parts.notices);
    this.draft = new RunDraft(parts);
    askBeforeLeaving(() => this.wouldLose);
  }

  get parts(): BenchmarkParts {
    return this.#parts;
  }

  session(runId: string): RunSession {
    const known = this.#sessions.get(runId);
    if (known !== undefined && known.phase !== 'missing') return known;
    const opened = new RunSession(runId, this.#parts);
    this.#sessions.set(runId, opened);
    return opened;
  }

  /** Whether something would be gone with the tab: calls under way, or what is only in its memory. */
  get wouldLose(): boolean {
    const isAtRisk = ({ underWay, unsaved }: RunSession) => underWay > 0 || unsaved.length > 0;
    if ([...this.#sessions.values()].some(isAtRisk)) return true;
    const { notices, cards } = this.runs;
    return notices.some(({ kind }) => kind === 'memory') && (cards?.length ?? 0) > 0;
  }

  /** Before its run is deleted. */
  forget(runId: string): void {
    this.#sessions.get(runId)?.close();
    this.#sessions.delete(runId);
  }

  /** Whether this tab runs it. */
  running(runId: string): boolean {
    return this.#sessions.get(runId)?.active ?? false;
  }
}

/** For the parts of the page, which is shown only once this is there. */
export const [getBenchmark, setBenchmark] = createContext<Benchmark>();
