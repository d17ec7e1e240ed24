/** Prompt templates: the built-in ones, and the person's own, whose edits raise their version. */
import { BUILT_IN_TEMPLATES, DEFAULT_TEMPLATE_ID } from '../../core/prompt/built-in.ts';
import type { PromptTemplate } from '../../core/prompt/template.ts';
import { keep, readKept } from './kept.ts';

export class Templates {
  #own = $state.raw<readonly PromptTemplate[]>(readOwn(readKept('templates')));

  get all(): readonly PromptTemplate[] {
    return [...BUILT_IN_TEMPLATES, ...this.#own];
  }

  /** The template of that id, or the default where it is gone. */
  find(id: string): PromptTemplate {
    const known = this.all.find((template) => template.id === id);
    return known ?? BUILT_IN_TEMPLATES.find((template) => template.id === DEFAULT_TEMPLATE_ID)!;
  }

  /**
   * Saves an edit. A built-in template is never changed: its edit becomes one of the person's own.
   * The same words again raise no version.
   */
  save(edited: Pick<PromptTemplate, 'id' | 'title' | 'system' | 'text'>): PromptTemplate {
    const previous = this.#own.find(({ id }) => id === edited.id);
    if (previous === undefined) {
      const id = `own-${crypto.randomUUID().slice(0, 8)}`;
      const created = { ...edited, id, version: 1, builtIn: false };
      this.#write([...this.#own, created]);
      return created;
    }
    const same = previous.text === edited.text && previous.system === edited.system;
    const version = same ? previous.version : previous.version + 1;
    const saved = { ...edited, version, builtIn: false };
    this.#write(this.#own.map((template) => (template.id === saved.id ? saved : template)));
    return saved;
  }

  /** The template with these words, made one of the person's own where none has them. */
  adopt(words: Pick<PromptTemplate, 'id' | 'title' | 'system' | 'text'>): PromptTemplate {
    const same = this.all.find(
      ({ system, text }) => system === words.system && text === words.text,
    );
    return same ?? this.save({ ...words, id: '' });
  }

  /** @returns the way to bring it back */
  remove(id: string): () => void {
    const before = this.#own;
    this.#write(before.filter((template) => template.id !== id));
    return () => this.#write(before);
  }

  #write(own: readonly PromptTemplate[]): void {
    this.#own = own;
    keep('templates', own);
  }
}

function readOwn(kept: unknown): PromptTemplate[] {
  if (!Array.isArray(kept)) return [];
  return kept.filter(isTemplate).map((template) => ({ ...template, builtIn: false }));
}

function isTemplate(value: unknown): value is PromptTemplate {
  if (typeof value !== 'object' || value === null) return false;
  const { id, title, version, system, text } = value as Record<string, unknown>;
  return (
    typeof id === 'string' &&
    typeof title === 'string' &&
    Number.isInteger(version) &&
    (system === null || typeof system === 'string') &&
    typeof text === 'string'
  );
}
