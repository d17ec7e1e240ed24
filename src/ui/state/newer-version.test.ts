import { expect, test, vi } from 'vitest';
import { watchForNewerVersion } from './newer-version.ts';

function watched(isNewer: boolean) {
  const tab = Object.assign(new EventTarget(), { visibilityState: 'visible' as const });
  const page = new EventTarget();
  const clock = { ms: 0 };
  const isPublishedAnew = vi.fn(async () => isNewer);
  const fault = vi.fn();
  const reload = vi.fn();
  const nowMs = () => clock.ms;
  watchForNewerVersion({ isPublishedAnew, notices: { fault }, reload, tab, page, nowMs });
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return {
    looks: isPublishedAnew,
    fault,
    reload,
    async comeBackAfter(minutes: number) {
      clock.ms += minutes * 60_000;
      tab.dispatchEvent(new Event('visibilitychange'));
      await settled();
    },
    async missPart() {
      page.dispatchEvent(new Event('vite:preloadError'));
      await settled();
    },
  };
}

test('coming back after a while looks for a newer version, and offers it once', async () => {
  const { looks, fault, reload, comeBackAfter } = watched(true);
  await comeBackAfter(1);
  expect(looks).not.toHaveBeenCalled();
  await comeBackAfter(10);
  await comeBackAfter(60);
  expect(fault).toHaveBeenCalledOnce();
  expect(reload).not.toHaveBeenCalled();
  fault.mock.calls[0]![1].run();
  expect(reload).toHaveBeenCalledOnce();
});

test('G6: a part of the page that is gone from the site is reason to look at once', async () => {
  const { fault, missPart } = watched(true);
  await missPart();
  expect(fault).toHaveBeenCalledOnce();
});

test('a part that is missing for another reason is not called a newer version', async () => {
  const { looks, fault, missPart } = watched(false);
  await missPart();
  expect(looks).toHaveBeenCalledOnce();
  expect(fault).not.toHaveBeenCalled();
});
