/** What an open encoder runs on, as its session reported it after the self-test. */
import type { Backend } from '../../../core/ports/encoder.ts';

/** @param isolated whether the page may use threads at all */
export function backendWords({ kind, threads }: Backend, isolated: boolean): string {
  if (kind === 'webgpu') return 'on the graphics card';
  if (threads === 0) return 'threads left to the runtime';
  const count = `${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  return isolated ? count : `${count}, page not isolated`;
}
