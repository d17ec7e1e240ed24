/** Language models for the command line: keys come from the environment, and from nowhere else. */
import { objectsIn } from '../adapters/model/composer-objects.node.ts';
import { memoryStorage } from '../adapters/model/device-storage.ts';
import type { ModelHost, Platform } from '../adapters/model/model-host.ts';
import { LocalModelShelf } from '../adapters/model/model-shelf.ts';
import { recordingsIn } from '../adapters/model/recordings.node.ts';
import type { Provider } from '../core/ports/model-shelf.ts';
import type { PlannedModel } from '../core/run/run-plan.ts';
import { packageFolder } from './package-folder.ts';

/** Where a provider's key is looked for: `OPENAI_API_KEY`, `MY_SERVER_API_KEY`. */
export const keyVariable = (providerId: string): string =>
  `${providerId.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_API_KEY`;

/**
 * @param addresses of providers: of one's own that speak the OpenAI format, or in place of a known
 *   one's, by id
 * @throws RangeError with a sentence for people where an address cannot be used
 */
export function openModelShelf(
  addresses: readonly (readonly [id: string, baseUrl: string])[],
  environment: NodeJS.ProcessEnv = process.env,
): LocalModelShelf {
  const shelf = new LocalModelShelf({
    host: nodeHost(),
    storage: memoryStorage(),
    session: memoryStorage(),
    page: null,
    recordings: () => recordingsIn(packageFolder('benchmarks/replay')),
    objects: () => objectsIn(packageFolder('benchmarks/objects')),
    replaySpeed: () => 0,
  });
  for (const [id, baseUrl] of addresses) {
    const known = shelf.providers().find((provider) => provider.id === id);
    shelf.saveProvider({ ...(known ?? ownProvider(id)), baseUrl });
  }
  for (const { id } of shelf.providers()) {
    const key = environment[keyVariable(id)];
    if (key !== undefined) shelf.keys.set(id, key, 'memory');
  }
  return shelf;
}

/**
 * @param name `composer`, `replay`, or `provider/model`: `openai/gpt-5`
 * @throws Error in words for a provider that is not known, or whose key is not there
 */
export async function chooseModel(shelf: LocalModelShelf, name: string): Promise<PlannedModel> {
  const at = name.indexOf('/');
  const providerId = at === -1 ? name : name.slice(0, at);
  const provider = shelf.providers().find(({ id }) => id === providerId);
  if (provider === undefined || provider.wire === 'chrome') {
    const known = shelf.providers().filter(({ wire }) => wire !== 'chrome');
    throw new Error(
      `There is no provider "${providerId}". Known: ${known.map(({ id }) => id).join(', ')}. One of your own is added with --provider ${providerId}=https://…/v1`,
    );
  }
  if (provider.key === 'required' && shelf.keys.describe(providerId) === null)
    throw new Error(
      `${provider.title} needs a key. Put it into the environment variable ${keyVariable(providerId)}.`,
    );
  if (at === -1) return onlyModel(shelf, provider);
  const id = name.slice(at + 1);
  return { providerId, id, title: id };
}

async function onlyModel(shelf: LocalModelShelf, provider: Provider): Promise<PlannedModel> {
  const local = provider.wire === 'composer' || provider.wire === 'replay';
  const listed = local ? await shelf.listModels(provider.id) : null;
  if (listed?.ok !== true)
    throw new Error(`Say which model of ${provider.title}: ${provider.id}/<model>.`);
  const [model] = listed.value;
  return { providerId: provider.id, id: model!.id, title: model!.title };
}

const ownProvider = (id: string): Provider => ({
  id,
  title: id,
  wire: 'openai',
  baseUrl: '',
  key: 'optional',
  keyPage: null,
  signIn: false,
  preset: false,
  hint: null,
});

/** A process has no page: nothing stands between it and a server. */
const nodeHost = (): ModelHost => ({
  fetch: (input, init) => fetch(input, init),
  now: () => performance.now(),
  clock: () => Date.now(),
  // A server on this machine answers without a network, too.
  online: () => true,
  pageUrl: null,
  platform: PLATFORMS[process.platform] ?? 'other',
  keyPlace: (providerId) => `the environment variable ${keyVariable(providerId)}`,
  tellsOfUnreadAnswers: () => Promise.resolve(true),
  localNetworkPermission: () => Promise.resolve(null),
  builtInModel: () => null,
});

const PLATFORMS: Partial<Record<NodeJS.Platform, Platform>> = {
  darwin: 'mac',
  win32: 'windows',
  linux: 'linux',
};
