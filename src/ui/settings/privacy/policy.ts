/** The content security policy of the page, directive by directive, in words. */

export interface PolicyRule {
  /** As written: `img-src 'self' blob: data:`. */
  rule: string;
  words: string;
}

/** What each directive of our policy is there for. One that is new is shown without words. */
const WORDS: Readonly<Record<string, string>> = {
  'default-src': 'What is not allowed below is forbidden.',
  'script-src':
    'Only this app’s own scripts run, and its WebAssembly. A script in a drawing or an answer does not.',
  'worker-src': 'Workers, which draw and measure, come from this app alone.',
  'style-src': 'Styles come from this app, those written into the page included.',
  'img-src':
    'Pictures come from this app or from memory. A drawing can’t fetch one, so it can’t call home.',
  'font-src': 'Fonts come from this app.',
  'connect-src':
    'Requests may go to this app’s host, to https addresses, because you may add any provider, and to servers on this machine.',
  'manifest-src': 'The app’s description comes from this app.',
  'base-uri': 'Nothing may change where addresses point.',
  'form-action': 'No form can be sent anywhere.',
  'object-src': 'No plug-ins.',
  'frame-src': 'No other page is shown inside this one.',
  'require-trusted-types-for': 'Text can’t become script, even by a mistake of ours.',
};

/** @param policy as in the header or the meta element */
export function readPolicy(policy: string): PolicyRule[] {
  return policy
    .split(';')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '')
    .map((rule) => ({ rule, words: WORDS[rule.split(/\s/, 1)[0]!.toLowerCase()] ?? '' }));
}

/** The policy that this page was built with; `null` on the development server, which has none. */
export function policyOf(page: Document): string | null {
  const meta = page.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy" i]');
  return meta?.content ?? null;
}
