/** What the app keeps on the device, by the names it keeps it under, for deleting and for showing. */

/** What a name in `localStorage` holds, in words. The value itself is never read. */
const WORDS: readonly { name: RegExp; words: string }[] = [
  { name: /^sgp-playground:key:/, words: 'a key that you asked to remember' },
  { name: /^sgp-playground:keys$/, words: 'which providers have a remembered key' },
  { name: /^sgp-playground:providers$/, words: 'providers that you added or changed' },
  { name: /^sgp-playground:prices$/, words: 'prices of your own' },
  { name: /^sgp:history$/, words: 'a mark that a history was kept' },
  { name: /^sgp:runs$/, words: 'a mark that benchmark runs were kept' },
  { name: /^sgp\.(theme|density)$/, words: 'how the page looks' },
  { name: /^sgp\.single-keys$/, words: 'whether single keys work' },
  { name: /^sgp\.encoders$/, words: 'which encoders score, and where they come from' },
  { name: /^sgp\.templates$/, words: 'prompt templates of your own' },
  { name: /^sgp\.last-draw$/, words: 'which drawing was open last' },
  { name: /^sgp\.ask/, words: 'the form above the picture' },
];

const DATABASES = new Map([
  ['sgp-playground', 'your drawings, a database'],
  ['sgp-benchmarks', 'your benchmark runs, a database'],
  ['sgp-suites', 'suites that you ran or opened, a database'],
  ['sgp-embeddings', 'what encoders gave for pictures and captions of runs, a database'],
]);

/** Other apps may live on the same origin; only these are ours. */
const OURS = /^sgp(\.|:|-playground:)/;

export interface KeptName {
  name: string;
  words: string;
}

/** @param names of everything in `localStorage` */
export function keptNames(names: readonly string[]): KeptName[] {
  return names
    .filter((name) => OURS.test(name))
    .sort()
    .map((name) => ({
      name,
      words: WORDS.find((known) => known.name.test(name))?.words ?? 'a choice of yours',
    }));
}

/** @returns the names in `localStorage`; none where the browser forbids it */
export function namesInStorage(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

/** Databases and caches of the app that are here now; none where the browser does not tell. */
export async function storesHere(): Promise<KeptName[]> {
  const [databases, stored] = await Promise.all([
    indexedDB.databases?.().catch(() => []) ?? [],
    // Plain http has no caches.
    globalThis.caches?.keys().catch(() => []) ?? [],
  ]);
  return [
    ...databases.flatMap(({ name = '' }) => {
      const words = DATABASES.get(name);
      return words === undefined ? [] : [{ name, words }];
    }),
    ...stored
      .filter((name) => name.startsWith('encoder-weights'))
      .map((name) => ({ name, words: 'encoder weights, a cache' })),
  ];
}

/** Takes away every small choice, remembered key and provider of one's own. */
export function deleteChoices(): void {
  for (const { name } of keptNames(namesInStorage())) localStorage.removeItem(name);
}
