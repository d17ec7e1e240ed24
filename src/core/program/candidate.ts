/** The program taken from a response, and what had to be done to it. */
import type { Span } from '../failure.ts';

export const EXTRACTION_RULES = ['balanced', 'sgp-gen', 'sgp-compbench'] as const;
/** protocol.md names the two official rules; `balanced` is the XML-aware default of cases.md A. */
export type ExtractionRule = (typeof EXTRACTION_RULES)[number];

export type ExtractionFlag =
  | 'reasoning-unclosed'
  | 'html-unescaped'
  | 'json-unescaped'
  | 'truncated' // no closing tag: the text runs to its end
  | 'wrong-case';

export interface Candidate {
  source: string;
  rule: ExtractionRule;
  /** Where `source` stands in the response; `null` where it had to be unescaped first. */
  span: Span | null;
  /** Complete programs found; the UI offers the others. */
  alternatives: { source: string; span: Span | null }[];
  flags: ExtractionFlag[];
}

export type MendKind =
  | 'fence'
  | 'xmlns'
  | 'xmlns-prefix' // xmlns:xlink and other unbound prefixes
  | 'ampersand'
  | 'entity'
  | 'duplicate-attribute'
  | 'unquoted-attribute'
  | 'unclosed-element'
  | 'stray-end-tag'
  | 'cut-tag' // a tag cut short at the end is dropped
  | 'comment-dashes'
  | 'control-character'
  | 'leading-space' // before the XML declaration
  | 'trailing-text'
  | 'root-case'
  | 'markup-character' // a "<" or "]]>" that is meant as text
  | 'stray-character' // characters that no rule of XML has a place for
  | 'leading-text' // before the root
  | 'document-type';

/** One repair, for people and for the record. */
export interface Mend {
  kind: MendKind;
  /** Place in the candidate as sent. */
  at: Span;
  /** e.g. "& written as &amp;" */
  detail: string;
}
