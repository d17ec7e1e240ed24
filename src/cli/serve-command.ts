/** `sgp serve [--port 4173] [--host 127.0.0.1]` */
import { Command, InvalidArgumentError } from 'commander';
import { serve } from './serve.ts';

const DEFAULT_PORT = 4173;

export function serveCommand(): Command {
  return new Command('serve')
    .description('serve the built page on this machine')
    .option('-p, --port <number>', 'port, or the next free one', parsePort, DEFAULT_PORT)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .action(async (options: { port: number; host: string }) => {
      const server = await serve(options);
      console.log(`SGP Playground is at ${server.url}\nStop it with Ctrl+C.`);
      const stop = () => void server.close().then(() => process.exit(0));
      process.once('SIGINT', stop);
      process.once('SIGTERM', stop);
    });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  return port;
}
