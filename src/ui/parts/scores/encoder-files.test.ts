import { describe, expect, it } from 'vitest';
import type { EncoderCard, WeightFile } from '../../../core/embedding/encoder-card.ts';
import type { EncoderState } from '../../../core/ports/encoder.ts';
import { fileSteps, timeLeftMs } from './encoder-files.ts';

const file = (path: string): WeightFile => ({ path, sizeBytes: 10, sha256: null });
const card = {
  image: { weights: { fp16: file('onnx/vision.onnx') } },
  text: { weights: { fp16: file('onnx/text.onnx') }, tokenizer: file('tokenizer.json') },
} as EncoderCard;
const downloading = (path: string): Extract<EncoderState, { kind: 'downloading' }> => ({
  kind: 'downloading',
  file: path,
  doneBytes: 15,
  totalBytes: 30,
  bytesPerSecond: 5,
});
const states = (state: EncoderState) => fileSteps(card, 'fp16', state).map((step) => step.state);

describe('fileSteps', () => {
  it('marks the file that is coming, those that are here and those that wait', () => {
    expect(states(downloading('onnx/text.onnx'))).toEqual(['done', 'now', 'waiting']);
    expect(states({ kind: 'verifying', file: 'tokenizer.json' })).toEqual(['done', 'done', 'now']);
  });

  it('claims nothing before the start or after a failure', () => {
    expect(states({ kind: 'absent' })).toEqual(['waiting', 'waiting', 'waiting']);
  });

  it('has everything once stored', () => {
    expect(states({ kind: 'stored' })).toEqual(['done', 'done', 'done']);
  });

  it('names files without their folder, and leaves out towers that are not there', () => {
    const imageOnly = { ...card, text: null } as EncoderCard;
    const steps = fileSteps(imageOnly, 'fp16', { kind: 'stored' });
    expect(steps.map((step) => step.name)).toEqual(['vision.onnx']);
  });
});

describe('timeLeftMs', () => {
  it('is the rest at this rate, unknown without one', () => {
    expect(timeLeftMs(downloading('x'))).toBe(3000);
    expect(timeLeftMs({ ...downloading('x'), bytesPerSecond: 0 })).toBeNull();
  });
});
