/**
 * Takes records one by one, in any order, and keeps of each only what reports need, about a kilobyte
 * and no text of its response or program. Policies and intervals come later, in `reportOf`, so that
 * turning a switch reads no file again.
 */
import type { SampleRecord } from '../bench/record.ts';
import { blame } from '../failure.ts';
import { compareStanding } from '../run/preferred-record.ts';
import { sampleAnatomy } from './anatomy-statistics.ts';
import { columnOf, isKnownMetric, type Column } from './column.ts';
import { itemIdOf, keptSample, reasonOf, type KeptSample } from './kept-sample.ts';
import { canonical, factsOf, seriesKey, type SeriesFacts } from './series.ts';

export interface FoldOptions {
  /** Read each program's anatomy: a fraction of a millisecond a program. Default: yes. */
  anatomy?: boolean;
}

/** What was met among the samples of a series; sorted, so that the order of records does not show. */
export interface SeriesTrail {
  renderers: string[];
  /** `encoderId` with the kinds of backend it ran on. */
  encoders: { id: string; backends: string[]; runtimes: string[] }[];
  /** The models that answered, as the provider named them. */
  answeredBy: string[];
  seeds: (number | null)[];
  /** Settings that were not honoured. */
  droppedSettings: string[];
  /** ISO 8601, UTC: the earliest and the latest sample. */
  from: string;
  to: string;
}

export interface Series {
  key: string;
  facts: SeriesFacts;
  trail: SeriesTrail;
  /** By item, seed and sample index, in this order. */
  samples: KeptSample[];
}

interface OpenSeries {
  facts: SeriesFacts;
  samples: Map<string, KeptSample>;
  renderers: Set<string>;
  encoders: Map<string, { backends: Set<string>; runtimes: Set<string> }>;
  answeredBy: Set<string>;
  droppedSettings: Set<string>;
}

/** What reports are made of. */
export interface FoldView {
  readonly records: number;
  readonly replaced: number;
  /** In order of their keys. */
  series(): readonly Series[];
  /** By index, as `KeptSample.cells` has them. */
  columns(): readonly Column[];
  /** What an item asked for; `null` for an item that no record named. */
  promptOf(suiteSha256: string | null, itemId: string): string | null;
}

export class RecordFold implements FoldView {
  /** Every record given, those that another one replaced included. */
  records = 0;
  /** Records that did not count because of another one of the same slot. */
  replaced = 0;
  readonly #anatomy: boolean;
  readonly #series = new Map<string, OpenSeries>();
  readonly #columns: Column[] = [];
  readonly #columnIndex = new Map<string, number>();
  readonly #prompts = new Map<string, string>();
  readonly #words = new Map<string, string>();

  constructor({ anatomy = true }: FoldOptions = {}) {
    this.#anatomy = anatomy;
  }

  add(record: SampleRecord): void {
    this.records++;
    const series = this.#seriesOf(record);
    const sample = this.#keep(record);
    const slot = canonical([sample.itemId, sample.seed, sample.sampleIndex]);
    const known = series.samples.get(slot);
    if (known !== undefined) this.replaced++;
    if (known === undefined || compareStanding(sample.standing, known.standing) < 0)
      series.samples.set(slot, sample);
  }

  series(): Series[] {
    return [...this.#series]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, series]) => closed(key, series));
  }

  columns(): readonly Column[] {
    return this.#columns;
  }

  promptOf(suiteSha256: string | null, itemId: string): string | null {
    return this.#prompts.get(canonical([suiteSha256, itemId])) ?? null;
  }

  #seriesOf(record: SampleRecord): OpenSeries {
    const facts = factsOf(record);
    const key = seriesKey(facts);
    let series = this.#series.get(key);
    if (series === undefined) {
      series = {
        facts,
        samples: new Map(),
        renderers: new Set(),
        encoders: new Map(),
        answeredBy: new Set(),
        droppedSettings: new Set(),
      };
      this.#series.set(key, series);
    }
    const prompt = canonical([facts.suite?.sha256 ?? null, itemIdOf(record)]);
    const other = this.#prompts.get(prompt);
    // Items of no suite may be asked for in two ways under one id: the choice must not be chance.
    if (other === undefined || record.prompt < other) this.#prompts.set(prompt, record.prompt);
    noteTrail(series, record);
    return series;
  }

