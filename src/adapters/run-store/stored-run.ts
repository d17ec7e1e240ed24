/** A run of the page's database for a thread beside the page, over a connection of its own. */
import { failed, success, type Result } from '../../core/failure.ts';
import type { RunReader } from '../../core/run/run-journal.ts';
import { DatabaseRunTable } from './database-run-table.ts';
import { openNewerRunDatabase, openRunDatabase } from './run-database.ts';
import { runStoreFailure } from './run-store-failure.ts';
import { TableRunReader } from './table-run-reader.ts';

export interface StoredRun {
  reader: RunReader;
  close(): void;
}

/** The page tells people of other versions and of lost connections; here reading just ends, in words. */
const QUIET = {
  waiting: () => undefined,
  superseded: () => undefined,
  terminated: () => undefined,
};

/** @returns `store` where there is no storage, or none that this app may read */
export async function openStoredRun(runId: string): Promise<Result<StoredRun>> {
  try {
    const table = new DatabaseRunTable(await openDatabase());
    const reader = new TableRunReader(runId, async (work) => {
      try {
        return success(await work(table));
      } catch (error) {
        return failed(runStoreFailure(error));
      }
    });
    return success({ reader, close: () => table.close() });
  } catch (error) {
    return failed(runStoreFailure(error));
  }
}

async function openDatabase() {
  try {
    return await openRunDatabase(QUIET);
  } catch (error) {
    const failure = runStoreFailure(error);
    if (failure.stage === 'store' && failure.kind === 'newer-version')
      return openNewerRunDatabase();
    throw error;
  }
}
