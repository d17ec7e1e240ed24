/** Providers that are known from the start, as data. */
import type { Provider } from '../../core/ports/model-shelf.ts';

type Preset = Pick<Provider, 'id' | 'title' | 'baseUrl'> & Partial<Provider>;

const preset = (facts: Preset): Provider => ({
  wire: 'openai',
  key: 'required',
  keyPage: null,
  signIn: false,
  hint: null,
  ...facts,
  preset: true,
});

const local = (facts: Preset): Provider => preset({ key: 'none', ...facts });

export const PRESETS: readonly Provider[] = [
  preset({
    id: 'replay',
    title: 'Replay',
    wire: 'replay',
    baseUrl: '',
    key: 'none',
    hint: 'Replays bundled answers, composed for this project. No model is asked.',
  }),
  preset({
    id: 'composer',
    title: 'Composer',
    wire: 'composer',
    baseUrl: '',
    key: 'none',
    hint: 'Draws things, counts, colours and relations by rules. No model is asked.',
  }),
  preset({
    id: 'openrouter',
    title: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    keyPage: 'https://openrouter.ai/settings/keys',
    signIn: true,
    hint: 'One account for the models of many makers; sign in, or paste a key.',
  }),
  preset({
    id: 'openai',
    title: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    keyPage: 'https://platform.openai.com/api-keys',
  }),
  preset({
    id: 'anthropic',
    title: 'Anthropic',
    wire: 'anthropic',
    baseUrl: 'https://api.anthropic.com/v1',
    keyPage: 'https://platform.claude.com/settings/keys',
  }),
  preset({
    id: 'gemini',
    title: 'Google Gemini',
    wire: 'gemini',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    keyPage: 'https://aistudio.google.com/apikey',
  }),
  preset({
    id: 'groq',
    title: 'Groq',
    baseUrl: 'https://api.groq.com/openai/v1',
    keyPage: 'https://console.groq.com/keys',
  }),
  preset({
    id: 'mistral',
    title: 'Mistral',
    baseUrl: 'https://api.mistral.ai/v1',
    keyPage: 'https://console.mistral.ai/api-keys',
  }),
  preset({
    id: 'deepseek',
    title: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com/v1',
    keyPage: 'https://platform.deepseek.com/api_keys',
  }),
  preset({
    id: 'together',
    title: 'Together',
    baseUrl: 'https://api.together.xyz/v1',
    keyPage: 'https://api.together.ai/settings/api-keys',
  }),
  preset({
    id: 'fireworks',
    title: 'Fireworks',
    baseUrl: 'https://api.fireworks.ai/inference/v1',
    keyPage: 'https://app.fireworks.ai/settings/users/api-keys',
  }),
  local({
    id: 'ollama',
    title: 'Ollama',
    baseUrl: 'http://localhost:11434/v1',
    hint: 'On this machine. It must be told which pages may ask: the doctor prints the command.',
  }),
  local({
    id: 'lmstudio',
    title: 'LM Studio',
    baseUrl: 'http://localhost:1234/v1',
    hint: 'On this machine. Start its server with CORS on: lms server start --cors',
  }),
  local({
    id: 'llamacpp',
    title: 'llama.cpp',
    baseUrl: 'http://localhost:8080/v1',
    key: 'optional',
    hint: 'On this machine: llama-server -m model.gguf',
  }),
  local({
    id: 'vllm',
    title: 'vLLM',
    baseUrl: 'http://localhost:8000/v1',
    key: 'optional',
    hint: 'On this machine or your own server: vllm serve MODEL',
  }),
  preset({
    id: 'chrome',
    title: 'Chrome built-in',
    wire: 'chrome',
    baseUrl: '',
    key: 'none',
    hint: 'Runs inside desktop Chrome; nothing leaves the machine.',
  }),
];

/** Mistral reports usage unasked and refuses to be asked for it. */
export const REPORTS_USAGE_UNASKED: ReadonlySet<string> = new Set(['https://api.mistral.ai']);

/** Takes `max_completion_tokens` for every model, and `max_tokens` only for its older ones. */
export const NAMES_COMPLETION_TOKENS: ReadonlySet<string> = new Set(['https://api.openai.com']);

/** Lists its models to anyone, so that only this address shows whether a key is good. */
export const KEY_CHECK_PATH: Readonly<Record<string, string>> = { 'https://openrouter.ai': '/key' };
