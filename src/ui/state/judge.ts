/** Scores programs for the bench: edits, own programs, and answers that are judged again. */
import type { SampleRecord } from '../../core/bench/record.ts';
import { evaluateProgram, type Evaluation } from '../../core/evaluate.ts';
import { success } from '../../core/failure.ts';
import type { EncodedSample } from '../../core/metric/measured.ts';
import type { ExtractionRule } from '../../core/program/candidate.ts';
import { repairPolicyFor } from '../../core/program/repair-policy.ts';
import type { Reference } from '../../core/reference.ts';
import { judgeAttempts, type Sample } from '../../core/sample.ts';
import { SILENT } from '../../core/stage.ts';
import type { AskForm } from './ask-form.svelte.ts';
import type { Encoding } from './encoding.svelte.ts';
import { nowIso } from './now.ts';
import { isOwnProgram, recordOfOwnProgram } from './own-program.ts';
import { requestOf, withPersonsMarks } from './rescore.ts';
import type { Services } from './services.ts';

export class Judge {
  readonly #services: Services;
  readonly #encoding: Encoding;
  readonly #form: AskForm;
  /** Read at each judgement: the person changes it. */
  readonly #reference: () => Reference | null;

  constructor(parts: {
    services: Services;
    encoding: Encoding;
    form: AskForm;
    reference: () => Reference | null;
  }) {
    this.#services = parts.services;
    this.#encoding = parts.encoding;
    this.#form = parts.form;
    this.#reference = parts.reference;
  }

  /**
   * @param rule under which the program was found: not every one lets it be mended
   * @throws the signal's reason when aborted
   */
  async evaluate(
    source: string,
    caption: string,
    rule: ExtractionRule,
    { signal = NEVER, known = [] }: { signal?: AbortSignal; known?: readonly EncodedSample[] } = {},
  ): Promise<Evaluation> {
    const encoders = await this.#encoding.open();
    const { mend, weights } = this.#form.fields;
    const scoring = {
      caption: caption.trim(),
      reference: this.#reference(),
      repair: repairPolicyFor(rule, mend),
      weights,
      formatted: false,
    };
    const { renderer, programs } = this.#services;
    const tools = { renderer, programs, encoders, known };
    return evaluateProgram(success(source), scoring, tools, SILENT, signal);
  }

  /** @param at of the draw it belongs to; a new one where left out */
  async ownProgram(
    source: string,
    at: { drawId: string; createdAt: string } = {
      drawId: crypto.randomUUID(),
      createdAt: nowIso(),
    },
    known: readonly EncodedSample[] = [],
  ): Promise<Sample> {
    const { fields } = this.#form;
    const evaluation = await this.evaluate(source, fields.prompt, fields.rule, { known });
    return { evaluation, record: this.ownRecord(source, evaluation, at) };
  }

  ownRecord(
    source: string,
    evaluation: Evaluation,
    at: { drawId: string; createdAt: string },
  ): SampleRecord {
    const { fields } = this.#form;
    return recordOfOwnProgram(source, evaluation, {
      ...at,
      fields,
      renderer: this.#services.renderer.version,
      repair: repairPolicyFor(fields.rule, fields.mend),
      reference: this.#reference(),
    });
  }

  /**
   * The same answer, with the encoders, reference and weights of now.
   * @param before of the same record: its embeddings are used again where they still hold
   */
  async again(record: SampleRecord, before: Evaluation | null = null): Promise<Sample> {
    const known = before === null ? [] : this.#stillHolding(record, before);
    const fresh = isOwnProgram(record)
      ? await this.ownProgram(record.extraction.source ?? '', record, known)
      : await this.#attemptsAgain(record, known);
    return { ...fresh, record: withPersonsMarks(fresh.record, record) };
  }

  /** An embedding is of one program, caption and reference; a failed one is tried again. */
  #stillHolding(record: SampleRecord, { encoded }: Evaluation): readonly EncodedSample[] {
    const { prompt, rule, mend } = this.#form.fields;
    const own = isOwnProgram(record);
    const repair = repairPolicyFor(own ? rule : record.extraction.rule, mend);
    const same =
      record.repair === repair &&
      (record.reference?.sha256 ?? null) === (this.#reference()?.sha256 ?? null) &&
      (!own || record.prompt === prompt.trim());
    return same ? encoded.filter(({ image, caption }) => image.ok && caption?.ok !== false) : [];
  }

  async #attemptsAgain(record: SampleRecord, known: readonly EncodedSample[]): Promise<Sample> {
    const encoders = await this.#encoding.open();
    const { mend, weights } = this.#form.fields;
    const request = { ...requestOf(record, this.#reference()), mend, weights };
    const { renderer, programs } = this.#services;
    const tools = { renderer, programs, encoders, known };
    const unheard = { ...SILENT, text() {}, reasoning() {}, extracted() {} };
    return judgeAttempts(request, record.attempts, tools, unheard, NEVER);
  }
}

/** For work that nobody can stop any more. */
const NEVER = new AbortController().signal;
