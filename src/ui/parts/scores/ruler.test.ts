import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOnRuler, rulerBars, rulerDomain, rulerTicks } from './ruler.ts';

const labels = (low: number, high: number, widthPx = 320) =>
  rulerTicks(rulerDomain([low, high], [], widthPx), widthPx).flatMap((tick) => tick.label ?? []);

describe('rulerDomain', () => {
  it('is the usual range of the encoder while everything lies in it', () => {
    expect(rulerDomain([0.1, 0.36], [0.2, 0.31], 320)).toEqual({
      low: 0.1,
      high: 0.36,
      major: 0.05,
    });
  });

  it('widens to whole small ticks for what lies outside', () => {
    expect(rulerDomain([0.1, 0.36], [0.043, 0.4], 320)).toEqual({
      low: 0.04,
      high: 0.4,
      major: 0.05,
    });
  });

  it('takes fewer labels on a narrow screen', () => {
    expect(rulerDomain([0, 1], [], 320).major).toBe(0.2);
    expect(rulerDomain([0, 1], [], 160).major).toBe(0.5);
  });
});

describe('rulerTicks', () => {
  it('labels round values as the design prints them', () => {
    expect(labels(0.1, 0.36)).toEqual(['.10', '.15', '.20', '.25', '.30', '.35']);
    expect(labels(-0.1, 0.15)).toEqual(['\u2212.10', '\u2212.05', '0', '.05', '.10', '.15']);
    expect(labels(0, 1)).toEqual(['0', '.2', '.4', '.6', '.8', '1.0']);
  });

  it('keeps the first and the last label inside', () => {
    const ticks = rulerTicks(rulerDomain([0, 1], [], 320), 320);
    expect([ticks[0]!.anchor, ticks.at(-1)!.anchor]).toEqual(['start', 'end']);
  });

  it('stay on the axis, in order and apart, for any range', () => {
    const range = fc.tuple(
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: 0.01, max: 2, noNaN: true }),
    );
    fc.assert(
      fc.property(range, fc.integer({ min: 120, max: 900 }), ([low, span], widthPx) => {
        const ticks = rulerTicks(rulerDomain([low, low + span], [], widthPx), widthPx);
        const places = ticks.map((tick) => tick.xPx);
        expect(Math.min(...places)).toBeGreaterThanOrEqual(-1e-6);
        expect(Math.max(...places)).toBeLessThanOrEqual(widthPx + 1e-6);
        const labelled = ticks.filter((tick) => tick.label !== null).map((tick) => tick.xPx);
        labelled.slice(1).forEach((x, index) => expect(x - labelled[index]!).toBeGreaterThan(30));
      }),
    );
  });
});

describe('rulerBars', () => {
  it('are none for no values', () => {
    expect(rulerBars({ low: 0, high: 1, major: 0.2 }, [], 320)).toEqual([]);
  });

  it('stand under the values they count', () => {
    const domain = rulerDomain([0.1, 0.36], [], 320);
    const bars = rulerBars(domain, [0.2012, 0.2013, 0.3], 320);
    expect(bars.map((bar) => bar.height)).toEqual([1, 0.5]);
    const at = placeOnRuler(domain, 0.2012, 320);
    expect(bars[0]!.xPx).toBeLessThanOrEqual(at);
    expect(bars[0]!.xPx + bars[0]!.widthPx + 1.2).toBeGreaterThanOrEqual(at);
  });

  it('include the largest value', () => {
    const domain = rulerDomain([0, 0.1], [0.5], 320);
    expect(rulerBars(domain, [0.5], 320)).toHaveLength(1);
  });
});
