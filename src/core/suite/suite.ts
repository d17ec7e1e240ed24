/** Items to be drawn, keyed by id: prompts repeat (one of the official 3,200 occurs 130 times). */

/** A JSON value, as files carry it. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A picture that lies beside the suite. */
export interface ReferencePicture {
  /** As the suite names it, folders and all; pictures are found by the last part of it. */
  path: string;
  /** Of its bytes, lower-case hex; `null`: the suite does not say. */
  sha256: string | null;
}

export interface SuiteItem {
  id: string;
  prompt: string;
  /** The larger kind, as SGP-CompBench's `major_type`: `binding`, `object`; `null`: the suite has none. */
  category: string | null;
  /** The smaller kind, as SGP-CompBench's `minor_type`: `color`, `2d_spatial`. */
  subcategory: string | null;
  /** What else the suite says of it, by name; empty where nothing. */
  metadata: Readonly<Record<string, Json>>;
  /** An SVG to compare with, where the suite has one. */
  referenceSvg: string | null;
  /** A picture to compare with, where the suite has one. */
  referencePicture: ReferencePicture | null;
}

/** What running and scoring need; `manifest.ts` says the rest. */
export interface Suite {
  id: string;
  /**
   * Of the items as `item-line.ts` writes them, in order: the same items have the same hash in
   * whichever file, spacing or encoding they came.
   */
  sha256: string;
  items: Map<string, SuiteItem>;
}
