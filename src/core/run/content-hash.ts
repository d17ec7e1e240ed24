/** Names made from content: the same parts give the same name on every machine. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const encoder = new TextEncoder();

/** SHA-256 of a text in UTF-8: 64 lower-case hex digits. */
export const sha256Of = (text: string): string => bytesToHex(sha256(encoder.encode(text)));

/**
 * 128 bits are enough that no two of any number of runs meet by chance.
 * @param parts JSON values; their order counts
 * @returns 32 lower-case hex digits
 */
export const nameOf = (...parts: unknown[]): string => sha256Of(JSON.stringify(parts)).slice(0, 32);
