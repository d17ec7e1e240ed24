/** One Monaco editor showing one program: the only place that talks to Monaco's API. */
import type { editor, IDisposable, IRange } from 'monaco-editor/editor/editor.api.js';
import { monaco } from './monaco.ts';
import { visibleSpan, type Problem } from './problem.ts';
import { ProblemZone } from './problem-zone.ts';
import { SVG_LANGUAGE } from './svg-language.ts';
import { SwatchMarks } from './swatch-marks.ts';
import { lineStarts, offsetAt, positionAt, singleEdit, type Position } from './text-position.ts';

export interface ProgramViewEvents {
  /** A person edited; line ends are those of the editor. */
  changed(source: string): void;
  caretMoved(position: Position): void;
  /** Offset under the mouse, else under the caret while the editor has focus, else `null`. */
  pointedAt(offset: number | null): void;
  /** F8 and Shift+F8. */
  nextProblem(step: 1 | -1): void;
}

/** Height from which the view counts as being at its end while a program streams in. */
const FOLLOW_SLACK_PX = 48;

export class ProgramView {
  readonly #events: ProgramViewEvents;
  readonly #editor: editor.IStandaloneCodeEditor;
  readonly #model: editor.ITextModel;
  readonly #swatches: SwatchMarks;
  readonly #zone: ProblemZone;
  readonly #marks: editor.IEditorDecorationsCollection;
  readonly #tail: editor.IEditorDecorationsCollection;
  readonly #listeners: IDisposable[];
  #source: string;
  #starts: number[];
  #applying = false;
  #mouseOffset: number | null = null;
  #pointed: number | null = null;
  #highlight: { start: number; end: number } | null = null;
  #active: Problem | null = null;
  #streaming = false;

