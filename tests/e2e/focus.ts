/** Where the keyboard is, and whether a person can see it. */
import type { Page } from 'playwright-core';

/** @returns what names the element with the focus; `BODY`: none has it */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === document.body) return 'BODY';
    const label = element?.ariaLabel ?? element?.textContent?.trim() ?? '';
    return label || (element?.id ?? '') || (element?.tagName ?? '');
  });

/** How focus looks: the element, what is around it and what is in it. */
const look = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    if (activeElement === null) return '';
    Object.assign(window, { __looked: activeElement });
    return (window as unknown as { __lookOf(element: Element): string }).__lookOf(activeElement);
  });

const lookWithoutFocus = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { __lookOf, __looked } = window as unknown as {
      __lookOf(element: Element): string;
      __looked: Element;
    };
    return __lookOf(__looked);
  });

/** Defines `__lookOf`. Runs in the page, before its scripts. */
export function tellLooks(): void {
  Object.assign(window, {
    __lookOf: (element: Element) =>
      [element.parentElement?.parentElement, element.parentElement, element, ...element.children]
        .filter((one) => one != null)
        .map((one) => {
          const { outline, boxShadow, border, backgroundColor } = getComputedStyle(one);
          return [outline, boxShadow, border, backgroundColor].join(' ');
        })
        .join('\n'),
  });
}

/**
 * Presses Tab until the page has no further stop. It must have been opened with `tellLooks`.
 * @param most stops, at most
 */
export async function walkByTab(
  page: Page,
  most: number,
): Promise<{ order: string[]; unseen: string[] }> {
  const order: string[] = [];
  const unseen: string[] = [];
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab');
    const name = await focused(page);
    if (name === 'BODY') break;
    order.push(name);
    const withFocus = await look(page);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    if (withFocus === (await lookWithoutFocus(page))) unseen.push(name);
    await page.evaluate(() => (window as unknown as { __looked: HTMLElement }).__looked.focus());
  }
  return { order, unseen };
}
