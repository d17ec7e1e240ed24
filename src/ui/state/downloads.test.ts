import { expect, test } from 'vitest';
import { success } from '../../core/failure.ts';
import type { EncoderShelf } from '../../core/ports/encoder.ts';
import { Downloads, downloadsOf } from './downloads.ts';

function shelf() {
  let finish = () => undefined as void;
  const fetch = (_: string, signal: AbortSignal) =>
    new Promise((resolve, reject) => {
      finish = () => resolve(success(undefined));
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  return { shelf: { fetch } as unknown as EncoderShelf, finish: () => finish() };
}

test('a download that is done can no longer be cancelled', async () => {
  const { shelf: encoders, finish } = shelf();
  const downloads = new Downloads(encoders);
  const running = downloads.fetch('clip');
  expect(downloads.canCancel('clip')).toBe(true);
  finish();
  expect(await running).toEqual(success(undefined));
  expect(downloads.canCancel('clip')).toBe(false);
});

test('a cancelled download is no failure', async () => {
  const downloads = new Downloads(shelf().shelf);
  const running = downloads.fetch('clip');
  downloads.cancel('clip');
  expect(await running).toBeNull();
});

test('a page that is opened again finds the same downloads', () => {
  const { shelf: encoders } = shelf();
  expect(downloadsOf(encoders)).toBe(downloadsOf(encoders));
  expect(downloadsOf(encoders)).not.toBe(downloadsOf(shelf().shelf));
});
