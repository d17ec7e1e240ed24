import { Command } from 'commander';
import { expect, test } from 'vitest';
import { PAPER_WEIGHTS } from '../core/metric/reward.ts';
import { withScoringOptions, type ScoringOptions } from './scoring-options.ts';

const weightsOf = (...argv: string[]) => {
  const quiet = { writeErr: () => undefined };
  const command = withScoringOptions(new Command().exitOverride().configureOutput(quiet));
  return command.parse(argv, { from: 'user' }).opts<ScoringOptions>().weights;
};

test('there is no format gate unless it is given an offset, which may be 0', () => {
  expect(weightsOf()).toEqual(PAPER_WEIGHTS);
  expect(weightsOf('--weights', 'gateOffset=0')).toEqual({ ...PAPER_WEIGHTS, gateOffset: 0 });
  expect(weightsOf('--weights', 'length=0.5,gateOffset=none')).toMatchObject({
    length: 0.5,
    gateOffset: null,
  });
});

test('only the gate may be none, and a term that there is not is refused', () => {
  expect(() => weightsOf('--weights', 'length=none')).toThrow(/gateOffset/);
  expect(() => weightsOf('--weights', 'width=1')).toThrow(/textImage/);
});
