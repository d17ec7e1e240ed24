/** What `sgp score` has left to do: of this part, not scored before, and each question once. */
import type { ToScore } from '../core/bench/to-score.ts';
import { compareStanding, type Standing } from '../core/run/preferred-record.ts';
import { shardIndex } from '../core/run/run-plan.ts';
import type { Shard } from './option-values.ts';
import type { RecordSink } from './record-sink.ts';

/**
 * Of two answers to one question the first counts, and the second is named. Of two records that are
 * scored again the one counts that counts everywhere (`compareStanding`): from a pipe it may come
 * second, and is then written behind the first, whose place it takes wherever records are read.
 * @param pause aborted: nothing more is begun
 * @param begun called for each sample that is yielded
 */
export async function* openSamples(
  samples: AsyncIterable<ToScore>,
  sink: Pick<RecordSink, 'has'>,
  part: Shard | undefined,
  pause: AbortSignal,
  begun: () => void,
): AsyncGenerator<ToScore> {
  const seen = new Map<string, Standing | null>();
  for await (const one of samples) {
    if (pause.aborted) return;
    if (!one.ok) {
      // Each part would name it; the first one does.
      if (part === undefined || part.index === 0) yield one;
      continue;
    }
    const { itemId, slotId, standing, place } = one;
    if (part !== undefined && shardIndex(itemId, part.count) !== part.index) continue;
    if (slotId !== null) {
      const earlier = seen.get(slotId);
      if (earlier === undefined) {
        seen.set(slotId, standing);
        if (sink.has(slotId)) continue;
      } else if (standing === null || earlier === null) {
        const reason = `"${itemId}" is answered again; the first answer counts. Number them with "sample" to keep all`;
        yield { ok: false, place, reason };
        continue;
      } else if (compareStanding(standing, earlier) >= 0) continue;
      else seen.set(slotId, standing);
    }
    begun();
    yield one;
  }
}
