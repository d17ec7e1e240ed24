/** What the language-model adapters need from the page or process they run in. */
import type { BuiltInModelFactory } from './chrome.ts';

export type Platform = 'mac' | 'windows' | 'linux' | 'other';

export interface ModelHost {
  fetch: typeof globalThis.fetch;
  /** Milliseconds, monotonic. */
  now(): number;
  /** Milliseconds since 1970: only for dates that a server sends. */
  clock(): number;
  /** `false` only when the host is sure that there is no network. */
  online(): boolean;
  /** Address of the page; `null` outside a browser, where no server can refuse "this page". */
  pageUrl: URL | null;
  platform: Platform;
  /** Where a person puts a provider's key, after “Put one into …”. */
  keyPlace(providerId: string): string;
  /**
   * Whether the browser tells that another origin answered without showing what it said. It does not
   * on a page with `Cross-Origin-Embedder-Policy: require-corp`; with `credentialless` it does.
   */
  tellsOfUnreadAnswers(): Promise<boolean>;
  /** Whether the browser lets this page reach servers on this machine; `null` where it has no such rule. */
  localNetworkPermission(): Promise<'granted' | 'denied' | 'prompt' | null>;
  /** The browser's own model, where it has one. */
  builtInModel(): BuiltInModelFactory | null;
}
