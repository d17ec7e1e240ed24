/** SHA-256 of a file that is here. */

/** @returns lower-case hex */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle;
  if (!subtle) return withoutWebCrypto(bytes);
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Ten times slower, and all there is on a page served over plain HTTP. */
async function withoutWebCrypto(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { StreamingSha256 } = await import('./streaming-sha256.ts');
  const hash = new StreamingSha256();
  hash.update(bytes);
  return hash.hex();
}
