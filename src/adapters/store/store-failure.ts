/** A browser's storage errors as data, with what a person can do about each. */
import type { Failure } from '../../core/failure.ts';

/** @param error what IndexedDB rejected with; its names differ between browsers */
export function storeFailure(error: unknown): Failure {
  const name = error instanceof Error ? error.name : '';
  const words = error instanceof Error ? error.message : String(error);
  switch (name) {
    case 'QuotaExceededError':
      return {
        stage: 'store',
        kind: 'quota',
        detail:
          'The browser has no room left for this page. Delete old drawings or free disk space, then try again; the drawing is still open and can be saved as a file.',
      };
    case 'VersionError':
      return {
        stage: 'store',
        kind: 'newer-version',
        detail: 'A newer version of this app wrote the history. Reload to get it.',
      };
    case 'InvalidStateError':
    case 'TransactionInactiveError':
    case 'AbortError':
      return {
        stage: 'store',
        kind: 'closed',
        detail: `The history was closed while it was in use (${words}). Reload the page.`,
      };
    default:
      return {
        stage: 'store',
        kind: 'unavailable',
        detail: `The browser refused to use its storage (${name || 'unknown error'}: ${words}).`,
      };
  }
}

/** Errors after which a fresh connection may well work. */
export const isLostConnection = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'InvalidStateError' || error.name === 'AbortError');
