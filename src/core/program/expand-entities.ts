/**
 * Writes declared entities out, so that nothing after this step has to know of them, and no
 * parser downstream grows a text behind our back. Sizes are summed before a single one is
 * expanded: a billion laughs cost a few additions.
 */
import { entitiesIn } from './document-type.ts';

export type Expansion =
  { kind: 'expanded'; text: string } | { kind: 'cycle'; name: string } | { kind: 'too-large' };

/** @param limit most characters that all references together may add */
export function expandEntities(
  text: string,
  entities: ReadonlyMap<string, string>,
  limit: number,
): Expansion {
  const measured = new Map<string, Measured>();
  let total = 0;
  for (const { name } of declaredIn(text, entities)) {
    const found = measured.get(name) ?? measure(name, entities, measured);
    if ('kind' in found) return found;
    total += found.size;
    if (total > limit || found.levels > MOST_LEVELS) return { kind: 'too-large' };
  }
  return { kind: 'expanded', text: expand(text, entities) };
}

/** Entities within entities; each level is one more pass over the text. */
const MOST_LEVELS = 16;

interface Measured {
  /** Characters when expanded. */
  size: number;
  levels: number;
}

/** Expanded length by depth-first search with a stack of its own: chains may be long. */
function measure(
  root: string,
  entities: ReadonlyMap<string, string>,
  measured: Map<string, Measured>,
): Measured | Expansion {
  const active = new Set<string>();
  const stack = [root];
  while (stack.length > 0) {
    const name = stack.at(-1)!;
    const value = entities.get(name)!;
    if (measured.has(name)) {
      stack.pop();
      continue;
    }
    const inner = [...declaredIn(value, entities)];
    const unknown = inner.filter((reference) => !measured.has(reference.name));
    if (unknown.length > 0) {
      // Coming back to a name that still waits for its own parts is a cycle.
      if (active.has(name)) return { kind: 'cycle', name };
      active.add(name);
      for (const reference of unknown) {
        if (active.has(reference.name)) return { kind: 'cycle', name: reference.name };
      }
      stack.push(...new Set(unknown.map((reference) => reference.name)));
      continue;
    }
    active.delete(name);
    const whole: Measured = { size: value.length, levels: 1 };
    for (const { name: part, start, end } of inner) {
      const { size, levels } = measured.get(part)!;
      whole.size += size - (end - start);
      whole.levels = Math.max(whole.levels, levels + 1);
    }
    measured.set(name, whole);
    stack.pop();
  }
  return measured.get(root)!;
}

/** References to undeclared entities stay as they are: in a comment they are only words. */
function declaredIn(text: string, entities: ReadonlyMap<string, string>) {
  return [...entitiesIn(text)].filter(({ name }) => entities.has(name));
}

function expand(text: string, entities: ReadonlyMap<string, string>): string {
  let current = text;
  // Each round opens one level; `measure` has shown that levels end and stay small.
  for (;;) {
    const parts: string[] = [];
    let from = 0;
    for (const { name, start, end } of declaredIn(current, entities)) {
      parts.push(current.slice(from, start), entities.get(name)!);
      from = end;
    }
    if (from === 0) return current;
    parts.push(current.slice(from));
    current = parts.join('');
  }
}
