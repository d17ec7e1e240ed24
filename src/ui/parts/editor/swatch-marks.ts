/** Draws a small square of each colour before its text. */
import type { editor } from 'monaco-editor/editor/editor.api.js';
import { monaco } from './monaco.ts';
import { findSwatches, type Swatch } from './swatches.ts';
import { lineStarts, positionAt } from './text-position.ts';

/** More than any bundled program has; past it, swatches cost more than they tell. */
const LIMIT = 600;
const PAUSE_MS = 120;

export class SwatchMarks {
  readonly #marks: editor.IEditorDecorationsCollection;
  readonly #sheet = new CSSStyleSheet();
  readonly #classes = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pending = '';

  constructor(host: editor.ICodeEditor) {
    this.#marks = host.createDecorationsCollection();
    document.adoptedStyleSheets.push(this.#sheet);
  }

  refresh(source: string): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const starts = lineStarts(source);
    const found = findSwatches(source, (word) => CSS.supports('color', word), LIMIT);
    this.#marks.set(
      found.map((swatch) => {
        const { line, column } = positionAt(starts, swatch.start);
        return {
          range: new monaco.Range(line, column, line, column),
          options: {
            showIfCollapsed: true,
            before: {
              // Two characters wide, so that Monaco's count of columns for wrapping stays true, and unbreakable.
              content: '\u00a0\u00a0',
              inlineClassName: `program-swatch ${this.#classOf(swatch)}`,
              cursorStops: monaco.editor.InjectedTextCursorStops.None,
            },
          },
        };
      }),
    );
  }

  /** At most once a pause, also while text streams in: the marks move with their text meanwhile. */
  refreshSoon(source: string): void {
    this.#pending = source;
    this.#timer ??= setTimeout(() => this.refresh(this.#pending), PAUSE_MS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#marks.clear();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(
      (sheet) => sheet !== this.#sheet,
    );
  }

  /** Monaco styles injected text by class only, so each colour gets one. */
  #classOf(swatch: Swatch): string {
    const known = this.#classes.get(swatch.color);
    if (known) return known;
    const name = `program-swatch-${this.#classes.size}`;
    this.#classes.set(swatch.color, name);
    this.#sheet.insertRule(`.${name} { --swatch: ${swatch.color}; }`);
    return name;
  }
}
