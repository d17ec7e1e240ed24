/** The built `sgp` as a measured process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ScoreRun {
  records: number;
  /** Records a second after those that warm it up: what starting costs is left out. */
  steady: number;
  /** Pictures that an encoder saw a second, likewise: not every answer holds a program that draws. */
  steadyPictures: number;
  /** Of the whole process, with starting and loading weights. */
  wholeMs: number;
  /** Of the process, its threads included; mebibytes. */
  peakMiB: number;
}

/** Says at its end how much memory it had at most. */
const TELL_PEAK = `data:text/javascript,${encodeURIComponent(
  `process.on('exit',()=>process.stderr.write('\\npeak-kib '+process.resourceUsage().maxRSS+'\\n'))`,
)}`;

/**
 * @param parameters of `sgp score -`, the output being the pipe
 * @param lines taken as they are needed, so that a long input is nowhere whole
 * @param warmUp records that `steady` leaves out, 1 or more
 */
export async function scoreLines(
  parameters: readonly string[],
  lines: Iterable<string>,
  warmUp = 1,
): Promise<ScoreRun> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', TELL_PEAK, 'bin/sgp.js', 'score', '-', '-q', ...parameters],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let words = '';
  child.stderr.on('data', (piece: Buffer) => (words = (words + piece.toString()).slice(-10_000)));
  const fed = (async () => {
    for (const line of lines) if (!child.stdin.write(`${line}\n`)) await once(child.stdin, 'drain');
    child.stdin.end();
  })();
  let first = 0;
  let last = 0;
  let records = 0;
  let pictures = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{"format":"sgp-sample"')) throw new Error(`no record: ${line}`);
    last = performance.now();
    records++;
    if (records === warmUp) first = last;
    if (records > warmUp && line.includes('"encoders":[{')) pictures++;
  }
  await fed;
  if (child.exitCode === null) await once(child, 'exit');
  const [, kib] = /peak-kib (\d+)/.exec(words) ?? [];
  if (kib === undefined) throw new Error(`sgp ended with ${child.exitCode}: ${words}`);
  return {
    records,
    steady: ((records - warmUp) * 1000) / (last - first),
    steadyPictures: (pictures * 1000) / (last - first),
    wholeMs: performance.now() - started,
    peakMiB: Number(kib) / 1024,
  };
}
