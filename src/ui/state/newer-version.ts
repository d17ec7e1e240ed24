/** Looks whether a newer version of the app is there, and offers it once (cases.md G6). */
import type { Notices } from './notices.svelte.ts';

/** Between two looks without a sign that something is missing. */
const LEAST_APART_MS = 600_000;

interface Watched {
  isPublishedAnew(): Promise<boolean>;
  notices: Pick<Notices, 'fault'>;
  reload(): void;
  tab?: Pick<Document, 'addEventListener' | 'visibilityState'>;
  page?: Pick<EventTarget, 'addEventListener'>;
  nowMs?: () => number;
}

/** When the tab is come back to, and when a part of the page is no longer where it was. */
export function watchForNewerVersion({
  isPublishedAnew,
  notices,
  reload,
  tab = document,
  page = window,
  nowMs = () => performance.now(),
}: Watched): void {
  let told = false;
  let lookedMs = nowMs();

  async function look(): Promise<void> {
    lookedMs = nowMs();
    if (told || !(await isPublishedAnew()) || told) return;
    told = true;
    notices.fault(
      'A newer version of this app was published while the page was open. Reload to get it; let a run that is under way end first.',
      { label: 'Reload', run: reload },
    );
  }

  tab.addEventListener('visibilitychange', () => {
    if (tab.visibilityState === 'visible' && nowMs() - lookedMs >= LEAST_APART_MS) void look();
  });
  page.addEventListener('vite:preloadError', () => void look());
}
