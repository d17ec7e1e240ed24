/** Whether this site was published anew since the page was loaded (cases.md G6). */

/** The script that a built page starts with: its name tells every file that the page is made of. */
const ENTRY = /<script type="module"[^>]*\ssrc="([^"]+)"/;

/**
 * @param own the name of the script that this page started with
 * @param readPage the page's text as the site gives it now; `null` where it gives none
 */
export async function isPublishedAnew(
  own: string | null,
  readPage: () => Promise<string | null>,
): Promise<boolean> {
  const entry = ENTRY.exec((await readPage()) ?? '')?.[1];
  // A sign-in page of some network is no newer version.
  return own !== null && entry !== undefined && entry !== own;
}

/** For the page itself; without a network nothing newer is known. */
export const isThisPagePublishedAnew = (): Promise<boolean> =>
  isPublishedAnew(
    document.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null,
    async () => {
      try {
        const response = await fetch(location.pathname, { cache: 'no-store' });
        return response.ok ? await response.text() : null;
      } catch {
        return null;
      }
    },
  );
