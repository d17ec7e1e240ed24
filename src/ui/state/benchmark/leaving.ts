/** Asks before the tab is left while leaving it would lose something (cases.md G1, D9). */

/** @param wouldLose asked when the tab is about to be left; the browser has words of its own */
export function askBeforeLeaving(
  wouldLose: () => boolean,
  tab: Pick<EventTarget, 'addEventListener'> = window,
): void {
  tab.addEventListener('beforeunload', (event) => {
    if (wouldLose()) event.preventDefault();
  });
}
