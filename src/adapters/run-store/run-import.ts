/** Records from a file into the runs they are of, in batches that give way to a run under way (D15). */
import { recordFromValue } from '../../core/bench/record-line.ts';
import type { SampleRecord } from '../../core/bench/record.ts';
import type { RecordReading } from '../../core/bench/records-to-score.ts';
import { success, type Result } from '../../core/failure.ts';
import { MOST_BAD, type ImportReport } from '../../core/ports/history-store.ts';
import { CardFromRecords } from '../../core/run/card-from-records.ts';
import { mergeCards } from '../../core/run/merge-cards.ts';
import { preferredRecord } from '../../core/run/preferred-record.ts';
import { cardFromValue, type RunCard } from '../../core/run/run-card.ts';
import { seedsTooClose } from '../../core/run/sent-seeds.ts';
import type { RunTable } from './run-table.ts';

type Change = <T>(work: (table: RunTable) => Promise<T>) => Promise<Result<T>>;

/** Copied into the database in one go: more would hold up the page. */
const BATCH = 50;

export class RunImport {
  readonly #change: Change;
  readonly #told: (record: SampleRecord) => void;
  readonly #report: ImportReport = {
    imported: 0,
    replaced: 0,
    duplicates: 0,
    bad: [],
    badCount: 0,
  };
  readonly #cards = new Map<string, CardFromRecords>();
  #batch: SampleRecord[] = [];

  /** @param told each record that is durable */
  constructor(change: Change, told: (record: SampleRecord) => void) {
    this.#change = change;
    this.#told = told;
  }

  async add(reading: RecordReading): Promise<Result<void>> {
    const { place } = reading;
    if (!reading.ok) this.#refuse(place, reading.reason);
    else if (reading.record.run === undefined) this.#refuse(place, 'a record of no run');
    else this.#batch.push(reading.record);
    return this.#batch.length < BATCH ? success(undefined) : this.#flush();
  }

  async end(): Promise<Result<ImportReport>> {
    const flushed = await this.#flush();
    if (!flushed.ok) return flushed;
    const saved = await this.#change(async (table) => {
      const known = new Map((await table.cards()).map((card) => [(card as RunCard).runId, card]));
      for (const [runId, { card }] of this.#cards) {
        if (card === null) continue;
        if (!known.has(runId)) await table.putCard(card);
        else {
          const kept = cardFromValue(known.get(runId));
          if (kept.ok) await table.putCard(grown(kept.card, card));
        }
      }
    });
    return saved.ok ? success(this.#report) : saved;
  }

  #refuse(place: string, reason: string): void {
    this.#report.badCount++;
    if (this.#report.bad.length < MOST_BAD) this.#report.bad.push({ place, reason });
  }

  async #flush(): Promise<Result<void>> {
    const batch = this.#batch;
    this.#batch = [];
    return this.#change(async (table) => {
      const stored = await storedRecords(table, batch);
      const chosen = new Map<string, SampleRecord>();
      for (const [place, record] of batch.entries()) {
        const { runId } = record.run!;
        const here = chosen.get(keyOf(record)) ?? stored[place] ?? null;
        if (here !== null && preferredRecord(here, record) !== record) this.#report.duplicates++;
        else {
          if (here !== null) this.#report.replaced++;
          chosen.set(keyOf(record), record);
        }
        const card = this.#cards.get(runId) ?? new CardFromRecords(runId);
        this.#cards.set(runId, card);
        card.add(record);
      }
      await table.put([...chosen.values()]);
      this.#report.imported += chosen.size;
      for (const record of chosen.values()) this.#told(record);
    });
  }
}

/** The card that is kept, with the models, templates and samples that came. */
function grown(kept: RunCard, came: RunCard): RunCard {
  const merged = mergeCards(kept, { ...came, items: kept.items, pace: kept.pace });
  // What came was asked for; going on must not ask for one answer twice.
  const apart = seedsTooClose(merged.seeds, merged.samples) === null;
  return apart ? merged : { ...merged, seeds: kept.seeds, samples: kept.samples };
}

const keyOf = ({ run }: SampleRecord): string => `${run!.runId} ${run!.slotId}`;

/** What is kept of the same slots; `null` where there is nothing, or nothing that can be read. */
async function storedRecords(
  table: RunTable,
  records: readonly SampleRecord[],
): Promise<(SampleRecord | null)[]> {
  const values = await table.getEach(records.map(({ run }) => run!));
  return values.map((value) => {
    const reading = recordFromValue(value);
    return reading.ok ? reading.record : null;
  });
}
