/** The one step that cures each finding, in the words and commands of each server. */
import type { Diagnosis, Provider } from '../../core/ports/model-shelf.ts';
import { hostOf } from './base-url.ts';
import type { Platform } from './model-host.ts';

export type Cure = NonNullable<Diagnosis['cure']>;

const step = (instruction: string, command: string | null = null): Cure => ({
  instruction,
  command,
  needsKey: false,
});

export const newKey = (instruction: string): Cure => ({
  instruction,
  command: null,
  needsKey: true,
});

/** @param origin of this page, which the server must let in */
export function allowPage(provider: Provider, origin: string, platform: Platform): Cure {
  switch (provider.id) {
    case 'ollama':
      return allowInOllama(origin, platform);
    case 'lmstudio':
      return step(
        'Start LM Studio’s server with CORS on, then press Check.',
        'lms server start --cors',
      );
    case 'llamacpp':
      return step(
        'Start llama.cpp’s server with this page allowed, then press Check.',
        `llama-server --cors-origins ${origin} -m MODEL.gguf`,
      );
    case 'vllm':
      return step(
        'Start vLLM with this page allowed, then press Check.',
        `vllm serve MODEL --allowed-origins '["${origin}"]'`,
      );
    default:
      return step(
        `Set the server to allow ${origin}: it must answer with the header Access-Control-Allow-Origin, and allow the headers Authorization and Content-Type.`,
      );
  }
}

function allowInOllama(origin: string, platform: Platform): Cure {
  const ways = {
    shell: { label: 'In a terminal', command: `OLLAMA_ORIGINS=${origin} ollama serve` },
    mac: {
      label: 'macOS app: run this, then quit and start Ollama',
      command: `launchctl setenv OLLAMA_ORIGINS "${origin}"`,
    },
    windows: {
      label: 'Windows: run this, then quit and start Ollama',
      command: `setx OLLAMA_ORIGINS "${origin}"`,
    },
    systemd: {
      label: 'Linux service (systemd)',
      command: `sudo mkdir -p /etc/systemd/system/ollama.service.d && printf '[Service]\\nEnvironment="OLLAMA_ORIGINS=${origin}"\\n' | sudo tee /etc/systemd/system/ollama.service.d/origins.conf && sudo systemctl daemon-reload && sudo systemctl restart ollama`,
    },
  };
  const first = platform === 'windows' ? ways.windows : platform === 'mac' ? ways.mac : ways.shell;
  const restart = first === ways.shell ? '' : ' Quit and start Ollama after it.';
  return {
    ...step(`Start Ollama with this page allowed, then press Check.${restart}`, first.command),
    others: Object.values(ways).filter((way) => way !== first),
  };
}

export function startServer(provider: Provider): Cure {
  switch (provider.id) {
    case 'ollama':
      return step('Start Ollama, then press Check.', 'ollama serve');
    case 'lmstudio':
      return step('Start LM Studio’s server, then press Check.', 'lms server start --cors');
    case 'llamacpp':
      return step('Start llama.cpp’s server, then press Check.', 'llama-server -m MODEL.gguf');
    case 'vllm':
      return step('Start vLLM, then press Check.', 'vllm serve MODEL');
    default:
      return step(`Start the server at ${hostOf(provider.baseUrl)}, then press Check.`);
  }
}

export function chooseModel(provider: Provider, modelId: string): Cure {
  if (provider.id === 'ollama')
    return step('Fetch the model, or choose one from the list.', `ollama pull ${modelId}`);
  return step('Choose a model from the list.');
}

export const ALLOW_LOCAL_NETWORK = step(
  'Click the icon left of the address, open the site’s settings, allow “Local network access”, then press Check.',
);
export const GO_ONLINE = step('Connect to a network, then press Check.');
export const PAY = (provider: Provider): Cure =>
  step(`Add credit or raise the spending limit in your ${provider.title} account.`);
export const WAIT = step('Wait a minute, then press Check.');
export const CHECK_ADDRESS = step('Check the provider’s address, up to and including /v1.');
export const USE_HTTPS = step(
  'Give the server’s https address, or run it on this machine and use localhost.',
);
export const GET_CHROME = step(
  'Open this page in Chrome on a computer with 22 GB free on disk and more than 4 GB of graphics memory (or 16 GB of memory and 4 cores).',
);
