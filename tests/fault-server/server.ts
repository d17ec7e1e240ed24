/**
 * A local server that misbehaves on request. A test scripts what a name does and points a provider's
 * base URL at it; the server speaks the three wire formats and keeps an exact log of its calls.
 *
 *   const server = await startFaultServer();
 *   server.script('slow', { body: openAiStream('<svg/>'), chunkBytes: 1, chunkMs: 20 });
 *   provider.baseUrl = server.baseUrl('slow');      // http://127.0.0.1:PORT/slow/v1
 *   ...
 *   expect(server.log('slow')).toEqual(['POST /v1/chat/completions']);
 *   await server.stop();
 *
 * Several behaviours answer one call each, the last one all that follow. GETs whose behaviour is not
 * scripted by `models` answer with a list of one model. Nothing here is timed by default.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Behaviour {
  /** Default 200. */
  status?: number;
  /** Added to, or replacing, `content-type: text/event-stream` (JSON where the status is an error). */
  headers?: Record<string, string>;
  body?: string | Uint8Array | ((call: Call) => string);
  /** Sent in pieces of so many bytes; default all at once. */
  chunkBytes?: number;
  /** Pause before each piece but the first. */
  chunkMs?: number;
  /** Pause before the status line. */
  waitMs?: number;
  /** The socket is destroyed after so many bytes of the body. */
  cutAtByte?: number;
  /** The body is sent again and again, until the client goes or so many bytes are out. */
  repeatToBytes?: number;
  /** The socket is destroyed before anything is said. */
  hangUp?: boolean;
  /** Which answers a page may read; default all. */
  cors?: 'all' | 'none' | 'success-only';
}

export interface Script {
  /** Answers to POSTs, in order. */
  answers?: Behaviour[];
  /** Answers to GETs, in order. */
  models?: Behaviour[];
  /** Headers that the preflight allows, lower case; `any` by default, `none` refuses every preflight. */
  preflight?: readonly string[] | 'any' | 'none';
}

export interface Call {
  method: string;
  /** After the name: `/v1/chat/completions`. */
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Mistral's and Fireworks' preflight: a third header refuses the whole request. */
export const ONLY_KEY_AND_TYPE = ['authorization', 'content-type'] as const;

export interface FaultServer {
  readonly origin: string;
  baseUrl(name: string, version?: string): string;
  /** A lone behaviour scripts the POSTs. */
  script(name: string, script: Script | Behaviour): void;
  calls(name: string): Call[];
  /** `METHOD /path` of each call in order; preflights are logged as OPTIONS. */
  log(name: string): string[];
  stop(): Promise<void>;
}

export async function startFaultServer(): Promise<FaultServer> {
  const scripts = new Map<string, Required<Script>>();
  const calls = new Map<string, Call[]>();
  const server = createServer((request, response) => {
    void answer(request, response, scripts, calls);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    baseUrl: (name, version = 'v1') => `${origin}/${name}/${version}`,
    script(name, script) {
      const isScript = 'answers' in script || 'models' in script || 'preflight' in script;
      const given: Script = isScript ? script : { answers: [script as Behaviour] };
      scripts.set(name, { answers: [], models: [], preflight: 'any', ...given });
      calls.set(name, []);
    },
    calls: (name) => calls.get(name) ?? [],
    log: (name) => (calls.get(name) ?? []).map(({ method, path }) => `${method} ${path}`),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const MODELS: Behaviour = {
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    object: 'list',
    data: [{ id: 'model-1', object: 'model' }],
    models: [{ name: 'models/model-1', supportedGenerationMethods: ['generateContent'] }],
  }),
};

const NOTHING: Behaviour = { status: 500, body: '{"error":{"message":"nothing scripted"}}' };

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  scripts: Map<string, Required<Script>>,
  calls: Map<string, Call[]>,
): Promise<void> {
  const [, name = '', rest = ''] = /^\/([^/]*)(.*)$/.exec(request.url ?? '') ?? [];
  const script = scripts.get(name);
  const call: Call = {
    method: request.method ?? '',
    path: rest,
    headers: request.headers,
    body: await textOf(request),
  };
  const log = calls.get(name) ?? [];
  log.push(call);
  calls.set(name, log);
  if (script === undefined) return void response.writeHead(404).end();
  if (call.method === 'OPTIONS') return answerPreflight(call, response, script);
  const nth = log.filter(({ method }) => method === call.method).length - 1;
  const answers = call.method === 'GET' ? script.models : script.answers;
  const fallback = call.method === 'GET' ? MODELS : NOTHING;
  await behave(answers[Math.min(nth, answers.length - 1)] ?? fallback, call, response);
}

function answerPreflight(call: Call, response: ServerResponse, script: Required<Script>): void {
  const asked = String(call.headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((header) => header.trim().toLowerCase())
    .filter((header) => header !== '');
  const allowed =
    script.preflight === 'any' ||
    (script.preflight !== 'none' && asked.every((header) => script.preflight.includes(header)));
  if (!allowed) return void response.writeHead(400).end('Disallowed CORS headers');
  response
    .writeHead(204, {
      'access-control-allow-origin': call.headers.origin ?? '*',
      'access-control-allow-headers': asked.join(', '),
      'access-control-allow-methods': 'GET, POST',
    })
    .end();
}

async function behave(behaviour: Behaviour, call: Call, response: ServerResponse): Promise<void> {
  const { status = 200, cors = 'all', cutAtByte, repeatToBytes } = behaviour;
  if (behaviour.waitMs) await pause(behaviour.waitMs);
  if (behaviour.hangUp) return void response.destroy();
  const readable = cors === 'all' || (cors === 'success-only' && status < 300);
  response.writeHead(status, {
    'content-type': status < 300 ? 'text/event-stream' : 'application/json',
    ...(readable ? { 'access-control-allow-origin': call.headers.origin ?? '*' } : {}),
    ...behaviour.headers,
  });
  const { body = '' } = behaviour;
  const text = typeof body === 'function' ? body(call) : body;
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : Buffer.from(text);
  if (repeatToBytes !== undefined) await repeat(bytes, repeatToBytes, response);
  const end = cutAtByte ?? bytes.length;
  const size = behaviour.chunkBytes ?? Math.max(1, end);
  for (let start = 0; start < end && !response.destroyed; start += size) {
    if (start > 0 && behaviour.chunkMs) await pause(behaviour.chunkMs);
    await write(response, bytes.subarray(start, Math.min(end, start + size)));
  }
  if (cutAtByte === undefined) response.end();
  else response.destroy();
}

async function repeat(bytes: Buffer, total: number, response: ServerResponse): Promise<void> {
  for (let sent = 0; sent < total && !response.destroyed; sent += bytes.length)
    await write(response, bytes);
}

/** Waits until the piece is on its way, so that pieces stay apart and a cut comes after them. */
function write(response: ServerResponse, piece: Buffer): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.write(piece, () => {
      response.off('close', resolve);
      setImmediate(resolve);
    });
  });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
