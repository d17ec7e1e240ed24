/** Which key does what. Parts bind the actions they offer; one listener in the shell dispatches. */

export type Action =
  | 'draw'
  | 'stop'
  | 'prompt'
  | 'next-sample'
  | 'previous-sample'
  | 'best'
  | 'next-problem'
  | 'checker'
  | 'anatomy'
  | 'blind'
  | 'share'
  | 'undo'
  | 'shortcuts'
  | `example-${number}`;

export interface Shortcut {
  action: Action;
  title: string;
  /** As shown; one inner list a key, in order of pressing. */
  keys: string[];
  /** Works while typing, and when single keys are turned off. */
  always: boolean;
  matches(event: KeyEventLike): boolean;
}

export type KeyEventLike = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'
>;

const command = (event: KeyEventLike) => (event.ctrlKey || event.metaKey) && !event.altKey;
const plain = (event: KeyEventLike) => !event.ctrlKey && !event.metaKey && !event.altKey;
const letter = (key: string) => (event: KeyEventLike) =>
  plain(event) && !event.shiftKey && event.key.toLowerCase() === key;

const single = (action: Action, title: string, key: string): Shortcut => ({
  action,
  title,
  keys: [key],
  always: false,
  matches: letter(key.toLowerCase()),
});

export const SHORTCUTS: readonly Shortcut[] = [
  {
    action: 'draw',
    title: 'Draw',
    keys: ['Ctrl', '↵'],
    always: true,
    matches: (event) => command(event) && event.key === 'Enter',
  },
  {
    action: 'stop',
    title: 'Stop',
    keys: ['Esc'],
    always: true,
    matches: (event) => plain(event) && event.key === 'Escape',
  },
  single('prompt', 'To the prompt, or the search', '/'),
  single('next-sample', 'Next sample', 'J'),
  single('previous-sample', 'Previous sample', 'K'),
  single('best', 'Keep as best', 'B'),
  {
    action: 'next-problem',
    title: 'Next problem',
    keys: ['F8'],
    always: true,
    matches: (event) => plain(event) && event.key === 'F8',
  },
  single('checker', 'White or checker', 'C'),
  single('anatomy', 'Anatomy', 'A'),
  single('blind', 'Blind mode, side by side', 'X'),
  single('share', 'Share', 'S'),
  {
    action: 'undo',
    title: 'Undo what a message offers',
    keys: ['Ctrl', 'Z'],
    always: false,
    matches: (event) => command(event) && !event.shiftKey && event.key.toLowerCase() === 'z',
  },
  {
    action: 'shortcuts',
    title: 'All shortcuts',
    keys: ['?'],
    always: false,
    // Shift is how most keyboards reach it.
    matches: (event) => plain(event) && event.key === '?',
  },
  ...Array.from({ length: 6 }, (_, index) =>
    single(`example-${index + 1}`, `Example ${index + 1}, on the first page`, String(index + 1)),
  ),
];

/** Whether keys pressed now are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) {
    return !['button', 'checkbox', 'radio', 'range', 'reset', 'submit'].includes(target.type);
  }
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

export class Shortcuts {
  readonly #bound = new Map<Action, () => void>();

  /** The latest binding of an action wins; @returns the way to let go of it. */
  bind(action: Action, run: () => void): () => void {
    this.#bound.set(action, run);
    return () => {
      if (this.#bound.get(action) === run) this.#bound.delete(action);
    };
  }

  /** Bound now, for the sheet: a key that does nothing here is not shown. */
  offers(action: Action): boolean {
    return this.#bound.has(action);
  }

  /** @returns whether the key did something, in which case it should do nothing else */
  press(event: KeyEventLike, typing: boolean, singleKeys: boolean): boolean {
    const shortcut = SHORTCUTS.find(({ matches }) => matches(event));
    if (shortcut === undefined) return false;
    if (!shortcut.always && (typing || (!singleKeys && shortcut.keys.length === 1))) return false;
    const run = this.#bound.get(shortcut.action);
    if (run === undefined) return false;
    run();
    return true;
  }
}
