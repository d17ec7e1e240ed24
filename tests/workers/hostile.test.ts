/** Every hostile program through check and renderer: each ends in one of the outcomes named for it. */
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ResvgRenderer } from '../../src/adapters/renderer/resvg-renderer.ts';
import type { Result } from '../../src/core/failure.ts';
import type { CheckedProgram } from '../../src/core/program/checked-program.ts';
import { checkProgram } from '../../src/core/program/check.ts';
import { isBlank } from '../../src/core/raster/blank.ts';
import type { Raster } from '../../src/core/raster/raster.ts';
import { hostileCases, type HostileOutcome } from '../fixtures/hostile/hostile.ts';
import { drawing } from './unchecked.ts';

const renderer = new ResvgRenderer(2);
afterAll(() => renderer.dispose());

const BYSTANDER = drawing('<circle cx="50" cy="50" r="40" fill="#c33"/><text y="60">Disc</text>');
let undisturbed: Raster;

beforeAll(async () => {
  undisturbed = rasterOf(await draw(BYSTANDER, 20_000));
});

const draw = (program: CheckedProgram, limitMs: number): Promise<Result<Raster>> =>
  renderer.render({
    program,
    size: { kind: 'fit', sidePx: 64 },
    background: 'transparent',
    limitMs,
  });

function rasterOf(result: Result<Raster>): Raster {
  if (!result.ok) throw new Error(`${result.failure.stage}: ${result.failure.detail}`);
  return result.value;
}

const drawable = (outcome: HostileOutcome): boolean =>
  outcome.kind === 'drawn' || outcome.kind === 'bounded';

const cases = hostileCases();

test.each(cases.filter(({ outcome }) => !drawable(outcome)))(
  '$row $name never reaches the renderer',
  ({ source, outcome }) => {
    const failure = { stage: 'check', ...outcome };
    expect(checkProgram(source)).toMatchObject({ ok: false, failure });
  },
);

test.each(cases.filter(({ outcome }) => drawable(outcome)))(
  '$row $name ends as named, and hurts no other drawing',
  async ({ source, outcome }) => {
    const checked = checkProgram(source);
    if (checked.ok) {
      // A drawing that must succeed is given the time that a busy machine may need.
      const result = await draw(checked.value, outcome.kind === 'drawn' ? 20_000 : 3_000);
      if (outcome.kind === 'drawn') {
        expect(isBlank(rasterOf(result)) && rasterOf(result).data[3] === 0).toBe(
          outcome.blank === true,
        );
      } else if (!result.ok) {
        expect(result.failure.stage).toBe('draw');
      }
    } else {
      expect(outcome.kind).toBe('bounded');
      expect(checked.failure.stage).toBe('check');
    }
    const after = await draw(BYSTANDER, 20_000);
    expect(isDeepStrictEqual(rasterOf(after), undisturbed)).toBe(true);
  },
);
