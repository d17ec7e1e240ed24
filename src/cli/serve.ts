/** `sgp serve`: the built page on this machine, with the headers that a plain file host can't set. */
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { ISOLATION, POLICY } from '../../content-security-policy.ts';

/** frame-ancestors works only as a header. */
const HEADERS = {
  ...ISOLATION,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': `${POLICY}; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

const PAGE = fileURLToPath(new URL('../page', import.meta.url));
/** How many ports are tried after the wished one. */
const TRIES = 20;

export interface ServeOptions {
  /** 0: any free one; else this one or one of the next twenty. */
  port: number;
  host: string;
  /** Folder of the built page. */
  folder?: string;
}

/**
 * Starts the server.
 * @throws Error where the page is not built, or no port is free
 */
export async function serve({
  port,
  host,
  folder = PAGE,
}: ServeOptions): Promise<{ url: string; close(): Promise<void> }> {
  if (!existsSync(folder)) throw new Error('The page is not built yet. Run `npm run build` first.');
  const files = sirv(folder, {
    etag: true,
    setHeaders(response, path) {
      for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
      // Built files carry a hash in their names; everything else may change under its name.
      const lasting = path.startsWith('/assets/');
      response.setHeader('Cache-Control', lasting ? 'max-age=31536000, immutable' : 'no-cache');
    },
  });
  const server = createServer((request, response) => {
    files(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8', ...HEADERS });
      response.end('Not found. The page is at /\n');
    });
  });
  await listen(server, port, host);
  const address = server.address() as AddressInfo;
  const name = address.address === '127.0.0.1' || address.address === '::1' ? 'localhost' : host;
  return {
    url: `http://${name}:${address.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  const last = port === 0 ? 0 : port + TRIES;
  for (let candidate = port; candidate <= last; candidate++) {
    const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once('error', resolve);
      server.listen(candidate, host, () => {
        server.off('error', resolve);
        resolve(null);
      });
    });
    if (error === null) return;
    if (error.code !== 'EADDRINUSE') throw error;
  }
  throw new Error(`No port from ${port} to ${last} is free. Choose another with --port.`);
}
