/** Everything that lives as long as the page, in one place for the parts to reach. */
import { createContext } from 'svelte';
import type { Bench } from './bench.svelte.ts';
import type { Benchmark } from './benchmark/benchmark.svelte.ts';
import { watchForNewerVersion } from './newer-version.ts';
import { Notices } from './notices.svelte.ts';
import { Playground } from './playground.svelte.ts';
import { Preferences } from './preferences.svelte.ts';
import { Router } from './route.svelte.ts';
import { providerTitle } from './provider-title.ts';
import type { Services } from './services.ts';
import { isTyping, Shortcuts } from './shortcuts.ts';

export type DialogName =
  'shortcuts' | 'share' | 'paste' | 'template' | 'options' | 'response' | 'mends';

export class App {
  readonly services: Services;
  readonly preferences = new Preferences();
  readonly notices = new Notices();
  readonly shortcuts = new Shortcuts();
  readonly router = new Router();
  readonly playground: Playground;
  /** Runs go on while other pages are looked at, so they live here. `null` until one was wanted. */
  benchmark = $state.raw<Benchmark | null>(null);
  #loadingBenchmark: Promise<Benchmark> | null = null;
  /** One dialog at a time. */
  dialog = $state<DialogName | null>(null);
  #online = $state(navigator.onLine);

  constructor(services: Services) {
    this.services = services;
    this.playground = new Playground(services, this.notices);
    watchForNewerVersion({
      isPublishedAnew: () => services.isPublishedAnew(),
      notices: this.notices,
      reload: () => location.reload(),
    });
    addEventListener('online', () => (this.#online = true));
    addEventListener('offline', () => (this.#online = false));
    addEventListener('keydown', (event) => this.#press(event));
  }

  get online(): boolean {
    return this.#online;
  }

  loadBenchmark(): Promise<Benchmark> {
    this.#loadingBenchmark ??= this.#makeBenchmark();
    // A failed load must not stand in the way of the next try.
    this.#loadingBenchmark.catch(() => (this.#loadingBenchmark = null));
    return this.#loadingBenchmark;
  }

  /** Reads the answer of a provider's sign-in, when the page was left for one. */
  async finishSignIn(): Promise<void> {
    const answer = await this.services.models.finishSignIn();
    if (answer === null) return;
    if (answer.failure !== null) this.notices.fault(answer.failure.detail);
    else
      this.notices.tell(`Signed in with ${providerTitle(this.services.models, answer.providerId)}`);
  }

  /** Opens what a link holds: shown and scored here, asked of nobody. */
  async openShared(payload: string): Promise<void> {
    const { decodeShare } = await import('../../core/share.ts');
    const reading = await decodeShare(payload);
    this.router.settle();
    if (!reading.ok) return this.notices.fault(reading.reason);
    await this.playground.showShared(reading.shared);
    const { modelTitle } = reading.shared;
    const by = modelTitle === null ? '' : ` The link says that ${modelTitle} drew it.`;
    this.notices.tell(`Opened from a link; no model was asked.${by}`);
  }

  async #makeBenchmark(): Promise<Benchmark> {
    const [{ Benchmark }, services] = await Promise.all([
      import('./benchmark/benchmark.svelte.ts'),
      this.services.benchmark(),
    ]);
    const { encoding, templates, form } = this.playground;
    const { notices, router } = this;
    const parts = { services, page: this.services, encoding, templates, form, notices, router };
    this.benchmark = new Benchmark(parts);
    return this.benchmark;
  }

  #press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || this.dialog !== null) return;
    const typing = isTyping(event.target);
    if (this.shortcuts.press(event, typing, this.preferences.singleKeys)) event.preventDefault();
  }
}

export const [getApp, setApp] = createContext<App>();

/** For the parts of the workbench, which is shown only once the bench is there. */
export function getBench(): Bench {
  const { bench } = getApp().playground;
  if (bench === null) throw new Error('the workbench was shown before its bench was loaded');
  return bench;
}
