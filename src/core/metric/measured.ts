/** What is known of a sample once it was drawn and embedded: the input of every metric. */
import type { EncoderCard } from '../embedding/encoder-card.ts';
import type { Failure, Result } from '../failure.ts';
import type { Backend, Embedding, ImageEmbeddings } from '../ports/encoder.ts';

export interface EncodedSample {
  encoderId: string;
  /** What it ran on when it had answered. */
  backend: Backend;
  card: EncoderCard;
  image: Result<ImageEmbeddings>;
  /** `null`: the encoder has no text tower. */
  caption: Result<Embedding> | null;
  /** The caption was longer than the text tower reads, and was cut as its own tokenizer cuts. */
  captionCut: boolean;
  /** `null`: no reference was given. */
  reference: Result<ImageEmbeddings> | null;
}

export interface Measured {
  /** Why the program is not valid as sent; `null`: it is. */
  strictFailure: Failure | null;
  /** Why nothing was drawn; `null`: a picture exists. */
  failure: Failure | null;
  /** The candidate as sent, before any mending; `null` where none was found. */
  source: string | null;
  /** See `isFormatted`; false for a program without a response. */
  formatted: boolean;
  /** Whether there is something to compare the picture with, whichever encoders are at hand. */
  hasReference: boolean;
  encoded: EncodedSample[];
}
