/**
 * A drawing in a link: prompt, settings and program, in the part of the address that no server
 * sees. Never a key, and nothing runs when it is opened.
 */
import * as v from 'valibot';
import { EXTRACTION_RULES } from './program/candidate.ts';

const nullableNumber = v.nullable(v.number());

const sharedSchema = v.object({
  prompt: v.pipe(v.string(), v.maxLength(20_000)),
  template: v.nullable(
    v.object({
      id: v.string(),
      title: v.string(),
      system: v.nullable(v.string()),
      text: v.pipe(v.string(), v.maxLength(20_000)),
    }),
  ),
  canvas: v.object({
    widthPx: v.pipe(v.number(), v.minValue(1), v.maxValue(8192)),
    heightPx: v.pipe(v.number(), v.minValue(1), v.maxValue(8192)),
    palette: v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(64)),
    noText: v.boolean(),
  }),
  settings: v.object({
    temperature: nullableNumber,
    topP: nullableNumber,
    maxTokens: nullableNumber,
    seed: nullableNumber,
    reasoningEffort: v.nullable(v.picklist(['minimal', 'low', 'medium', 'high'])),
    stop: v.array(v.string()),
  }),
  rule: v.picklist(EXTRACTION_RULES),
  /** Shown as "drawn by"; choosing it again is left to the person who opens the link. */
  modelTitle: v.nullable(v.pipe(v.string(), v.maxLength(200))),
  program: v.nullable(v.string()),
});

export type Shared = v.InferOutput<typeof sharedSchema>;

/** Raised when an old link could no longer be read. */
const VERSION = '1';
/** An unpacked link larger than this is a bomb, not a drawing. */
const LARGEST_BYTES = 4 * 1024 * 1024;

/** @returns `1.` and base64url of deflated JSON: safe in a fragment, a mail or a chat */
export async function encodeShare(shared: Shared): Promise<string> {
  // Through the schema, so that nothing gets into a link that is not named there.
  const json = new TextEncoder().encode(JSON.stringify(v.parse(sharedSchema, shared)));
  const packed = await readAll(
    new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw')),
    Infinity,
  );
  return `${VERSION}.${toBase64Url(packed)}`;
}

export type ShareReading = { ok: true; shared: Shared } | { ok: false; reason: string };

/** @returns what the link holds, or in one sentence why it cannot be read; never throws */
export async function decodeShare(text: string): Promise<ShareReading> {
  const dot = text.indexOf('.');
  const version = text.slice(0, dot);
  if (version !== VERSION)
    return {
      ok: false,
      reason: /^\d+$/.test(version)
        ? `The link was made by a newer version (${version}). Reload the page and open it again.`
        : 'This is not a link made by "Share".',
    };
  try {
    const packed = fromBase64Url(text.slice(dot + 1));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const json = new TextDecoder('utf-8', { fatal: true }).decode(
      await readAll(stream, LARGEST_BYTES),
    );
    const parsed = v.safeParse(sharedSchema, JSON.parse(json));
    if (parsed.success) return { ok: true, shared: parsed.output };
    return { ok: false, reason: `The link is damaged (${v.getDotPath(parsed.issues[0])}).` };
  } catch {
    // Every decoder's error means the same to a person: characters are missing or changed.
    return { ok: false, reason: 'The link is damaged or cut short. Copy it again, whole.' };
  }
}

async function readAll(
  stream: ReturnType<Blob['stream']>,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value!.length;
    if (size > limitBytes) {
      await reader.cancel();
      throw new RangeError('the unpacked link is too large');
    }
    chunks.push(value!);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
