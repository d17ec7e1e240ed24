/** The tree of elements as the rows that are open to view, and what each key does in it. */
import type { AnatomyNode } from '../../../core/program/anatomy.ts';

export interface TreeRow {
  node: AnatomyNode;
  /** From 1. */
  level: number;
  /** Place among its siblings, from 1, and how many they are. */
  place: number;
  siblings: number;
  /** `null`: nothing inside. */
  open: boolean | null;
}

/** @param isOpen whether the children of an element are shown */
export function treeRows(
  root: AnatomyNode | null,
  isOpen: (node: AnatomyNode, level: number) => boolean,
): TreeRow[] {
  const rows: TreeRow[] = [];
  const waiting = root ? [{ node: root, level: 1, place: 1, siblings: 1 }] : [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, level } = next;
    const open = node.children.length === 0 ? null : isOpen(node, level);
    rows.push({ ...next, open });
    if (!open) continue;
    const siblings = node.children.length;
    for (let at = siblings - 1; at >= 0; at--) {
      waiting.push({ node: node.children[at]!, level: level + 1, place: at + 1, siblings });
    }
  }
  return rows;
}

export type TreeMove = { to: number } | { toggle: number } | null;

/**
 * What a key does at a row, as the tree pattern of ARIA has it: right opens, then goes in; left
 * closes, then goes out.
 */
export function treeMove(rows: readonly TreeRow[], at: number, key: string): TreeMove {
  const row = rows[at];
  if (!row) return rows.length > 0 ? { to: 0 } : null;
  const last = rows.length - 1;
  switch (key) {
    case 'ArrowDown':
      return { to: Math.min(at + 1, last) };
    case 'ArrowUp':
      return { to: Math.max(at - 1, 0) };
    case 'Home':
      return { to: 0 };
    case 'End':
      return { to: last };
    case 'ArrowRight':
      if (row.open === null) return null;
      return row.open ? { to: Math.min(at + 1, last) } : { toggle: at };
    case 'ArrowLeft': {
      if (row.open) return { toggle: at };
      for (let above = at - 1; above >= 0; above--) {
        if (rows[above]!.level < row.level) return { to: above };
      }
      return null;
    }
    default:
      return null;
  }
}
