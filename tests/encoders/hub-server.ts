/** A hub on this machine: its layout, its redirect to another origin for the bytes, and its faults. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the storage does with one request for a file, in order of the requests. */
export type Behaviour =
  | { kind: 'whole' }
  | { kind: 'cut'; share: number } // closes the connection after that share of the bytes
  | { kind: 'silent'; share: number } // sends that share, then nothing
  | { kind: 'drip'; pieces: number; pauseMs: number }
  | { kind: 'status'; status: number }
  | { kind: 'page' } // HTML, status 200
  | { kind: 'other-bytes' };

export interface Seen {
  method: string;
  path: string;
  range: string | undefined;
  headers: IncomingMessage['headers'];
}

export class HubServer {
  readonly files = new Map<string, Uint8Array>();
  /** Requests that reached the storage. */
  readonly seen: Seen[] = [];
  /** What the coming requests get; `whole` when it runs out. */
  readonly behaviours: Behaviour[] = [];
  /** Whether the storage answers `Range`. */
  canResume = true;
  readonly #front: Server;
  readonly #storage: Server;

  constructor() {
    this.#front = createServer((request, response) => {
      letPagesRead(response);
      // As the hub does: the page's own origin gets a redirect, the bytes come from elsewhere.
      response.writeHead(302, { location: `${address(this.#storage)}${request.url}` }).end();
    });
    this.#storage = createServer((request, response) => {
      letPagesRead(response);
      this.#serve(request, response);
    });
  }

  async start(): Promise<void> {
    for (const server of [this.#front, this.#storage]) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    }
  }

  stop(): void {
    for (const server of [this.#front, this.#storage]) {
      server.closeAllConnections();
      server.close();
    }
  }

  /** What `useHub` takes. */
  get base(): string {
    return address(this.#front);
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent((request.url ?? '').slice(1));
    const { range } = request.headers;
    this.seen.push({ method: request.method ?? '', path, range, headers: request.headers });
    const file = this.files.get(path);
    if (!file) return void response.writeHead(404).end('Entry not found');
    const behaviour = this.behaviours.shift() ?? { kind: 'whole' };
    const from = this.canResume ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
    const rest = file.subarray(from);
    const headers = {
      'content-type': 'application/octet-stream',
      'content-length': rest.byteLength,
      ...(from > 0 && {
        'content-range': `bytes ${from}-${file.byteLength - 1}/${file.byteLength}`,
      }),
    };
    const begin = () => response.writeHead(from > 0 ? 206 : 200, headers);
    switch (behaviour.kind) {
      case 'whole':
        begin().end(rest);
        return;
      case 'cut':
        begin().write(shareOf(rest, behaviour.share), () => response.destroy());
        return;
      case 'silent':
        begin().write(shareOf(rest, behaviour.share));
        return;
      case 'drip':
        begin();
        return void drip(response, rest, behaviour.pieces, behaviour.pauseMs);
      case 'status':
        response.writeHead(behaviour.status).end();
        return;
      case 'page':
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<!doctype html><title>Please sign in</title>');
        return;
      case 'other-bytes':
        begin().end(rest.map((byte) => byte ^ 255));
    }
  }
}

/** Any page may read a plain request; no preflight is ever answered with what it asks for. */
function letPagesRead(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
}

const shareOf = (bytes: Uint8Array, share: number): Uint8Array =>
  bytes.subarray(0, Math.floor(bytes.byteLength * share));

async function drip(
  response: ServerResponse,
  bytes: Uint8Array,
  pieces: number,
  pauseMs: number,
): Promise<void> {
  const size = Math.ceil(bytes.byteLength / pieces);
  for (let at = 0; at < bytes.byteLength; at += size) {
    response.write(bytes.subarray(at, at + size));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  response.end();
}

const address = (server: Server): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');
