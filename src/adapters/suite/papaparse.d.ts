/**
 * The part of papaparse that is used here. The published types bring in Node's, which pages and
 * workers must not see.
 */
declare module 'papaparse' {
  export interface ParserResult {
    data: string[][];
    errors: { code: string; message: string; row?: number }[];
    /** `cursor`: where the last whole record ends. */
    meta: { cursor: number };
  }

  /** Knows no header and changes no value. */
  export class Parser {
    constructor(config: { delimiter: string; newline?: string; quoteChar?: string });
    /** @param ignoreLastRow leave the last record for later: more text follows */
    parse(input: string, baseIndex: number, ignoreLastRow: boolean): ParserResult;
  }

  const Papa: { Parser: typeof Parser };
  export default Papa;
}
