/** What the page tells: short messages with an undo, and one polite line for screen readers. */

export interface Notice {
  id: number;
  text: string;
  tone: 'plain' | 'fault';
  action: { label: string; run: () => void } | null;
}

/** Long enough to read and reach for Undo; a fault stays until it is put away. */
const SHOWN_MS = 8000;
/** How an offer to bring back what was deleted is labelled; no other one is taken by a key. */
export const UNDO = 'Undo';

export class Notices {
  #list = $state<Notice[]>([]);
  #spoken = $state('');
  #nextId = 1;
  /** By notice id. */
  readonly #timers: Record<number, ReturnType<typeof setTimeout>> = {};

  get list(): readonly Notice[] {
    return this.#list;
  }
  /** Content of the live region. */
  get spoken(): string {
    return this.#spoken;
  }

  tell(text: string, action: Notice['action'] = null): void {
    this.#show({ text, tone: 'plain', action });
  }

  fault(text: string, action: Notice['action'] = null): void {
    this.#show({ text, tone: 'fault', action });
  }

  /** For screen readers only: a step of the flow, a sample that was opened. */
  say(text: string): void {
    // The same words twice are a change only if something differs.
    this.#spoken = text === this.#spoken ? `${text}\u00a0` : text;
  }

  dismiss(id: number): void {
    clearTimeout(this.#timers[id]);
    delete this.#timers[id];
    this.#list = this.#list.filter((notice) => notice.id !== id);
  }

  act(id: number): void {
    const notice = this.#list.find((candidate) => candidate.id === id);
    this.dismiss(id);
    notice?.action?.run();
  }

  /** Takes the newest offer to undo, as Ctrl+Z does. @returns whether there was one */
  undoLatest(): boolean {
    const latest = this.#list.findLast(({ action }) => action?.label === UNDO);
    if (latest === undefined) return false;
    this.act(latest.id);
    return true;
  }

  #show(notice: Omit<Notice, 'id'>): void {
    const id = this.#nextId++;
    // Three at most: older ones have been read or do not matter any more.
    for (const old of this.#list.slice(0, -2)) this.dismiss(old.id);
    this.#list.push({ id, ...notice });
    this.say(notice.text);
    if (notice.tone === 'plain') {
      this.#timers[id] = setTimeout(() => this.dismiss(id), SHOWN_MS);
    }
  }
}
