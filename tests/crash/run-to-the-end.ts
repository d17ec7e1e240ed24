/**
 * A program of its own that runs the plan of the crash matrix into a file, and that kills itself as
 * `kill -9` does: `node run-to-the-end.js <file> <log of calls> <step to die at, or 0> <ms a call takes>`.
 */
import { appendFileSync } from 'node:fs';
import { openRunFile } from '../../src/adapters/run-store/run-file.node.ts';
import { NODE_CLOCK } from '../../src/adapters/run-store/system-clock.node.ts';
import { runPlan } from '../../src/core/run/run.ts';
import { Crash, crashingParts, PLAN } from './crash-world.ts';

const [path, log, step, tookMs] = process.argv.slice(2) as [string, string, string, string];

const opened = await openRunFile(path);
if (!opened.ok) throw new Error(opened.failure.detail);
const crash = new Crash(Number(step) || Infinity, () => process.kill(process.pid, 'SIGKILL'));
const { parts } = crashingParts(opened.value, crash);
const { openModel } = parts;
const never = new AbortController().signal;
const end = await runPlan(
  PLAN,
  {
    ...parts,
    clock: NODE_CLOCK,
    async openModel(planned) {
      const model = await openModel(planned);
      return {
        ...model,
        async ask(request, ...rest) {
          appendFileSync(log, `${request.subject} ${request.sampleIndex}\n`);
          await NODE_CLOCK.sleep(Number(tookMs));
          return model.ask(request, ...rest);
        },
      };
    },
  },
  {
    selection: 'unfinished',
    pause: never,
    stop: never,
    started: () => console.log('started'),
  },
);
if (!end.ok) throw new Error(end.failure.detail);
await opened.value.close();
console.log(`${end.value.reason} after ${crash.steps} steps`);
