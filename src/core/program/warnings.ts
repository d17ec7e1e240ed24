/** What is recorded beside a program: each kind once, counted. */
import type { Warning, WarningKind } from './checked-program.ts';

export class WarningTally {
  readonly #byKind = new Map<WarningKind, Warning>();

  /** The first detail of a kind stays. */
  add(kind: WarningKind, detail: string): void {
    const known = this.#byKind.get(kind);
    if (known) known.count++;
    else this.#byKind.set(kind, { kind, detail, count: 1 });
  }

  list(): Warning[] {
    return [...this.#byKind.values()];
  }
}
