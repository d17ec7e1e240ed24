import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeShare, encodeShare, type Shared } from './share.ts';

const shared = (change: Partial<Shared> = {}): Shared => ({
  prompt: 'a cat',
  template: null,
  canvas: { widthPx: 512, heightPx: 512, palette: [], noText: false },
  settings: {
    temperature: 1,
    topP: null,
    maxTokens: 3000,
    seed: null,
    reasoningEffort: null,
    stop: [],
  },
  rule: 'balanced',
  modelTitle: 'Replay',
  program: '<svg/>',
  ...change,
});

describe('share links', () => {
  test('what was shared comes back, whatever it says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.option(fc.string({ unit: 'grapheme' })),
        async (prompt, program) => {
          const link = await encodeShare(shared({ prompt, program }));
          expect(link).toMatch(/^1\.[\w-]+$/);
          expect(await decodeShare(link)).toEqual({
            ok: true,
            shared: shared({ prompt, program }),
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  test('G9: a key that stands beside the settings does not get into the link', async () => {
    const careless = await encodeShare({ ...shared(), apiKey: 'sk-secret' } as Shared);
    expect(careless).toBe(await encodeShare(shared()));
  });

  test('G9: a link made by hand brings no key, no address, no model and no order to run', async () => {
    const orders = {
      apiKey: 'sk-secret',
      baseUrl: 'https://evil.example',
      run: true,
      model: 'dear',
    };
    const json = JSON.stringify({ ...shared(), ...orders });
    const packed = new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    const bytes = Buffer.from(await new Response(packed).arrayBuffer());
    expect(await decodeShare(`1.${bytes.toString('base64url')}`)).toEqual({
      ok: true,
      shared: shared(),
    });
  });

  test('damage is told in words, never thrown', async () => {
    const link = await encodeShare(shared({ program: '<svg>'.repeat(200) }));
    for (const broken of ['', 'x', '1.', '1.!!!', link.slice(0, -9), `1.${link.slice(9)}`])
      expect(await decodeShare(broken)).toMatchObject({ ok: false, reason: expect.any(String) });
    expect(await decodeShare(`7${link.slice(1)}`)).toMatchObject({
      reason: expect.stringContaining('newer version (7)'),
    });
  });

  test('a link that unpacks to hundreds of megabytes is refused before it does', async () => {
    const bomb = await encodeShare(shared({ program: ' '.repeat(40 * 1024 * 1024) }));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await decodeShare(bomb)).toMatchObject({ ok: false });
  });
});
