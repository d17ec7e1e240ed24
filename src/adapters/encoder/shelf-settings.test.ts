import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_HUB } from './hub-address.ts';
import { readSettings, type ShelfSettings } from './shelf-settings.ts';

const DEFAULTS: ShelfSettings = {
  enabled: {},
  precision: {},
  hub: DEFAULT_HUB,
  acceleration: 'auto',
};

test('settings come back as they were written', () => {
  const settings: ShelfSettings = {
    enabled: { 'clip-vit-base-patch32': true, 'sgp-small': false },
    precision: { 'clip-vit-base-patch32': 'q8' },
    hub: 'https://mirror.example/hub',
    acceleration: 'webgpu',
  };
  expect(readSettings(JSON.stringify(settings))).toEqual(settings);
});

test.each([null, '', '{', '7', '[]', '{"hub":"javascript:alert(1)","acceleration":"cuda"}'])(
  'what can not be read counts as not chosen: %j',
  (text) => expect(readSettings(text)).toEqual(DEFAULTS),
);

test('one bad choice does not cost the others', () => {
  const text = '{"enabled":{"a":true,"b":"yes"},"precision":{"a":"q8","b":"int3"},"hub":7}';
  expect(readSettings(text)).toEqual({ ...DEFAULTS, enabled: { a: true }, precision: { a: 'q8' } });
});

test('no stored text breaks the page', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(['auto', 'wasm', 'webgpu']).toContain(readSettings(text).acceleration);
    }),
  );
});
