import { expect, test, vi } from 'vitest';
import { aSuite } from '../../../tests/fixtures/a-plan.ts';
import { renderer, SQUARES } from '../../../tests/fixtures/run-world.ts';
import { filledRaster } from '../../../tests/fixtures/a-raster.ts';
import { failed, success } from '../failure.ts';
import type { Encoder } from '../ports/encoder.ts';
import type { ProgramReader } from '../ports/program-reader.ts';
import { prepareProgram } from '../program/prepare.ts';
import type { SuiteItem } from '../suite/suite.ts';
import { SuiteReferences } from './suite-references.ts';

const [plain] = aSuite(1).items.values();
const drawn: SuiteItem = { ...plain!, referenceSvg: SQUARES };
const pictured: SuiteItem = { ...plain!, referencePicture: { path: 'a.jpg', sha256: null } };
const { signal } = new AbortController();

const anEncoder = (id = 'e') => {
  const embedImage = vi.fn(() => Promise.resolve(success({})));
  return { card: { id, revision: '1' }, precision: 'fp32', embedImage } as unknown as Encoder;
};
const aRenderer = () => ({
  ...renderer,
  render: vi.fn(() => Promise.resolve(success(filledRaster(8, 4, [255, 0, 0])))),
});

test('a reference is drawn when an encoder first asks, once for all of them', async () => {
  const drawing = aRenderer();
  const references = new SuiteReferences(drawing, null);
  const reference = (await references.of(drawn))!;
  expect(reference.kind).toBe('svg');
  expect(drawing.render).not.toHaveBeenCalled();
  const [one, other] = [anEncoder('one'), anEncoder('other')];
  await reference.embeddedBy(one, signal);
  await reference.embeddedBy(one, signal);
  await (await references.of(drawn))!.embeddedBy(other, signal);
  expect(drawing.render).toHaveBeenCalledOnce();
  expect(one.embedImage).toHaveBeenCalledOnce();
  expect(other.embedImage).toHaveBeenCalledOnce();
});

test('a large one is checked by the reader of programs, a small one at once', async () => {
  const prepare = vi.fn((source: string) => Promise.resolve(prepareProgram(source, 'mend')));
  const programs = { prepare } as unknown as ProgramReader;
  const drawing = aRenderer();
  const references = new SuiteReferences(drawing, null, programs);
  const large = SQUARES.replace('</svg>', `<!--${'x'.repeat(20_000)}--></svg>`);
  const [one, other] = [drawn, { ...drawn, id: 'large', referenceSvg: large }];
  await (await references.of(one))!.embeddedBy(anEncoder(), signal);
  expect(prepare).not.toHaveBeenCalled();
  await (await references.of(other))!.embeddedBy(anEncoder(), signal);
  expect(prepare).toHaveBeenCalledExactlyOnceWith(large, 'mend', undefined);
  expect(drawing.render).toHaveBeenCalledTimes(2);
});

test('one that cannot be drawn is a system’s fault that names the item', async () => {
  const references = new SuiteReferences(aRenderer(), null);
  const reference = (await references.of({ ...drawn, referenceSvg: 'no program' }))!;
  const result = await reference.embeddedBy(anEncoder(), signal);
  expect(result).toMatchObject({ ok: false, failure: { stage: 'embed' } });
  expect(!result.ok && result.failure.detail).toContain('item-0');
});

test('an item without one, or whose picture is not here, has none', async () => {
  const without = new SuiteReferences(aRenderer(), null);
  expect(await without.of(plain!)).toBeNull();
  expect(await without.of(pictured)).toBeNull();
  const folder = {
    hashOf: () => Promise.resolve('f00'),
    read: () => Promise.resolve(success(filledRaster(2, 2, [0, 0, 0]))),
  };
  const withFolder = new SuiteReferences(aRenderer(), folder);
  expect(await withFolder.of(pictured)).toMatchObject({ kind: 'picture', sha256: 'f00' });
});

test('a picture that the folder lacks is a reference without content, which says why', async () => {
  const failure = { stage: 'embed', kind: 'unreadable-reference', detail: 'gone' } as const;
  const folder = {
    hashOf: () => Promise.resolve(null),
    read: () => Promise.resolve(failed(failure)),
  };
  const reference = (await new SuiteReferences(aRenderer(), folder).of(pictured))!;
  expect(reference.sha256).toBeNull();
  expect(await reference.embeddedBy(anEncoder(), signal)).toEqual(failed(failure));
});

test('another picture than the one that the suite means is never compared with', async () => {
  const read = vi.fn(() => Promise.resolve(success(filledRaster(2, 2, [0, 0, 0]))));
  const folder = { hashOf: () => Promise.resolve('f00'), read };
  const references = new SuiteReferences(aRenderer(), folder);
  const meant = { ...pictured, referencePicture: { path: 'a.jpg', sha256: 'bad' } };
  const result = await (await references.of(meant))!.embeddedBy(anEncoder(), signal);
  expect(result).toMatchObject({ ok: false, failure: { kind: 'unreadable-reference' } });
  expect(!result.ok && result.failure.detail).toMatch(/a\.jpg.*SHA-256 is f00, not bad/);
  expect(read).not.toHaveBeenCalled();
});
