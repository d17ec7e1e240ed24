/** The wire formats that go over HTTP, by name: all that the shelf must know before one is used. */
import type { Provider } from '../../core/ports/model-shelf.ts';

const HTTP_WIRES = ['openai', 'anthropic', 'gemini'] as const;
export type HttpWire = (typeof HTTP_WIRES)[number];
export type HttpProvider = Provider & { wire: HttpWire };

export const isHttp = (provider: Provider): provider is HttpProvider =>
  (HTTP_WIRES as readonly string[]).includes(provider.wire);
