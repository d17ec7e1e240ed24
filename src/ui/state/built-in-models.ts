/** What answers without a key and without a network; neither is a language model. */
import type { AskFields } from './ask-form.svelte.ts';

type Model = AskFields['model'];

export const REPLAY: Model = { providerId: 'replay', modelId: 'replay', title: 'Replay' };

export const COMPOSER: Model = { providerId: 'composer', modelId: 'composer', title: 'Composer' };

export const isBuiltIn = (providerId: string): boolean =>
  providerId === REPLAY.providerId || providerId === COMPOSER.providerId;
