/** The message of a problem, in a box under its line that pushes the lines below down. */
import type { editor } from 'monaco-editor/editor/editor.api.js';
import type { Problem } from './problem.ts';
import type { Position } from './text-position.ts';

export class ProblemZone {
  readonly #editor: editor.ICodeEditor;
  readonly #box = document.createElement('div');
  readonly #message = document.createElement('div');
  readonly #watch: ResizeObserver;
  readonly #zone: editor.IViewZone;
  #id: string | null = null;

  constructor(host: editor.ICodeEditor) {
    this.#editor = host;
    this.#box.className = 'program-zone';
    this.#message.className = 'program-zone-message';
    this.#box.append(this.#message);
    this.#zone = { afterLineNumber: 0, heightInPx: 0, domNode: this.#box };
    // Its text wraps with the width of the editor: the height is only known once it is there.
    this.#watch = new ResizeObserver(() => this.#fit());
    this.#watch.observe(this.#message);
  }

  /** @param at line and column of the problem; `null` takes the box away */
  show(problem: Problem | null, at: Position | null): void {
    this.#editor.changeViewZones((zones) => {
      if (this.#id !== null) zones.removeZone(this.#id);
      this.#id = null;
      if (!problem || !at) return;
      const headline = document.createElement('b');
      const said = problem.headline.replace(/\.$/, '');
      headline.textContent = `Line ${at.line}, column ${at.column}: ${said}.`;
      this.#message.replaceChildren(headline, problem.detail ? ` ${problem.detail}` : '');
      this.#message.dataset['severity'] = problem.severity;
      this.#zone.afterLineNumber = at.line;
      this.#id = zones.addZone(this.#zone);
    });
  }

  dispose(): void {
    this.#watch.disconnect();
    this.show(null, null);
  }

  #fit(): void {
    const id = this.#id;
    const heightInPx = this.#message.offsetHeight + 8;
    if (id === null || heightInPx === this.#zone.heightInPx) return;
    this.#zone.heightInPx = heightInPx;
    this.#editor.changeViewZones((zones) => zones.layoutZone(id));
  }
}
