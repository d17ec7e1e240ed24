/** Writes a measurement with the machine it was made on: a figure without it means nothing. */
import { writeFileSync } from 'node:fs';
import { cpus, platform, release, totalmem } from 'node:os';

export interface Spread {
  unit: string;
  n: number;
  min: number;
  median: number;
  p95: number;
  max: number;
}

/** @param values at least one */
export function spread(values: readonly number[], unit: string): Spread {
  const ascending = [...values].sort((a, b) => a - b);
  const at = (share: number) => ascending[Math.round(share * (ascending.length - 1))]!;
  return {
    unit,
    n: values.length,
    min: rounded(at(0)),
    median: rounded(at(0.5)),
    p95: rounded(at(0.95)),
    max: rounded(at(1)),
  };
}

/** Three significant digits: more would claim a precision that a shared machine does not have. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** @param name file name in benchmarks/results without its ending */
export function report(name: string, what: string, figures: object): void {
  const machine = {
    processor: cpus()[0]!.model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.version,
  };
  const result = { what, date: new Date().toISOString().slice(0, 10), machine, ...figures };
  const path = new URL(`../results/${name}.json`, import.meta.url);
  writeFileSync(path, JSON.stringify(result, null, 2) + '\n');
  console.log(`${name}: ${JSON.stringify(figures, null, 2)}`);
}
