/** Lines of two versions of a program, with what they share left out but for its edges. */

export type ComparedLine =
  { kind: 'same' | 'sent' | 'drawn'; text: string } | { kind: 'skipped'; count: number };

/** Lines shown around a change. */
const AROUND = 2;
/** How far a line is looked for before it counts as changed; mends move nothing far. */
const REACH = 40;

export function compareLines(sent: string, drawn: string): ComparedLine[] {
  const before = sent.split('\n');
  const after = drawn.split('\n');
  const lines: ComparedLine[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ kind: 'same', text: before[i]! });
      i++;
      j++;
      continue;
    }
    const [left, right] = nextMatch(before, after, i, j);
    while (i < left) lines.push({ kind: 'sent', text: before[i++]! });
    while (j < right) lines.push({ kind: 'drawn', text: after[j++]! });
  }
  return withoutLongRuns(lines);
}

/** The nearest pair of equal lines from here on, counting both sides; the ends where none is near. */
function nextMatch(before: string[], after: string[], i: number, j: number): [number, number] {
  for (let distance = 1; distance <= REACH; distance++) {
    for (let down = 0; down <= distance; down++) {
      const left = i + down;
      const right = j + distance - down;
      if (left < before.length && right < after.length && before[left] === after[right]) {
        return [left, right];
      }
    }
  }
  return [before.length, after.length];
}

function withoutLongRuns(lines: ComparedLine[]): ComparedLine[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind !== 'same'),
  );
  const shown: ComparedLine[] = [];
  lines.forEach((line, at) => {
    if (near[at]) return void shown.push(line);
    const last = shown.at(-1);
    if (last?.kind === 'skipped') last.count++;
    else shown.push({ kind: 'skipped', count: 1 });
  });
  return shown;
}
