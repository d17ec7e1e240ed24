/**
 * The page's runs on disk: their plans, a record a slot, beside it the row that lists show, and the
 * reports that were made of the records as they are.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { RunCard } from '../../core/run/run-card.ts';
import type { Report } from '../../core/report/report.ts';
import type { SlotRow, SlotState } from '../../core/run/slot-row.ts';
import type { StoredRecord } from './stored-record.ts';

export const RUN_DATABASE = 'sgp-benchmarks';
/** 3: records may leave out a program that stands in the answer; those before it are read as they are. */
const VERSION = 3;

export interface RunSchema extends DBSchema {
  cards: { key: string; value: RunCard };
  records: { key: [runId: string, slotId: string]; value: StoredRecord };
  /** In the same transaction as the record, so that the two never disagree. */
  rows: {
    key: [runId: string, slotId: string];
    value: SlotRow;
    /** Counts a run's slots without reading them. */
    indexes: { states: [runId: string, state: SlotState] };
  };
  /** Begun anew in the transaction of every change, so that no report outlives its records. */
  reports: { key: string; value: ReportShelf };
}

/** Reports of a run's records in one state of them. */
export interface ReportShelf {
  runId: string;
  /** Another one after every change of a record. */
  state: string;
  /** Oldest first. */
  reports: { question: string; report: Report }[];
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
    upgrade(database, oldVersion, _newVersion, transaction) {
      // Where a step throws, the opening rejects: that is told once.
      transaction.done.catch(() => undefined);
      if (oldVersion < 1) {
        database.createObjectStore('cards', { keyPath: 'runId' });
        database.createObjectStore('records', { keyPath: ['run.runId', 'run.slotId'] });
        database.createObjectStore('rows', { keyPath: ['runId', 'slotId'] });
      }
      if (oldVersion < 2) {
        transaction.objectStore('rows').createIndex('states', ['runId', 'state']);
        database.createObjectStore('reports', { keyPath: 'runId' });
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

/**
 * Opens what an older app wrote and this one could not bring up to date, as `openNewerRunDatabase`.
 * @returns `null` where there is nothing, or the browser does not tell: opening would make an empty one
 */
export async function openOlderRunDatabase(): Promise<RunDatabase | null> {
  const known = await indexedDB.databases?.();
  return known?.some(({ name }) => name === RUN_DATABASE) === true ? openNewerRunDatabase() : null;
}
