import { describe, expect, it } from 'vitest';
import { keyEnding, maskKeys, maskSecrets } from './mask-secrets.ts';

const KEY = 'abc+/def=0123456789';

describe('masking', () => {
  it('takes out every occurrence of a key in use, also percent-encoded', () => {
    const masked = maskSecrets(`${KEY} and ?key=${encodeURIComponent(KEY)}; ${KEY}`, [KEY]);
    expect(masked).toBe('[key ending in 6789] and ?key=[key ending in 6789]; [key ending in 6789]');
  });

  it.each([
    'sk-proj-abcdefghijklmnopqrstuvwxyz',
    'sk-ant-api03-abcdefghijklmnop',
    'gsk_abcdefghijklmnopqrstuvwxyz',
    'AIzaSyA1234567890abcdefghijklmnop',
    'Bearer whatever-it-may-be-12345',
  ])('takes out %s, which nobody gave us', (secret) => {
    const masked = maskSecrets(`Wrong: ${secret}.`, []);
    expect(masked).toContain('[key]');
    expect(masked).not.toContain(secret.replace('Bearer ', ''));
  });

  it('leaves ordinary words alone, and everything but the keys where told to', () => {
    const words = 'The bearer of this svg-file asks task-1 for sk-etch.';
    expect(maskSecrets(words, [])).toBe(words);
    expect(maskKeys('sk-proj-abcdefghijklmnopqrstuvwxyz', [KEY])).toMatch(/^sk-proj/);
  });

  it('shows no ending of a key too short to spare four characters', () => {
    expect(keyEnding('secret')).toBe('');
    expect(maskKeys('secret!', ['secret'])).toBe('[key ending in …]!');
  });
});