  #keep(record: SampleRecord): KeptSample {
    const sample = keptSample(record);
    if (sample.reason !== null) sample.reason = this.#intern(sample.reason);
    sample.itemId = this.#intern(sample.itemId);
    if (sample.suiteSha256 !== null) sample.suiteSha256 = this.#intern(sample.suiteSha256);
    for (const score of record.scores) {
      if (!isKnownMetric(score.metric)) continue;
      const column = this.#indexOf(columnOf(score.metric, score.encoderId));
      if (score.status === 'scored') sample.cells[column] = score.value;
      else if (isMissing(score.failure))
        sample.cells[column] = this.#intern(reasonOf(score.failure));
    }
    const program = record.mendedSource ?? record.extraction.source;
    if (this.#anatomy && program !== null && sample.fate === 'drawn')
      sample.anatomy = sampleAnatomy(program, (name) => this.#intern(name));
    return sample;
  }

  #indexOf(column: Column): number {
    let index = this.#columnIndex.get(column.key);
    if (index === undefined) {
      index = this.#columns.push(column) - 1;
      this.#columnIndex.set(column.key, index);
    }
    return index;
  }

  #intern(word: string): string {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    this.#words.set(word, word);
    return word;
  }
}

/** By a system's fault; an item without a picture to compare with will never have this score. */
function isMissing(failure: Parameters<typeof blame>[0]): boolean {
  if (failure.stage === 'embed' && failure.kind === 'no-reference') return false;
  return blame(failure) === 'system';
}

function noteTrail(series: OpenSeries, record: SampleRecord): void {
  if (record.renderer !== null) series.renderers.add(record.renderer);
  for (const { id, backend } of record.encoders) {
    const encoder = series.encoders.get(id) ?? { backends: new Set(), runtimes: new Set() };
    encoder.backends.add(backend.kind);
    encoder.runtimes.add(backend.runtime);
    series.encoders.set(id, encoder);
  }
  for (const { response } of record.attempts) {
    series.answeredBy.add(response.modelId);
    for (const setting of response.droppedSettings) series.droppedSettings.add(setting);
  }
}

function closed(key: string, series: OpenSeries): Series {
  const samples = [...series.samples.values()].sort(bySlot);
  const times = samples.map(({ createdAt }) => createdAt).sort();
  const seeds = [...new Set(samples.map(({ seed }) => seed))];
  const encoders = [...series.encoders].map(([id, { backends, runtimes }]) => ({
    id,
    backends: [...backends].sort(),
    runtimes: [...runtimes].sort(),
  }));
  const trail: SeriesTrail = {
    renderers: [...series.renderers].sort(),
    encoders: encoders.sort((a, b) => (a.id < b.id ? -1 : 1)),
    answeredBy: [...series.answeredBy].sort(),
    seeds: seeds.sort((a, b) => (a ?? -Infinity) - (b ?? -Infinity)),
    droppedSettings: [...series.droppedSettings].sort(),
    from: times[0]!,
    to: times.at(-1)!,
  };
  return { key, facts: series.facts, trail, samples };
}

/** -Infinity - -Infinity is no number: equal seeds are told before they are subtracted. */
function bySlot(a: KeptSample, b: KeptSample): number {
  if (a.itemId !== b.itemId) return a.itemId < b.itemId ? -1 : 1;
  if (a.seed !== b.seed) return (a.seed ?? -Infinity) < (b.seed ?? -Infinity) ? -1 : 1;
  return a.sampleIndex - b.sampleIndex;
}
