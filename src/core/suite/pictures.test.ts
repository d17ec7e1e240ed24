import { expect, test } from 'vitest';
import { matchPictures } from './pictures.ts';
import { suiteOf } from './suite-builder.ts';

const item = (id: string, path: string | null) => ({
  id,
  prompt: id,
  category: null,
  subcategory: null,
  metadata: {},
  referenceSvg: null,
  referencePicture: path === null ? null : { path, sha256: null },
});

test('pictures are found by file name, whatever folder they are in; what is unclear is not taken', () => {
  const suite = suiteOf('s', [
    item('a', '1.jpg'),
    item('b', 'val2017/2.JPG'),
    item('c', '3.jpg'),
    item('d', '4.jpg'),
    item('e', null),
  ]);
  const paths = ['photos/1.jpg', '2.jpg', 'x/3.jpg', 'y/3.jpg', 'other.png'];
  expect(matchPictures(suite, paths)).toEqual({
    found: new Map([
      ['a', 0],
      ['b', 1],
    ]),
    missing: ['c', 'd'],
    ambiguous: ['3.jpg'],
  });
});
