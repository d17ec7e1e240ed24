/** How a subject becomes the words sent to a model. A record keeps the exact template it used. */

export interface CanvasOptions {
  widthPx: number;
  heightPx: number;
  /** CSS colours the program is asked to keep to; empty: free. */
  palette: string[];
  noText: boolean;
}

export const DEFAULT_CANVAS: CanvasOptions = { widthPx: 512, heightPx: 512, palette: [], noText: false };

/**
 * `text` is what is sent, with the variables {subject} {width} {height} {palette} {no_text};
 * a line whose only variable is empty is dropped.
 */
export interface PromptTemplate {
  id: string;
  title: string;
  /** Raised by every saved edit. */
  version: number;
  system: string | null;
  text: string;
  builtIn: boolean;
}
