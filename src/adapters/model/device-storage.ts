/** Small settings kept on the device, or in memory where the browser keeps nothing. */

/** The part of `Storage` that is used: text by name. */
export interface DeviceStorage {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

/** Lasts as long as the page. */
export function memoryStorage(): DeviceStorage {
  const values = new Map<string, string>();
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
    removeItem: (name) => void values.delete(name),
  };
}

/**
 * @param open e.g. `() => localStorage`: even naming it throws where a person has switched storage off
 * @returns the storage, or memory where it cannot be written
 */
export function storageOrMemory(open: () => DeviceStorage): DeviceStorage {
  try {
    const storage = open();
    const probe = 'sgp-playground:probe';
    storage.setItem(probe, probe);
    storage.removeItem(probe);
    return storage;
  } catch {
    return memoryStorage();
  }
}

/** JSON kept under `name`; `null` where there is none or it cannot be read. */
export function readStored(storage: DeviceStorage, name: string): unknown {
  try {
    return JSON.parse(storage.getItem(name) ?? 'null');
  } catch {
    return null;
  }
}
