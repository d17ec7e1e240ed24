/** `sgp score`: answers made elsewhere, scored line by line; a filter with `-`. */
import { setMaxListeners } from 'node:events';
import { createReadStream, existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, extname } from 'node:path';
import { Command, Option } from 'commander';
import { openNodeShelf } from '../adapters/encoder/node-shelf.node.ts';
import { readSuiteAt } from '../adapters/suite/suite-file.node.ts';
import { ResvgRenderer } from '../adapters/renderer/resvg-renderer.ts';
import { rowsOf } from '../core/bench/rows.ts';
import { recordToLine } from '../core/bench/record-line.ts';
import { scoreResponses } from '../core/bench/score-responses.ts';
import type { Suite } from '../core/suite/suite.ts';
import { PAPER_WEIGHTS } from '../core/metric/reward.ts';
import { EXTRACTION_RULES, type ExtractionRule } from '../core/program/candidate.ts';
import { openEncoders } from './open-encoders.ts';
import { openOutput } from './record-output.ts';
import { ReferenceShelf } from './reference-shelf.ts';
import { ScoreSummary } from './score-summary.ts';

interface Options {
  suite?: string;
  encoder: string[];
  extract: ExtractionRule;
  mend: boolean;
  out: string;
  model?: string;
  force: boolean;
}

/** Exit status where every line was read but some could not be scored. */
const SOME_LINES_BAD = 3;
/** Lines under way: the encoder should never wait for a drawing. */
const LINES_UNDER_WAY = 16;

export function scoreCommand(): Command {
  return new Command('score')
    .description(
      'score the answers of a responses file: {id, sample?, prompt?, response | svg} a line',
    )
    .argument('<file>', 'JSONL file or JSON array, or - for standard input')
    .option(
      '-s, --suite <file>',
      'items with the prompts: JSON array or JSONL of {id, prompt, svg?}',
    )
    .option(
      '-e, --encoder <id...>',
      'encoders, as in `sgp encoders list`, e.g. sgp-seed or sgp-seed/q8',
      ['sgp-seed'],
    )
    .addOption(
      new Option('-x, --extract <rule>', 'how the program is found in a response')
        .choices([...EXTRACTION_RULES])
        .default('balanced'),
    )
    .option('--no-mend', 'draw only what is valid as sent')
    .option('-o, --out <file>', 'where the records go, or - for standard output', '-')
    .option('-m, --model <name>', 'name of the model that answered (default: the file’s name)')
    .option('-f, --force', 'overwrite the output file', false)
    .action(score);
}

async function score(file: string, options: Options): Promise<void> {
  const suite = options.suite === undefined ? null : await readSuite(options.suite);
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort(new Error('interrupted')));
  // One listener for each call under way is no leak.
  setMaxListeners(0, interrupt.signal);

  const out = await openOutput(options.out, options.force);
  const shelf = openNodeShelf();
  const encoders = await openEncoders(shelf, options.encoder);
  // One processor is left to the encoder, which is what takes the time.
  const renderer = new ResvgRenderer(Math.max(1, cpus().length - 1));
  const references = new ReferenceShelf(renderer);
  const summary = new ScoreSummary();
  try {
    const scored = scoreResponses(
      rowsOf(textOf(file)),
      {
        rule: options.extract,
        mend: options.mend,
        weights: PAPER_WEIGHTS,
        suite,
        modelTitle: options.model ?? (file === '-' ? 'standard input' : stem(file)),
        width: LINES_UNDER_WAY,
        createdAt: new Date().toISOString(),
        referenceFor: (item) => references.of(item),
      },
      { renderer, encoders },
      interrupt.signal,
    );
    for await (const line of scored) {
      if (line.ok) {
        summary.add(line.record);
        if (!(await out.write(recordToLine(line.record)))) break;
      } else {
        summary.addBad();
        console.error(`line ${line.line}: ${line.reason}`);
      }
    }
  } finally {
    renderer.dispose();
    shelf.dispose();
    await out.close();
  }
  console.error(summary.table());
  if (summary.badLines > 0) process.exitCode = SOME_LINES_BAD;
}

async function readSuite(path: string): Promise<Suite> {
  const reading = await readSuiteAt(path);
  if (!reading.ok) throw new Error(`${path}: ${reading.failure.detail}`);
  return reading.value.suite;
}

function textOf(file: string): AsyncIterable<string> {
  if (file !== '-' && !existsSync(file)) throw new Error(`There is no file ${file}.`);
  const stream = file === '-' ? process.stdin : createReadStream(file);
  return stream.setEncoding('utf8') as AsyncIterable<string>;
}

const stem = (path: string): string => basename(path, extname(path));