  constructor(host: HTMLElement, label: string, source: string, events: ProgramViewEvents) {
    this.#events = events;
    this.#source = source;
    this.#starts = lineStarts(source);
    this.#model = monaco.editor.createModel(source, SVG_LANGUAGE);
    this.#model.updateOptions({ tabSize: 2, insertSpaces: true });
    this.#editor = monaco.editor.create(host, options(this.#model, label));
    this.#marks = this.#editor.createDecorationsCollection();
    this.#tail = this.#editor.createDecorationsCollection();
    this.#swatches = new SwatchMarks(this.#editor);
    this.#zone = new ProblemZone(this.#editor);
    this.#listeners = [
      this.#model.onDidChangeContent(() => this.#contentChanged()),
      this.#editor.onDidChangeCursorPosition((event) => {
        events.caretMoved({ line: event.position.lineNumber, column: event.position.column });
        this.#point();
      }),
      this.#editor.onMouseMove((event) => this.#mouseMoved(event.target)),
      this.#editor.onMouseLeave(() => this.#mouseMoved(null)),
      this.#editor.onDidFocusEditorText(() => this.#point()),
      this.#editor.onDidBlurEditorText(() => this.#point()),
      this.#editor.addAction({
        id: 'sgp.nextProblem',
        label: 'Next problem',
        keybindings: [monaco.KeyCode.F8],
        run: () => events.nextProblem(1),
      }),
      this.#editor.addAction({
        id: 'sgp.previousProblem',
        label: 'Previous problem',
        keybindings: [monaco.KeyMod.Shift | monaco.KeyCode.F8],
        run: () => events.nextProblem(-1),
      }),
    ];
    this.#swatches.refresh(source);
  }

  /** Another program: its undo history starts here. */
  open(source: string): void {
    this.#apply(source, () => this.#model.setValue(source));
    this.#editor.setScrollTop(0);
    this.#editor.setPosition({ lineNumber: 1, column: 1 });
  }

  /** The same program, changed from outside: an edit that can be undone, or text added to a stream. */
  update(source: string): void {
    if (source === this.#source) return;
    if (this.#streaming && this.#append(source)) return;
    const edit = singleEdit(this.#source, source);
    const range = this.#range(edit);
    this.#apply(source, () => {
      this.#model.pushStackElement();
      this.#model.pushEditOperations(null, [{ range, text: edit.text }], () => null);
      this.#model.pushStackElement();
    });
  }

  /** While streaming the text is not edited, and the view follows its end unless scrolled away. */
  setMode(mode: { readonly: boolean; streaming: boolean }): void {
    const ended = this.#streaming && !mode.streaming;
    const began = !this.#streaming && mode.streaming;
    this.#streaming = mode.streaming;
    this.#editor.updateOptions({ readOnly: mode.readonly || mode.streaming });
    this.#markTail();
    // Also where the editor loads in the middle of a stream: `append` follows only an end in sight.
    if (began) this.#editor.revealLine(this.#model.getLineCount());
    if (ended) this.#swatches.refresh(this.#source);
  }

  /** @param active the problem whose message stands under its line */
  setProblems(problems: readonly Problem[], active: Problem | null): void {
    monaco.editor.setModelMarkers(
      this.#model,
      'check',
      problems.map((problem) => {
        const range = this.#range(visibleSpan(this.#source, problem));
        const message = problem.detail
          ? `${problem.headline}. ${problem.detail}`
          : problem.headline;
        const severity =
          problem.severity === 'error'
            ? monaco.MarkerSeverity.Error
            : monaco.MarkerSeverity.Warning;
        return { ...range, message, severity };
      }),
    );
    this.#active = active;
    this.#zone.show(active, active && positionAt(this.#starts, active.start));
    this.#markLines();
  }

  /** The lines of an element pointed at elsewhere; scrolled to only where the person is not here. */
  setHighlight(span: { start: number; end: number } | null): void {
    this.#highlight = span;
    this.#markLines();
    const here = this.#mouseOffset !== null || this.#editor.hasTextFocus();
    if (span && !here) this.#editor.revealRangeInCenterIfOutsideViewport(this.#range(span));
  }

  goTo(offset: number): void {
    const { line, column } = positionAt(this.#starts, offset);
    this.#editor.setPosition({ lineNumber: line, column });
    this.#editor.revealLineInCenterIfOutsideViewport(line);
    this.#editor.focus();
  }

  focus(): void {
    this.#editor.focus();
  }

  undo(): void {
    this.#editor.trigger('page', 'undo', null);
  }

  redo(): void {
    this.#editor.trigger('page', 'redo', null);
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#zone.dispose();
    this.#swatches.dispose();
    this.#editor.dispose();
    this.#model.dispose();
  }

  #append(source: string): boolean {
    // A line feed after a carriage return would join it to one line end: then all is set anew.
    if (!source.startsWith(this.#source)) return false;
    if (this.#source.endsWith('\r')) return false;
    const text = source.slice(this.#source.length);
    const line = this.#model.getLineCount();
    const column = this.#model.getLineMaxColumn(line);
    const scrolled = this.#editor.getScrollTop() + this.#editor.getLayoutInfo().height;
    const following = scrolled >= this.#editor.getScrollHeight() - FOLLOW_SLACK_PX;
    this.#apply(source, () =>
      this.#model.applyEdits([{ range: new monaco.Range(line, column, line, column), text }]),
    );
    this.#markTail();
    if (following) this.#editor.revealLine(this.#model.getLineCount());
    return true;
  }

  #apply(source: string, write: () => void): void {
    this.#source = source;
    this.#starts = lineStarts(source);
    this.#applying = true;
    write();
    this.#applying = false;
    this.#swatches.refreshSoon(source);
  }

  #contentChanged(): void {
    if (this.#applying) return;
    this.#source = this.#model.getValue();
    this.#starts = lineStarts(this.#source);
    this.#swatches.refreshSoon(this.#source);
    this.#events.changed(this.#source);
  }

  #mouseMoved(target: editor.IMouseTarget | null): void {
    const over =
      target?.type === monaco.editor.MouseTargetType.CONTENT_TEXT ? target.position : null;
    this.#mouseOffset =
      over && offsetAt(this.#starts, { line: over.lineNumber, column: over.column });
    this.#point();
  }

  #point(): void {
    const caret = this.#editor.hasTextFocus() ? this.#editor.getPosition() : null;
    const atCaret =
      caret && offsetAt(this.#starts, { line: caret.lineNumber, column: caret.column });
    const offset = this.#mouseOffset ?? atCaret;
    if (offset === this.#pointed) return;
    this.#pointed = offset;
    this.#events.pointedAt(offset);
  }

  #range(span: { start: number; end: number }): IRange {
    const from = positionAt(this.#starts, span.start);
    const to = positionAt(this.#starts, span.end);
    return new monaco.Range(from.line, from.column, to.line, to.column);
  }

  #markLines(): void {
    const whole = (span: { start: number; end: number }, className: string, zIndex: number) => ({
      range: this.#range(span),
      options: { isWholeLine: true, className, marginClassName: className, zIndex },
    });
    const marks = [];
    if (this.#active) {
      const { start } = this.#active;
      marks.push(whole({ start, end: start }, `program-line-${this.#active.severity}`, 2));
    }
    if (this.#highlight) marks.push(whole(this.#highlight, 'program-line-hot', 1));
    this.#marks.set(marks);
  }

  /** A block of ink where the next words will stand. */
  #markTail(): void {
    if (!this.#streaming) return this.#tail.clear();
    const line = this.#model.getLineCount();
    const column = this.#model.getLineMaxColumn(line);
    this.#tail.set([
      {
        range: new monaco.Range(line, column, line, column),
        options: {
          showIfCollapsed: true,
          after: { content: '\u00a0', inlineClassName: 'program-tail' },
        },
      },
    ]);
  }
}

function options(
  model: editor.ITextModel,
  label: string,
): editor.IStandaloneEditorConstructionOptions {
  return {
    model,
    theme: 'sgp',
    // Its own high contrast would follow the system and not the page's theme.
    autoDetectHighContrast: false,
    ariaLabel: label,
    automaticLayout: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
    fontSize: 12.5,
    lineHeight: 20,
    fontLigatures: false,
    wordWrap: 'on',
    wrappingIndent: 'indent',
    // Between attributes and in lists of numbers, but never inside `url(#id)`.
    wordWrapBreakBeforeCharacters: '',
    wordWrapBreakAfterCharacters: ' \t,',
    minimap: { enabled: false },
    padding: { top: 4, bottom: 8 },
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 0,
    glyphMargin: false,
    folding: true,
    renderLineHighlight: 'none',
    guides: { indentation: false, bracketPairs: false },
    scrollBeyondLastLine: false,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    fixedOverflowWidgets: true,
    stickyScroll: { enabled: false },
    occurrencesHighlight: 'off',
    selectionHighlight: false,
    // A tag that is still being written is no error to be shown in red.
    bracketPairColorization: { enabled: false },
    matchBrackets: 'near',
    quickSuggestions: false,
    links: false,
    // A textarea: the page's shortcuts and assistive tools know it for a text field.
    editContext: false,
    // Tab leaves the editor, as everywhere on the page; Ctrl+M makes it write spaces.
    tabFocusMode: true,
    unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
  };
}
