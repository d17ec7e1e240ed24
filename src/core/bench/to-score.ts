/** Samples that wait to be scored, whatever they come from: they are judged when their turn comes. */
import type { Standing } from '../run/preferred-record.ts';
import type { SampleRecord } from './record.ts';

export type ToScore =
  | {
      ok: true;
      /** Where it stands, for people: `line 3`. */
      place: string;
      itemId: string;
      /** Name of the question it answers; `null` in a record of no run. */
      slotId: string | null;
      /** Of a record that is scored again, against others of its question; `null`: an answer. */
      standing: Standing | null;
      /** @throws the signal's reason when aborted */
      judge(signal: AbortSignal): Promise<SampleRecord>;
    }
  | { ok: false; place: string; reason: string };

export type Scored =
  { ok: true; place: string; record: SampleRecord } | { ok: false; place: string; reason: string };

export async function score(one: ToScore, signal: AbortSignal): Promise<Scored> {
  return one.ok ? { ok: true, place: one.place, record: await one.judge(signal) } : one;
}
