/** Starts module workers in the page. */
import encodeUrl from './encode.worker.ts?worker&url';
import renderUrl from './render.worker.ts?worker&url';
import fileUrl from './file.worker.ts?worker&url';
import programUrl from './program.worker.ts?worker&url';
import reportUrl from './report.worker.ts?worker&url';
import type { WorkerName } from './protocol.ts';
import type { WorkerHandle } from './worker-handle.ts';

const URLS: Record<WorkerName, string> = {
  render: renderUrl,
  encode: encodeUrl,
  report: reportUrl,
  program: programUrl,
  file: fileUrl,
};

/**
 * Names a worker's code by its content: the build puts a hash of it into the file's name. `null` for
 * files as they are, which keep their name whatever is changed in them.
 */
export const scriptName = (name: WorkerName): string | null =>
  /[^/]+-[\w-]{8}\.js$/.exec(URLS[name])?.[0] ?? null;

interface ScriptPolicy {
  createScriptURL(url: string): string;
}
interface ScriptPolicies {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

// The page's security policy (require-trusted-types-for) wants each script address vouched for:
// only those above can pass. Browsers without trusted types take the text itself.
const { trustedTypes } = globalThis as { trustedTypes?: ScriptPolicies };
const policy: ScriptPolicy = trustedTypes?.createPolicy('workers', {
  createScriptURL: (url) => url,
}) ?? { createScriptURL: (url) => url };

export function spawn(name: WorkerName): WorkerHandle {
  const worker = new Worker(policy.createScriptURL(URLS[name]), { type: 'module', name });
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    listen({ message, lost }) {
      worker.addEventListener('message', (event) => message(event.data));
      worker.addEventListener('error', (event) => {
        event.preventDefault(); // the host reports it
        lost(event.message || `the ${name} worker could not be loaded`);
      });
      worker.addEventListener('messageerror', () => lost('a message could not be read'));
    },
    terminate: () => worker.terminate(),
  };
}
