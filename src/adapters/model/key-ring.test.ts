import { describe, expect, it } from 'vitest';
import { memoryStorage, type DeviceStorage } from './device-storage.ts';
import { BoundKeyRing } from './key-ring.ts';

const KEY = 'sk-test-0123456789abcd7Qf2';

function ring(storage: DeviceStorage = memoryStorage()) {
  const addresses = new Map([
    ['a', 'https://a.example/v1'],
    ['b', 'https://b.example/v1'],
  ]);
  let changes = 0;
  const keys = new BoundKeyRing(
    storage,
    (id) => addresses.get(id) ?? null,
    () => void changes++,
  );
  return { keys, addresses, changes: () => changes };
}

describe('the key ring', () => {
  it('keeps a key in memory unless asked, and shows only its ending', () => {
    const stored = new Map<string, string>();
    const storage: DeviceStorage = {
      getItem: (name) => stored.get(name) ?? null,
      setItem: (name, value) => void stored.set(name, value),
      removeItem: (name) => void stored.delete(name),
    };
    const { keys } = ring(storage);
    keys.set('a', ` ${KEY}\u200b\n`, 'memory');
    expect(stored.size).toBe(0);
    expect(keys.describe('a')).toEqual({ place: 'memory', ending: '7Qf2' });
    expect(keys.keyFor('a')).toBe(KEY);
    expect(JSON.stringify(keys)).not.toContain(KEY);

    keys.set('a', KEY, 'device');
    expect([...stored.keys()].every((name) => name.startsWith('sgp-playground:'))).toBe(true);
    expect(ring(storage).keys.keyFor('a')).toBe(KEY);

    keys.set('a', KEY, 'memory');
    expect(stored.size).toBe(0);
  });

  it('gives a key only for the origin it was given for', () => {
    const { keys, addresses } = ring();
    keys.set('a', KEY, 'memory');
    addresses.set('a', 'https://evil.example/v1');
    expect(keys.keyFor('a')).toBeNull();
    expect(keys.describe('a')).toBeNull();
    expect(keys.keyFor('a', 'https://evil.example')).toBeNull();
    expect(keys.keyFor('a', 'https://a.example')).toBe(KEY);
    addresses.set('a', 'https://a.example/v2');
    expect(keys.keyFor('a')).toBe(KEY);
    expect(keys.keyFor('b')).toBeNull();
  });

  it('forgets one or all, on the device too, and tells of each change', () => {
    const storage = memoryStorage();
    const { keys, changes } = ring(storage);
    keys.set('a', KEY, 'device');
    keys.set('b', KEY, 'device');
    keys.forget('a');
    expect(ring(storage).keys.keyFor('a')).toBeNull();
    expect(ring(storage).keys.keyFor('b')).toBe(KEY);
    keys.forgetAll();
    expect(ring(storage).keys.keyFor('b')).toBeNull();
    expect(keys.secrets()).toEqual([]);
    expect(changes()).toBe(4);
  });

  it('takes no empty key, none for a provider without an address, and no garbage from the device', () => {
    const { keys } = ring();
    keys.set('a', '  ', 'memory');
    keys.set('unknown', KEY, 'memory');
    expect(keys.secrets()).toEqual([]);
    const storage = memoryStorage();
    storage.setItem('sgp-playground:keys', '["a","b",3]');
    storage.setItem('sgp-playground:key:a', '{"key":');
    storage.setItem('sgp-playground:key:b', '{"key":5,"origin":"x"}');
    expect(ring(storage).keys.secrets()).toEqual([]);
  });
});
