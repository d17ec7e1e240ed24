/** The database on disk: its stores, its versions, and what happens when two tabs disagree. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { SampleRecord } from '../../core/bench/record.ts';
import type { DrawSummary } from '../../core/ports/history-store.ts';

export const DATABASE_NAME = 'sgp-playground';
const DATABASE_VERSION = 1;

export interface HistorySchema extends DBSchema {
  records: {
    key: string;
    value: SampleRecord;
    indexes: { byDraw: [string, number]; byCreation: [string, string] };
  };
  draws: { key: string; value: DrawSummary; indexes: { byCreation: string } };
}

export type HistoryDatabase = IDBPDatabase<HistorySchema>;

export interface DatabaseEvents {
  /** An older tab holds the database open and has not let go yet. */
  waiting(): void;
  /** A newer tab needs the database: this connection was closed for it. */
  superseded(): void;
  /** The browser ended the connection. */
  terminated(): void;
}

/** @throws DOMException `VersionError` where a newer app wrote the database; others where storage is off */
export async function openDatabase(events: DatabaseEvents): Promise<HistoryDatabase> {
  const database = await openDB<HistorySchema>(DATABASE_NAME, DATABASE_VERSION, {
    upgrade(db, oldVersion) {
      if (oldVersion < 1) {
        const records = db.createObjectStore('records', { keyPath: 'id' });
        records.createIndex('byDraw', ['drawId', 'sampleIndex']);
        records.createIndex('byCreation', ['createdAt', 'id']);
        const draws = db.createObjectStore('draws', { keyPath: 'drawId' });
        draws.createIndex('byCreation', 'createdAt');
      }
    },
    blocked: () => events.waiting(),
    blocking: (_current, _wanted, event) => {
      (event.target as IDBDatabase).close();
      events.superseded();
    },
    terminated: () => events.terminated(),
  });
  return database;
}

/** Opens whatever version is there, to read and export what a newer app wrote; never changes it. */
export const openNewerDatabase = (): Promise<HistoryDatabase> =>
  openDB<HistorySchema>(DATABASE_NAME, undefined);
