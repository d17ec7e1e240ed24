/** What a tokenizer that never throws finds in a text that may not be XML. */

export interface Range {
  /** UTF-16 offset. */
  start: number;
  /** Exclusive. */
  end: number;
}

export interface XmlAttribute extends Range {
  /** Qualified, as written. */
  name: string;
  nameEnd: number;
  /** `"` or `'`; empty for an unquoted value; `null` where there is no `=` or nothing after it. */
  quote: '"' | "'" | '' | null;
  /** Value without quotes. */
  value: Range;
  /** White space stands before it, as XML demands. */
  spaced: boolean;
}

export interface StartTag extends Range {
  kind: 'start-tag';
  name: string;
  attributes: XmlAttribute[];
  /** Characters that belong to no attribute. */
  litter: Range[];
  selfClosing: boolean;
  /** False: the text or the next tag came before `>`. */
  complete: boolean;
}

export interface EndTag extends Range {
  kind: 'end-tag';
  name: string;
  /** Characters between the name and `>` other than white space. */
  littered: boolean;
  complete: boolean;
}

export type XmlToken =
  | StartTag
  | EndTag
  | ({ kind: 'text' } & Range)
  /** A `<` that opens nothing. */
  | ({ kind: 'stray-less-than' } & Range)
  | ({ kind: 'comment' | 'cdata' | 'instruction' | 'doctype'; complete: boolean } & Range)
  /** `<!…>` that is none of the above. */
  | ({ kind: 'declaration'; complete: boolean } & Range);
