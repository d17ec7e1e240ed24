/** What the shelf knows of one encoder. */
import type { EncoderCard } from '../../core/embedding/encoder-card.ts';
import type { Result } from '../../core/failure.ts';
import type { Encoder, EncoderState } from '../../core/ports/encoder.ts';
import type { SharedTask } from './shared-task.ts';
import type { WeightOrigin } from './weight-files.ts';

export interface ShelfItem {
  card: EncoderCard;
  /** As the open encoder carries it: of a branch or a folder, named by the hash of what was read. */
  openCard: EncoderCard | null;
  origin: WeightOrigin;
  state: EncoderState;
  storedBytes: number;
  inMemoryOnly: boolean;
  fetching: SharedTask<Result<void>> | null;
  session: OpenSession | null;
}

/** An encoder that is open or being opened. Closing it before that is done gives it up. */
export interface OpenSession {
  isClosed: boolean;
  encoder: Promise<Result<Encoder>>;
}

export const newItem = (card: EncoderCard, origin: WeightOrigin): ShelfItem => ({
  card,
  openCard: null,
  origin,
  state: restingState(origin),
  storedBytes: 0,
  inMemoryOnly: false,
  fetching: null,
  session: null,
});

/** Nothing under way; whether a hub's files are here is for the cache to say. */
export const restingState = ({ source }: WeightOrigin): EncoderState => ({
  kind: source === 'hub' ? 'absent' : 'stored',
});
