/** Every action after which something leaves this machine, made from what is configured now. */
import type { Provider } from '../../../core/ports/model-shelf.ts';
import { isOnThisMachine, originOf } from '../providers/provider-address.ts';

export interface Departure {
  action: string;
  /** What goes out, in words. */
  sends: string;
  /** Origins; empty where nothing leaves. */
  to: string[];
  /** It goes out of the tab and stays on this machine. */
  local?: boolean;
}

export interface Configuration {
  /** Those that may be asked as things are: a key is held, none is needed, or it is one's own. */
  providers: readonly Provider[];
  hasKey: (providerId: string) => boolean;
  /** Where this page came from. */
  pageOrigin: string;
  /** Base address of the hub. */
  hub: string;
}

const NOTHING = 'Nothing.';

export function departures({ providers, hasKey, pageOrigin, hub }: Configuration): Departure[] {
  return [
    {
      action: 'Opening the page',
      sends:
        'Requests for this app’s own files: scripts, fonts, the built-in encoder. Its host sees your IP address, as every site does. Coming back to the tab after a while asks it whether there is a newer version.',
      to: [pageOrigin],
    },
    {
      action: 'Drawing with Replay or the composer',
      sends: 'Nothing but requests for bundled answers and drawings, which are files of this app.',
      to: [pageOrigin],
    },
    ...providers.map((provider) => drawing(provider, hasKey(provider.id))),
    {
      action: 'Listing models, and the doctor',
      sends:
        'A request for the list with your key; if the answer is hidden, one without it and one that is not read. A model that you try yourself is asked for one token with the word “Hi”. Never your prompt.',
      to: origins(providers),
    },
    ...providers
      .filter(({ signIn }) => signIn)
      .map((provider) => ({
        action: `Signing in with ${provider.title}`,
        sends: 'The address of this page and a one-time code. The key comes back to this tab.',
        to: ['https://openrouter.ai'],
      })),
    {
      action: 'Downloading an encoder',
      sends: 'The names of its files, without cookies or referrer. The hub sees your IP address.',
      to: [new URL(hub).origin],
    },
    {
      action: 'Editing, drawing the picture, scoring, comparing',
      sends: `${NOTHING} Programs, pictures and prompts are drawn and measured in this tab.`,
      to: [],
    },
    {
      action: 'History, export, import',
      sends: `${NOTHING} Files are written where you save them.`,
      to: [],
    },
    {
      action: 'Sharing by link',
      sends:
        'Nothing by itself. Prompt, settings and program stand after the # of the address, which browsers do not send to the site; whoever you give the link can read them. Never a key.',
      to: [],
    },
    {
      action: 'Counting visits, crash reports, advertising',
      sends: `${NOTHING} There is none of it here.`,
      to: [],
    },
  ];
}

function drawing(provider: Provider, hasKey: boolean): Departure {
  const action = `Drawing with ${provider.title}`;
  const origin = originOf(provider);
  if (origin === null)
    return {
      action,
      sends:
        'Nothing: the model runs inside the browser. Chrome downloads it from Google when it is first asked.',
      to: [],
    };
  const key = hasKey ? ', and your key' : provider.key === 'none' ? '; no key' : '; no key is held';
  return {
    action,
    sends: `The prompt as the template makes it, the settings, the name of the model${key}.`,
    to: [origin],
    local: isOnThisMachine(provider),
  };
}

const origins = (providers: readonly Provider[]): string[] => [
  ...new Set(providers.map(originOf).filter((origin) => origin !== null)),
];
