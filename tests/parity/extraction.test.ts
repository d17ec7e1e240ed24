/** The two official extraction rules, the format gate and the length, against Python's answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractProgram, isFormatted } from '../../src/core/program/extract.ts';
import { programLength } from '../../src/core/program/program-length.ts';

interface Case {
  text: string;
  sgpGen: string;
  sgpCompbench: string;
  success: boolean;
  formatted: boolean;
  length: number;
}

const cases = JSON.parse(
  readFileSync(new URL('./extraction.json', import.meta.url), 'utf8'),
) as Case[];

describe('the official rules', () => {
  it('have at least 300 vectors that exercise both outcomes', () => {
    expect(cases.length).toBeGreaterThanOrEqual(300);
    expect(cases.filter(({ success }) => success).length).toBeGreaterThan(50);
    expect(cases.filter(({ sgpGen }) => sgpGen === '').length).toBeGreaterThan(20);
    expect(cases.filter(({ formatted }) => formatted).length).toBeGreaterThan(20);
  });

  it('sgp-gen takes what the reference takes', () => {
    for (const { text, sgpGen } of cases) {
      const result = extractProgram(text, 'sgp-gen');
      expect(result.ok ? result.value.source : '', JSON.stringify(text)).toBe(sgpGen);
    }
  });

  it('sgp-compbench takes what the reference takes, with its word on success', () => {
    for (const { text, sgpCompbench, success } of cases) {
      const result = extractProgram(text, 'sgp-compbench');
      expect([result.ok ? result.value.source : '', result.ok], JSON.stringify(text)).toEqual([
        sgpCompbench,
        success,
      ]);
    }
  });

  it('the format gate and the length agree', () => {
    for (const { text, formatted, length } of cases) {
      expect([isFormatted(text), programLength(text)], JSON.stringify(text)).toEqual([
        formatted,
        length,
      ]);
    }
  });
});
