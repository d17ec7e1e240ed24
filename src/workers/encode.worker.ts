/** Runs one encoder off the main thread, in the page and in Node. */
import { encodeHandlers } from '../adapters/encoder/encode-handlers.ts';
import type { EncodeCalls } from '../adapters/encoder/encode-calls.ts';
import { serveCalls } from './serve-calls.ts';

void serveCalls<EncodeCalls>(encodeHandlers());
