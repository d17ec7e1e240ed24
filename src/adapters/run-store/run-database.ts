/** The page's runs on disk: their plans, a record a slot, and beside it the row that lists show. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { SampleRecord } from '../../core/bench/record.ts';
import type { RunCard } from '../../core/run/run-card.ts';
import type { SlotRow } from '../../core/run/slot-row.ts';

export const RUN_DATABASE = 'sgp-benchmarks';
const VERSION = 1;

export interface RunSchema extends DBSchema {
  cards: { key: string; value: RunCard };
  records: { key: [runId: string, slotId: string]; value: SampleRecord };
  /** In the same transaction as the record, so that the two never disagree. */
  rows: { key: [runId: string, slotId: string]; value: SlotRow };
}

export type RunDatabase = IDBPDatabase<RunSchema>;

export interface RunDatabaseEvents {
  /** An older tab holds the database open and has not let go yet. */
  waiting(): void;
  /** A newer tab needs the database: this connection was closed for it. */
  superseded(): void;
  /** The browser ended the connection. */
  terminated(): void;
}

/** @throws DOMException `VersionError` where a newer app wrote the database; others where storage is off */
export const openRunDatabase = (events: RunDatabaseEvents): Promise<RunDatabase> =>
  openDB<RunSchema>(RUN_DATABASE, VERSION, {
    upgrade(database, oldVersion) {
      if (oldVersion < 1) {
        database.createObjectStore('cards', { keyPath: 'runId' });
        database.createObjectStore('records', { keyPath: ['run.runId', 'run.slotId'] });
        database.createObjectStore('rows', { keyPath: ['runId', 'slotId'] });
      }
    },
    blocked: () => events.waiting(),
    blocking: (_current, _wanted, event) => {
      (event.target as IDBDatabase).close();
      events.superseded();
    },
    terminated: () => events.terminated(),
  });

/** Opens whatever version is there, to read and export what a newer app wrote; never changes it. */
export const openNewerRunDatabase = (): Promise<RunDatabase> =>
  openDB<RunSchema>(RUN_DATABASE, undefined);
