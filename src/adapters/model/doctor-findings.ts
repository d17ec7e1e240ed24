/** What the doctor can find, in words. Each says whether it is certain, and names one cure. */
import type { AskKind } from '../../core/failure.ts';
import type { Diagnosis, Provider } from '../../core/ports/model-shelf.ts';
import { hostOf, isLoopback } from './base-url.ts';
import * as cures from './doctor-cures.ts';

export type Finding = Pick<
  Diagnosis,
  'verdict' | 'headline' | 'explanation' | 'certain' | 'stoppedAt' | 'cure'
>;

export const OFFLINE: Finding = {
  verdict: 'offline',
  headline: 'This machine is offline.',
  explanation:
    'No network answers, not even the one this page came from. Replay and scores go on working.',
  certain: true,
  stoppedAt: 'page',
  cure: cures.GO_ONLINE,
};

export const LOCAL_NETWORK_DENIED: Finding = {
  verdict: 'local-network-denied',
  headline: 'The browser keeps this page from servers on this machine.',
  explanation:
    'Chrome asks once whether a page may reach the local network, and it was not allowed. The server may well be running.',
  certain: true,
  stoppedAt: 'page',
  cure: cures.ALLOW_LOCAL_NETWORK,
};

export const REPLAY_WORKS: Finding = {
  verdict: 'works',
  headline: 'Replay is always here.',
  explanation: 'It replays bundled answers; no model is asked and nothing is sent.',
  certain: true,
  stoppedAt: null,
  cure: null,
};

export const COMPOSER_WORKS: Finding = {
  ...REPLAY_WORKS,
  headline: 'The composer is always here.',
  explanation: 'It draws by rules from bundled drawings; no model is asked and nothing is sent.',
};

export const NO_BUILT_IN_MODEL: Finding = {
  verdict: 'not-here',
  headline: 'This browser has no model to use.',
  explanation: 'It needs desktop Chrome, and a computer that can hold and run the model.',
  certain: true,
  stoppedAt: 'page',
  cure: cures.GET_CHROME,
};

export const httpRefused = ({ baseUrl }: Provider): Finding => ({
  verdict: 'page-refused',
  headline: 'The browser does not let this page use an http address.',
  explanation: `Pages may reach http only on this machine. ${hostOf(baseUrl)} is another one, so nothing was sent.`,
  certain: true,
  stoppedAt: 'page',
  cure: cures.USE_HTTPS,
});

export const noKeyYet = ({ title, signIn }: Provider): Finding => ({
  verdict: 'no-key',
  headline: 'There is no key yet.',
  explanation: `${title} answers only with a key. Nothing was sent.`,
  certain: true,
  stoppedAt: 'key',
  cure: cures.newKey(
    `${signIn ? 'Sign in, or paste' : 'Paste'} a key. It stays in memory until you close the tab.`,
  ),
});

export function nothingAnswers(provider: Provider): Finding {
  const url = new URL(provider.baseUrl);
  const local = isLoopback(url);
  return {
    verdict: 'server-down',
    headline: local ? 'No server is running there.' : `Nothing answers at ${url.host}.`,
    explanation: local
      ? `Nothing listens at ${url.host}. Your key and the model are not the problem.`
      : 'The service may be down, the address mistyped, or a firewall or an ad blocker in between. From a page these look the same.',
    certain: local,
    stoppedAt: 'origin',
    cure: local ? cures.startServer(provider) : cures.CHECK_ADDRESS,
  };
}

/** @param allowPage starts a local server with this page allowed, which cures either cause */
export const hiddenByIsolation = ({ baseUrl }: Provider, allowPage: cures.Cure): Finding => ({
  verdict: 'cannot-tell',
  headline: 'No answer that this page may read.',
  explanation: `Either nothing answers at ${hostOf(baseUrl)}, or it answers and does not allow this page. This page is isolated (so that encoders may use threads), and the browser does not tell it which.`,
  certain: false,
  stoppedAt: 'origin',
  cure: isLoopback(new URL(baseUrl)) ? allowPage : cures.CHECK_ADDRESS,
});

export const pageRefused = (
  { title }: Provider,
  keySent: boolean,
  allowPage: cures.Cure,
): Finding => ({
  verdict: 'page-refused',
  headline: 'The server is running. It refuses this page.',
  explanation: `${title} answers only pages it was told about. Your key is not the problem: ${keySent ? 'it needs none' : 'none was sent'}, and the answer was withheld before anything was read.`,
  certain: true,
  stoppedAt: 'origin',
  cure: allowPage,
});

