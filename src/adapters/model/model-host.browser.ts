/** The page as a host of language models. */
import type { BuiltInModelFactory } from './chrome.ts';
import type { ModelHost, Platform } from './model-host.ts';

// Chrome renamed the permission as it split it by address space; older names answer on older builds.
const LOCAL_NETWORK_PERMISSIONS = ['loopback-network', 'local-network', 'local-network-access'];

export function browserModelHost(): ModelHost {
  return {
    fetch: (input, init) => fetch(input, init),
    now: () => performance.now(),
    clock: () => Date.now(),
    online: () => navigator.onLine,
    pageUrl: new URL(location.href),
    platform: platformOf(navigator.userAgent),
    keyPlace: () => 'Settings, Providers',
    tellsOfUnreadAnswers,
    localNetworkPermission,
    builtInModel: () =>
      (globalThis as { LanguageModel?: BuiltInModelFactory }).LanguageModel ?? null,
  };
}

function platformOf(userAgent: string): Platform {
  if (/Mac OS X|Macintosh/.test(userAgent)) return 'mac';
  if (/Windows/.test(userAgent)) return 'windows';
  return /Linux/.test(userAgent) ? 'linux' : 'other';
}

/** No API names the policy of the page, but the page may read its own headers. */
async function tellsOfUnreadAnswers(): Promise<boolean> {
  if (!crossOriginIsolated) return true;
  try {
    const page = await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
    return page.headers.get('cross-origin-embedder-policy')?.trim() === 'credentialless';
  } catch {
    return false;
  }
}

async function localNetworkPermission(): Promise<PermissionState | null> {
  for (const name of LOCAL_NETWORK_PERMISSIONS) {
    try {
      const status = await navigator.permissions.query({ name: name as PermissionName });
      return status.state;
    } catch {
      // A browser rejects names that it does not know: try the next one.
    }
  }
  return null;
}
