import { describe, expect, it } from 'vitest';
import { anatomyOf } from '../../../core/program/anatomy.ts';
import { treeMove, treeRows } from './tree-rows.ts';

const root = anatomyOf('<svg><g><path/><circle/></g><rect/></svg>').root;
const all = treeRows(root, () => true);
const shut = treeRows(root, (_, level) => level < 2);
const names = (rows: typeof all) => rows.map((row) => row.node.name);

describe('treeRows', () => {
  it('are the open elements in document order', () => {
    expect(names(all)).toEqual(['svg', 'g', 'path', 'circle', 'rect']);
    expect(names(shut)).toEqual(['svg', 'g', 'rect']);
    expect(treeRows(null, () => true)).toEqual([]);
  });

  it('know their level and their place among siblings', () => {
    expect(all[3]).toMatchObject({ level: 3, place: 2, siblings: 2, open: null });
    expect(shut[1]).toMatchObject({ level: 2, place: 1, siblings: 2, open: false });
  });
});

describe('treeMove', () => {
  it('goes up, down and to the ends without leaving the tree', () => {
    expect(treeMove(all, 0, 'ArrowUp')).toEqual({ to: 0 });
    expect(treeMove(all, 4, 'ArrowDown')).toEqual({ to: 4 });
    expect(treeMove(all, 1, 'End')).toEqual({ to: 4 });
    expect(treeMove(all, 3, 'Home')).toEqual({ to: 0 });
  });

  it('opens before it goes in, and closes before it goes out', () => {
    expect(treeMove(shut, 1, 'ArrowRight')).toEqual({ toggle: 1 });
    expect(treeMove(all, 1, 'ArrowRight')).toEqual({ to: 2 });
    expect(treeMove(all, 1, 'ArrowLeft')).toEqual({ toggle: 1 });
    expect(treeMove(all, 3, 'ArrowLeft')).toEqual({ to: 1 });
  });

  it('does nothing for other keys, nor inside a leaf', () => {
    expect(treeMove(all, 2, 'ArrowRight')).toBeNull();
    expect(treeMove(all, 2, 'x')).toBeNull();
  });

  it('finds its way back when its row is gone', () => {
    expect(treeMove(all, 99, 'ArrowDown')).toEqual({ to: 0 });
    expect(treeMove([], 0, 'ArrowDown')).toBeNull();
  });
});