export function cannotTell({ title }: Provider): Finding {
  return {
    verdict: 'cannot-tell',
    headline: 'A wrong key and a blocked page look the same from here.',
    explanation: `${title} is running, but the browser may not show what it answers. Some services let a page read only when a request succeeds. Try a key that you know works elsewhere: if it works here too, the old key was wrong.`,
    certain: false,
    stoppedAt: 'origin',
    cure: cures.newKey('Paste a key that you know works elsewhere, then press Check.'),
  };
}

export const tooSlow = ({ baseUrl }: Provider): Finding => ({
  verdict: 'cannot-tell',
  headline: 'The server began to answer and did not finish.',
  explanation: `${hostOf(baseUrl)} can be reached and lets this page in. It may be overloaded.`,
  certain: false,
  stoppedAt: 'key',
  cure: cures.WAIT,
});

export const noModelList = ({ baseUrl }: Provider): Finding => ({
  verdict: 'cannot-tell',
  headline: 'Something else answers at this address.',
  explanation: `${hostOf(baseUrl)} answered, but not with a list of models. A proxy or a sign-in page may stand between, or the address lacks its last part.`,
  certain: false,
  stoppedAt: 'origin',
  cure: cures.CHECK_ADDRESS,
});

export const LISTS_NO_MODELS: Finding = {
  verdict: 'cannot-tell',
  headline: 'The server answers, but lists no models.',
  explanation:
    'It has no list at this address (404). Some servers have none: choose a model by its name and check again.',
  certain: false,
  stoppedAt: 'model',
  cure: cures.CHECK_ADDRESS,
};

export const unknownModel = (provider: Provider, modelId: string): Finding => ({
  verdict: 'unknown-model',
  headline: 'The key works. The model is not known.',
  explanation: `${provider.title} has no model “${modelId}” for you: the name may be mistyped, retired, or closed to your account.`,
  certain: true,
  stoppedAt: 'model',
  cure: cures.chooseModel(provider, modelId),
});

export const modelSilent = (
  provider: Provider,
  modelId: string,
  detail: string,
  retryable: boolean,
): Finding => ({
  verdict: 'cannot-tell',
  headline: 'The list works. The model did not answer.',
  explanation: detail,
  certain: false,
  stoppedAt: 'model',
  cure: retryable ? cures.WAIT : cures.chooseModel(provider, modelId),
});

/**
 * A refusal that the page could read: then the address and the page are both right.
 * @param said the status, and the provider's words where it sent any
 */
export function refusal(provider: Provider, kind: AskKind, said: string): Finding {
  switch (kind) {
    case 'auth':
      return {
        verdict: 'wrong-key',
        headline: 'The key was read and refused.',
        explanation: `The connection works from this page, and the answer could be read: ${said}. So the address is right and the key is wrong, expired, or from another workspace.`,
        certain: true,
        stoppedAt: 'key',
        cure: cures.newKey('Paste a working key. It stays in memory until you close the tab.'),
      };
    case 'forbidden':
      return {
        verdict: 'wrong-key',
        headline: 'The key was read, and may not do this.',
        explanation: `The answer could be read: ${said}. The key lacks a permission, or the service is closed to your region.`,
        certain: true,
        stoppedAt: 'key',
        cure: cures.newKey('Give the key this permission where keys are made, or paste another.'),
      };
    case 'billing':
      return {
        verdict: 'billing',
        headline: 'The key works. The account has run out.',
        explanation: `The answer could be read: ${said}.`,
        certain: true,
        stoppedAt: 'key',
        cure: cures.PAY(provider),
      };
    case 'rate-limit':
      return {
        verdict: 'rate-limited',
        headline: 'The key works. It has asked too often.',
        explanation: `The answer could be read: ${said}. Nothing needs repair.`,
        certain: true,
        stoppedAt: 'key',
        cure: cures.WAIT,
      };
    default:
      return {
        verdict: 'cannot-tell',
        headline: `${provider.title} answers with an error of its own.`,
        explanation: `The page could read it: ${said}. So the address answers and lets this page in; the key was not judged.`,
        certain: false,
        stoppedAt: 'key',
        cure: cures.WAIT,
      };
  }
}

export function works(modelCount: number | null, latencyMs: number | null): Finding {
  const facts = [
    modelCount === null ? null : `${modelCount} ${modelCount === 1 ? 'model' : 'models'}`,
    latencyMs === null ? null : `answered in ${(latencyMs / 1000).toFixed(2)} s`,
  ].filter((fact) => fact !== null);
  return {
    verdict: 'works',
    headline: 'It works.',
    explanation: facts.length === 0 ? 'It answered.' : `${facts.join(', ')}.`,
    certain: true,
    stoppedAt: null,
    cure: null,
  };
}
