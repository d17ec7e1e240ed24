/** A worker that can't prepare itself. */
import { serveCalls } from '../../src/workers/serve-calls.ts';

await serveCalls({}, () => Promise.reject(new Error('no such binary')));
