/** An answer made elsewhere, to be scored. */

export interface ResponseLine {
  /** Of the item that it answers. */
  id: string;
  /** 0-based; several may answer one item. */
  sample: number;
  /** Given here where no suite has it. */
  prompt: string | null;
  /** What the model sent, or the program alone. */
  text: string;
}
