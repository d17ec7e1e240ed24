/** The brand that keeps unchecked text away from the renderer: only `check.ts` makes one. */

declare const checked: unique symbol;

export type WarningKind =
  | 'no-size' // canvas decided by policy
  | 'bad-viewbox' // treated as absent
  | 'external-image' // blocked, not fetched
  | 'image-too-large' // skipped
  | 'broken-image' // not a picture that the renderer knows; skipped
  | 'reference-cycle' // a use that contains itself; drawn without it
  | 'external-use'
  | 'script' // never run
  | 'event-handler'
  | 'foreign-object'
  | 'animation' // static first frame
  | 'remote-css'
  | 'doctype'
  | 'text-without-font' // characters that no shipped font has, drawn as empty boxes
  | 'text-addresses-judge'; // text that talks to a judge, cases.md B34

export interface Warning {
  kind: WarningKind;
  detail: string;
  count: number;
}

export interface CheckedProgram {
  readonly [checked]: true;
  /** Well-formed XML with an svg root, width, height and viewBox made explicit. */
  readonly source: string;
  /** Intrinsic size after the canvas policy. */
  readonly sizePx: { width: number; height: number };
  readonly viewBox: { x: number; y: number; width: number; height: number };
  readonly warnings: readonly Warning[];
}
