/** A run's records as a file: a line a slot, the bytes that the command line writes. */
import type { RunCard } from '../../core/run/run-card.ts';
import { formatBytes, formatCount } from '../parts/scores/format.ts';
import { saveLines } from '../settings/storage/save-stream.ts';
import type { App } from '../state/app.svelte.ts';

/** Call it from a click: the picker needs one. What became of it is said. */
export async function exportRun({ notices, benchmark }: App, card: RunCard): Promise<void> {
  if (benchmark === null) return;
  const name = `${fileName(card)}.jsonl`;
  const never = new AbortController().signal;
  try {
    const lines = benchmark.services.runs.export(card.runId);
    const saved = await saveLines(lines, name, () => undefined, never);
    if (saved === null) notices.say('No file was chosen; nothing is written');
    else
      notices.tell(
        `${formatCount(saved.lines)} ${saved.lines === 1 ? 'record' : 'records'}, ${formatBytes(saved.bytes)}, saved as ${name}`,
      );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    notices.fault(`The file could not be written: ${reason}`);
  }
}

/** Suite, date and the beginning of the run's name: enough to tell files apart in a folder. */
const fileName = ({ conditions, createdAt, runId }: RunCard): string =>
  `sgp-${conditions.suite.id}-${createdAt.slice(0, 10)}-${runId.slice(0, 6)}`;
