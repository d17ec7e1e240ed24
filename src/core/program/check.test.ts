import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CANARY, hostileCases } from '../../../tests/fixtures/hostile/hostile.ts';
import { checkProgram, isWellFormed, problems } from './check.ts';
import type { CheckedProgram } from './checked-program.ts';
import { LIMITS } from './limits.ts';
import { repairProgram } from './repair.ts';

const NS = 'xmlns="http://www.w3.org/2000/svg"';

function checked(source: string): CheckedProgram {
  const result = checkProgram(source);
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}

function failureOf(source: string) {
  const result = checkProgram(source);
  if (result.ok || result.failure.stage !== 'check') throw new Error('passed the check');
  return result.failure;
}

describe('hostile programs', () => {
  const cases = hostileCases();

  it('cover rows B1 to B39, each case by a name of its own', () => {
    const rows = new Set(cases.map(({ row }) => row));
    expect([...rows]).toEqual(Array.from({ length: 39 }, (_, index) => `B${index + 1}`));
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it.each(cases)('$row: $name', ({ source, outcome, warnings = [], mendable = false }) => {
    const result = checkProgram(source);
    if (outcome.kind === 'malformed') {
      expect(result).toMatchObject({ ok: false, failure: { stage: 'check', kind: 'malformed' } });
      expect(checkProgram(repairProgram(source).source).ok).toBe(mendable);
      return;
    }
    if (outcome.kind === 'too-large') {
      const { limit } = outcome;
      expect(result).toMatchObject({ ok: false, failure: { kind: 'too-large', limit } });
      return;
    }
    expect(result).toMatchObject({ ok: true });
    const { source: drawn, warnings: recorded } = checked(source);
    expect(recorded.map(({ kind }) => kind)).toEqual(expect.arrayContaining(warnings));
    expect(drawn).not.toMatch(/<!DOCTYPE|<!ENTITY|<\?/);
    expect(drawn).not.toMatch(/<(image|use)[^>]*(canary|file:|\ba\.png)/);
    expect(drawn).not.toContain(encodeURIComponent(`${CANARY}/b.png`));
    expect(checkProgram(drawn).ok).toBe(true);
  });

  it('that are to be drawn are drawn', () => {
    for (const { name, source, outcome } of cases) {
      if (outcome.kind !== 'drawn') continue;
      const { source: drawn } = checked(source);
      const options = {
        fitTo: { mode: 'width', value: 32 },
        font: { loadSystemFonts: false },
      } as const;
      const { pixels } = new Resvg(drawn, options).render();
      expect(
        pixels.some((byte) => byte !== 0),
        name,
      ).toBe(outcome.blank !== true);
    }
  });
});

describe('checkProgram', () => {
  it('says where and what to write instead', () => {
    const { at, detail } = failureOf(`<svg ${NS}>\n  <text>fish & chips</text></svg>`);
    expect(at).toMatchObject({ line: 2, column: 14 });
    expect(detail).toBe('Line 2, column 14: bare "&" in text. XML needs &amp;.');
  });

  it('refuses a missing xmlns, which alone leaves a program well-formed', () => {
    const source = '<svg width="9" height="9"><rect/></svg>';
    expect(failureOf(source).detail).toContain('xmlns');
    expect(isWellFormed(source)).toBe(true);
    expect(isWellFormed('<svg><g></svg>')).toBe(false);
    expect(isWellFormed('')).toBe(false);
  });

  it('accepts a byte order mark, a declaration, a document type and a prefix', () => {
    const source = `\ufeff<?xml version="1.0"?><!DOCTYPE svg><s:svg xmlns:s="http://www.w3.org/2000/svg" width="9" height="9"/>`;
    expect(checked(source).source).toBe(
      '<s:svg width="9" height="9" viewBox="0 0 9 9" xmlns:s="http://www.w3.org/2000/svg"  />',
    );
  });

  it('writes entities out, as drawing programs use them', () => {
    const source = `<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg"><!ENTITY c "red"><!ENTITY s "<rect fill='&c;'/>">]><svg xmlns="&ns;" width="1" height="1">&s;<!-- &nothing; --></svg>`;
    expect(checked(source).source).toBe(
      `<svg width="1" height="1" viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"  ><rect fill='red'/><!-- &nothing; --></svg>`,
    );
  });

  it('refuses entities in a circle and entities that are not well-formed', () => {
    const circle = `<!DOCTYPE svg [<!ENTITY a "&b;"><!ENTITY b "&a;">]><svg ${NS}>&a;</svg>`;
    expect(failureOf(circle)).toMatchObject({ kind: 'malformed' });
    const open = `<!DOCTYPE svg [<!ENTITY a "<g>">]><svg ${NS}>&a;</svg>`;
    expect(failureOf(open).detail).toContain('never closed');
  });

  it('measures bytes as UTF-8', () => {
    const filler = '😀'.repeat(LIMITS.programBytes / 4);
    expect(failureOf(`<svg ${NS}><!--${filler}--></svg>`)).toMatchObject({ limit: 'bytes' });
    expect(checkProgram(`<svg ${NS}><!--${filler.slice(0, -200)}--></svg>`).ok).toBe(true);
  });

  it('refuses a chain of references as deep as the program is long', () => {
    const chain = Array.from(
      { length: 5_000 },
      (_, i) => `<g id="g${i}"><use href="#g${i + 1}"/></g>`,
    );
    const source = `<svg ${NS}><defs>${chain.join('')}</defs><use href="#g0"/></svg>`;
    expect(failureOf(source)).toMatchObject({ kind: 'too-large', limit: 'depth' });
  });

  it('counts markers for every point of a line', () => {
    const marker = `<marker id="m">${'<g/>'.repeat(60)}</marker>`;
    const points = '1,1 '.repeat(1_000);
    const line = `<polyline points="${points}" marker-mid="url(#m)"/>`;
    expect(failureOf(`<svg ${NS}>${marker}${line}</svg>`)).toMatchObject({ limit: 'expansion' });
  });

  it('never throws, and what passes is drawable text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (attributes, body) => {
        const { source } = repairProgram(`<svg ${NS} ${attributes}>${body}</svg>`);
        const result = checkProgram(source);
        if (result.ok) expect(() => new Resvg(result.value.source)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});

describe('the canvas', () => {
  it.each([
    ['width="200" height="100"', [200, 100], [0, 0, 200, 100]],
    ['viewBox="0 0 24 12"', [24, 12], [0, 0, 24, 12]],
    ['width="48" viewBox="0 0 24 12"', [48, 12], [0, 0, 24, 12]],
    ['width="100%" height="100%" viewBox="-5,-5 10,20"', [10, 20], [-5, -5, 10, 20]],
    ['width="1in" height="2.54cm"', [96, 96], [0, 0, 96, 96]],
    ['width="10mm" height="12pt"', [37.795275590551185, 16], [0, 0, 37.795275590551185, 16]],
    ['width="2em" height="4ex"', [32, 32], [0, 0, 32, 32]],
    ['width="2pc" height="7PX"', [32, 7], [0, 0, 32, 7]],
    ['', [100, 100], [0, 0, 100, 100]],
    ['width="60"', [60, 60], [0, 0, 60, 60]],
    ['width="auto" height="tall"', [100, 100], [0, 0, 100, 100]],
    ['width="9" height="9" viewBox="0 0 nine 9"', [9, 9], [0, 0, 9, 9]],
    ['width="9" height="9" viewBox="0 0 9"', [9, 9], [0, 0, 9, 9]],
    ['width="1e999" height="5"', [1e6, 5], [0, 0, 1e6, 5]],
  ])('of %s', (attributes, [width, height], [x, y, boxWidth, boxHeight]) => {
    const program = checked(`<svg ${NS} ${attributes}/>`);
    expect(program.sizePx).toEqual({ width, height });
    expect(program.viewBox).toEqual({ x, y, width: boxWidth, height: boxHeight });
    expect(program.source).toContain(`viewBox="${x} ${y} ${boxWidth} ${boxHeight}"`);
  });
});

describe('problems', () => {
  it('are all there, in order, for the editor', () => {
    const found = problems(`<svg ${NS}><g a=1><text>a & b</text></svg>`);
    expect(found.map(({ message }) => message)).toEqual([
      '<g> is never closed. Write </g>.',
      'the value of a has no quotes. Write a="1".',
      'bare "&" in text. XML needs &amp;.',
    ]);
  });

  it('name what the check refuses for other reasons', () => {
    expect(problems(`<svg ${NS} width="0"/>`)[0]!.message).toContain('above 0');
    expect(problems('hello')[0]!.message).toContain('no <svg> element');
    expect(problems('<!-- sun <svg/>')[0]).toMatchObject({ span: { start: 0, end: 15 } });
    expect(problems('')[0]!.span).toMatchObject({ line: 1, column: 1 });
  });

  it('are none for a sound program', () => {
    expect(problems(`<svg ${NS} width="9" height="9"/>`)).toEqual([]);
  });
});
