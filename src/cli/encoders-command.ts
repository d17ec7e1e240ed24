/** `sgp encoders list | fetch | verify` */
import { Command } from 'commander';
import { openNodeShelf } from '../adapters/encoder/node-shelf.node.ts';
import type { EncoderEntry } from '../core/ports/encoder.ts';
import { chooseEncoder } from './open-encoders.ts';

export function encodersCommand(): Command {
  const command = new Command('encoders').description('list, fetch and verify encoders');
  command
    .command('list')
    .description('every encoder, its precisions, and whether it is on this machine')
    .action(list);
  command
    .command('fetch')
    .description('download an encoder, held against its SHA-256 before it is kept')
    .argument('<id>', 'e.g. clip-vit-base-patch32 or clip-vit-base-patch32/fp16')
    .option('--hub <address>', 'a mirror with the hub’s layout')
    .action(fetchEncoder);
  command
    .command('verify')
    .description('load encoders that are here and check their files, tensors and self-test')
    .argument('[id...]', 'default: all that are on this machine')
    .action(verify);
  return command;
}

async function list(): Promise<void> {
  const shelf = openNodeShelf();
  await shelf.ready;
  const rows = shelf
    .entries()
    .map((entry) => [
      entry.card.id,
      precisionsOf(entry),
      entry.card.protocolName ?? '–',
      whereOf(entry),
      entry.card.licence,
    ]);
  const head = ['encoder', 'precisions', 'protocol', 'here', 'licence'];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]!.length)),
  );
  for (const row of [head, ...rows])
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    );
}

async function fetchEncoder(name: string, { hub }: { hub?: string }): Promise<void> {
  const shelf = openNodeShelf();
  await shelf.ready;
  if (hub !== undefined) shelf.useHub(hub);
  const entry = chooseEncoder(shelf, name);
  const stop = shelf.subscribe(() => showProgress(entry.card.id, shelf.entries()));
  const fetched = await shelf.fetch(entry.card.id);
  stop();
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (!fetched.ok) throw new Error(fetched.failure.detail);
  console.log(`${name} is here.`);
}

async function verify(names: string[]): Promise<void> {
  const shelf = openNodeShelf();
  await shelf.ready;
  const here = shelf.entries().filter(({ state }) => state.kind === 'stored');
  const wanted = names.length > 0 ? names : here.map(({ card }) => card.id);
  for (const name of wanted) {
    const { card } = chooseEncoder(shelf, name);
    const files = await shelf.verify(card.id);
    const opened = files.ok ? await shelf.open(card.id) : files;
    if (!opened.ok) {
      console.log(`${name}: ${opened.failure.detail}`);
      process.exitCode = 1;
      continue;
    }
    const { state } = shelf.entries().find((entry) => entry.card.id === card.id)!;
    const selfTest = state.kind === 'ready' && state.selfTest === 'passed' ? 'passed' : 'has none';
    console.log(
      `${name}: files match, loads on ${opened.value.backend.runtime}, self-test ${selfTest}`,
    );
  }
  shelf.dispose();
}

const precisionsOf = ({ card }: EncoderEntry): string => Object.keys(card.image.weights).join(' ');

function whereOf({ source, state }: EncoderEntry): string {
  if (source === 'shipped') return 'with the app';
  return state.kind === 'absent' ? 'no' : 'yes';
}

function showProgress(id: string, entries: EncoderEntry[]): void {
  const { state } = entries.find(({ card }) => card.id === id)!;
  if (state.kind !== 'downloading' || !process.stderr.isTTY) return;
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  const line = `${state.file}  ${megabytes(state.doneBytes)} of ${megabytes(state.totalBytes)} MB, ${megabytes(state.bytesPerSecond)} MB/s`;
  process.stderr.write(`\r${line.padEnd(79)}`);
}
