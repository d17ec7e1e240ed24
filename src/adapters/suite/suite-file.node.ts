/** Suites in files on disk. */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failed, type Result } from '../../core/failure.ts';
import { readSuite, type ReadOptions, type SuiteReading } from '../../core/suite/read-suite.ts';
import { Unreadable } from '../../core/suite/unreadable.ts';
import { wholeSuite } from '../../core/suite/whole-suite.ts';
import { csvReader } from './csv.ts';

/**
 * Reads a file of any kind that `readSuite` knows, and all of it.
 * @returns a failure that names the first row that cannot be read, where there is one
 */
export async function readSuiteAt(
  path: string,
  options: Omit<ReadOptions, 'csv' | 'beside'> = {},
): Promise<Result<SuiteReading>> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile())
    return failed({ stage: 'store', kind: 'unavailable', detail: `There is no file ${path}.` });
  const reading = await readSuite(
    { name: path, bytes: createReadStream(path) },
    {
      ...options,
      csv: csvReader,
      // A manifest's items lie in the same folder; what else it names is none of its business.
      beside: (name) => textBeside(path, name),
    },
  );
  return reading.ok ? wholeSuite(reading.value) : reading;
}

async function textBeside(path: string, name: string): Promise<string> {
  try {
    return await readFile(join(dirname(path), name), 'utf8');
  } catch (error) {
    throw new Unreadable(`The items’ file ${name} cannot be read: ${(error as Error).message}`);
  }
}
