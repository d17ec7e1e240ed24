import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Evaluation } from '../../core/evaluate.ts';
import { Editing } from './editing.svelte.ts';
import { success } from '../../core/failure.ts';
import type { ProgramReader } from '../../core/ports/program-reader.ts';
import { prepareProgram, type PreparedProgram } from '../../core/program/prepare.ts';
import { PROGRAM } from './fakes/fake-parts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const evaluationOf = (source: string) => ({ mendedSource: source }) as unknown as Evaluation;

function editingWith(
  evaluate: (source: string, signal: AbortSignal) => Promise<Evaluation>,
  programs?: Pick<ProgramReader, 'prepare'>,
) {
  const settled = vi.fn();
  const raster = { data: new Uint8ClampedArray(4), widthPx: 1, heightPx: 1 };
  const drawing = {
    drawOnce(source: string) {
      const { program } = prepareProgram(source, 'mend');
      return Promise.resolve(program.ok ? success({ raster, program: program.value }) : program);
    },
  };
  return {
    settled,
    editing: new Editing({ drawing, programs, sidePx: 2, draftSidePx: 1, evaluate, settled }),
  };
}

test('it is drawn at once and scored when typing pauses, once for all that was typed', async () => {
  const evaluate = vi.fn((source: string) => Promise.resolve(evaluationOf(source)));
  const { editing, settled } = editingWith(evaluate);
  editing.change(PROGRAM.replace('<rect/>', ''));
  editing.change(PROGRAM);
  // Less than a pause in typing.
  await vi.advanceTimersByTimeAsync(20);
  expect(editing.picture).not.toBeNull();
  expect(evaluate).not.toHaveBeenCalled();
  expect(editing.scoring).toBe(true);
  await vi.runAllTimersAsync();
  expect(evaluate).toHaveBeenCalledOnce();
  expect(settled).toHaveBeenCalledWith(PROGRAM, evaluationOf(PROGRAM));
  expect(editing.scoring).toBe(false);
});

test('the score of an older text is dropped', async () => {
  const answers: ((evaluation: Evaluation) => void)[] = [];
  const { editing, settled } = editingWith(
    () => new Promise<Evaluation>((resolve) => answers.push(resolve)),
  );
  editing.change('<svg>1</svg>');
  await vi.advanceTimersByTimeAsync(400);
  editing.change('<svg>2</svg>');
  await vi.advanceTimersByTimeAsync(400);
  answers[1]!(evaluationOf('2'));
  answers[0]!(evaluationOf('1'));
  await vi.runAllTimersAsync();
  expect(editing.evaluation).toEqual(evaluationOf('2'));
  expect(settled).toHaveBeenCalledOnce();
});

test('typing on aborts the scoring of what was there, without a fuss', async () => {
  const signals: AbortSignal[] = [];
  const { editing } = editingWith((source, signal) => {
    signals.push(signal);
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error)),
    );
  });
  editing.change('<svg>1</svg>');
  await vi.advanceTimersByTimeAsync(400);
  editing.change('<svg>2</svg>');
  expect(signals[0]!.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(10);
  expect(editing.scoring).toBe(true);
  editing.dispose();
});

test('a half-typed tag keeps the last picture and names its fault', async () => {
  const { editing } = editingWith(() => new Promise(() => {}));
  editing.change(PROGRAM);
  await vi.waitFor(() => expect(editing.picture).not.toBeNull());
  editing.change(PROGRAM.replace('<rect/>', '<rect & />'));
  expect(editing.strictFailure?.stage).toBe('check');
  expect(editing.picture).not.toBeNull();
  editing.dispose();
});

test('a large program is marked aside: one check at a time, and the marks are of the last text', async () => {
  const waiting: (() => void)[] = [];
  const prepare = vi.fn(
    (source: string) =>
      new Promise<PreparedProgram>((resolve) =>
        waiting.push(() => resolve(prepareProgram(source, 'mend'))),
      ),
  );
  const { editing } = editingWith((source) => Promise.resolve(evaluationOf(source)), { prepare });
  const large = (fault: string) => `<svg>${'<rect/>\n'.repeat(3_000)}${fault}</svg>`;
  for (const fault of ['&', '& &', '& & &']) editing.change(large(fault));
  expect(prepare).toHaveBeenCalledOnce();
  expect(editing.mends).toEqual([]);
  waiting.shift()!();
  await vi.waitFor(() => expect(prepare).toHaveBeenCalledTimes(2));
  expect(editing.mends).toEqual([]);
  waiting.shift()!();
  await vi.waitFor(() => expect(editing.mends).toHaveLength(4));
  expect(editing.strictFailure).not.toBeNull();
  editing.change(PROGRAM);
  expect(editing.mends).toEqual([]);
});
