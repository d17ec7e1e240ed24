import { describe, expect, test } from 'vitest';
import { encoderKey, protocolNameAt, type EncoderCard } from '../../core/embedding/encoder-card.ts';
import { cacheKey, DEFAULT_HUB, hubAddress, hubBase } from './hub-address.ts';
import { ENCODER_CARDS, filesOf, imageFile, precisionsOf, textFile } from './registry.ts';

const card = (id: string): EncoderCard => ENCODER_CARDS.find((each) => each.id === id)!;

test('every encoder has an id of its own', () => {
  const ids = ENCODER_CARDS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(ENCODER_CARDS.map((each) => [each.id, each] as const))('%s', (_, each) => {
  const files = precisionsOf(each).flatMap((precision) => filesOf(each, precision));

  test('offers its default precision', () => {
    expect(precisionsOf(each)).toContain(each.defaultPrecision);
  });

  test('has a hash of 64 hex digits, or none, for every file, and never one hash twice', () => {
    const hashes = [...new Set(files)].map(({ sha256 }) => sha256).filter((hash) => hash !== null);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('names a commit where any of its hashes is pinned together with a repository', () => {
    if (each.repo === null) return;
    expect(each.revision).toMatch(/^([0-9a-f]{40}|main)$/);
  });

  test('crops no larger than it resizes, and normalises by something', () => {
    const { sidePx, resizePx, fit, std } = each.image.preprocessing;
    expect(resizePx).toBeGreaterThanOrEqual(sidePx);
    if (fit === 'squash') expect(resizePx).toBe(sidePx);
    for (const deviation of std) expect(deviation).toBeGreaterThan(0);
  });

  test('pads to what its text tower can read, and no further', () => {
    const rule = each.text?.preprocessing;
    if (rule?.padTo != null) expect(rule.padTo).toBe(rule.contextLength);
  });

  test('compares captions with pictures only where it has a text tower', () => {
    expect(each.image.heads.textImage !== undefined).toBe(each.text !== null);
  });
});

test('what is reported broken is not offered', () => {
  expect(precisionsOf(card('mobileclip-s0'))).not.toContain('q8');
  for (const each of ENCODER_CARDS.filter(({ family }) => family.startsWith('siglip'))) {
    expect(precisionsOf(each)).not.toContain('q4f16');
  }
});

test('only full precision of the protocol’s own models carries its names', () => {
  const names = ENCODER_CARDS.flatMap((each) => protocolNameAt(each, 'fp32') ?? []);
  expect(names.sort()).toEqual([
    'clip_large',
    'clip_small',
    'dino_base',
    'dino_small',
    'siglip_small',
  ]);
  expect(protocolNameAt(card('clip-vit-base-patch32'), 'q8')).toBeNull();
});

test('DINOv2 is prepared as the SGP protocol does it, not as its hub folder says', () => {
  expect(card('dinov2-small').image.preprocessing).toMatchObject({
    resizePx: 224,
    sidePx: 224,
    filter: 'bilinear',
    fit: 'shortest',
  });
});

test('a file that is not offered is a bug of the caller', () => {
  expect(() => imageFile(card('mobileclip-s0'), 'q8')).toThrow(RangeError);
  expect(() => textFile(card('dinov2-small'), 'fp32')).toThrow(/no fp32 weights/);
});

test('the key of an encoder says which weights it ran on', () => {
  expect(encoderKey(card('clip-vit-base-patch32'), 'q8')).toBe(
    'clip-vit-base-patch32@d15189d7028b/q8',
  );
});

test('addresses have the hub’s layout, on any mirror, and cache keys know no mirror', () => {
  const clip = card('clip-vit-base-patch32');
  const file = imageFile(clip, 'fp32');
  expect(hubAddress(DEFAULT_HUB, clip, file)).toBe(
    'https://huggingface.co/Xenova/clip-vit-base-patch32/resolve/d15189d7028b43f1d3e65039190477f6af591c2a/onnx/vision_model.onnx',
  );
  expect(hubAddress(hubBase(' http://127.0.0.1:9/hub/ '), clip, file)).toMatch(
    /^http:\/\/127\.0\.0\.1:9\/hub\/Xenova\//,
  );
  expect(cacheKey(clip, file)).toBe(`Xenova/clip-vit-base-patch32/${clip.revision}/${file.path}`);
});

test('a hub is an http address', () => {
  expect(() => hubBase('ftp://hub.example')).toThrow(TypeError);
  expect(() => hubBase('hub.example')).toThrow(TypeError);
});
