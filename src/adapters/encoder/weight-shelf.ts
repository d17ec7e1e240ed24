/** The encoders of a page or a command: which there are, where their files are, which are open. */
import type { EncoderCard, Precision } from '../../core/embedding/encoder-card.ts';
import type { EncoderEvaluation } from '../../core/embedding/encoder-evaluation.ts';
import { failed, success, type Result } from '../../core/failure.ts';
import type {
  Acceleration,
  Encoder,
  EncoderEntry,
  EncoderShelf,
  EncoderState,
} from '../../core/ports/encoder.ts';
import { folderOf, type FolderFile } from './folder-file.ts';
import { cacheKey, cachePrefix, DEFAULT_HUB, hubBase } from './hub-address.ts';
import { ENCODER_CARDS, filesOf, precisionsOf } from './registry.ts';
import { newItem, restingState, type OpenSession, type ShelfItem } from './shelf-item.ts';
import { SharedTask } from './shared-task.ts';
import { captionsDigest, readVectors } from './shipped-captions.ts';
import { readSettings, type SettingsText, type ShelfSettings } from './shelf-settings.ts';
import { SpillingWeightCache, type StoredFile, type WeightCache } from './weight-cache.ts';
import { WeightFiles, type ReadShipped, type WeightOrigin } from './weight-files.ts';

export interface ShelfPorts {
  cache: WeightCache;
  settings: SettingsText;
  readShipped: ReadShipped;
  fetch?: typeof fetch;
  /** For every session; left out: few for small encoders, the runtime's choice for large ones. */
  threads?: number;
  /** Sessions side by side for a tower of so many bytes, where threads are left out. Left out: 1. */
  lanesFor?: (sizeBytes: number) => number;
  /** Other encoders than those of the registry, for tests. */
  cards?: readonly EncoderCard[];
}

export class WeightShelf implements EncoderShelf {
  readonly #cache: SpillingWeightCache;
  readonly #files: WeightFiles;
  readonly #readShipped: ReadShipped;
  readonly #text: SettingsText;
  readonly #threads: number | null;
  readonly #lanesFor: (sizeBytes: number) => number;
  readonly #items = new Map<string, ShelfItem>();
  readonly #listeners = new Set<() => void>();
  readonly #settings: ShelfSettings;
  /** Settles when the first look into the cache is done; until then hub encoders seem absent. */
  readonly ready: Promise<void>;

  constructor(ports: ShelfPorts) {
    this.#cache = new SpillingWeightCache(ports.cache);
    this.#files = new WeightFiles(this.#cache, ports.readShipped, ports.fetch);
    this.#readShipped = ports.readShipped;
    this.#text = ports.settings;
    this.#threads = ports.threads ?? null;
    this.#lanesFor = ports.lanesFor ?? (() => 1);
    this.#settings = readSettings(ports.settings.read());
    for (const card of ports.cards ?? ENCODER_CARDS) {
      this.#add(card, { source: card.repo === null ? 'shipped' : 'hub' });
    }
    this.ready = this.#lookIntoCache();
  }

  entries(): EncoderEntry[] {
    return [...this.#items.values()].map((item) => this.#entry(item));
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  enable(cardId: string, enabled: boolean): void {
    const item = this.#item(cardId);
    this.#settings.enabled[cardId] = enabled;
    // What is not wanted should not hold on to hundreds of megabytes.
    if (!enabled) this.#close(item);
    this.#save();
  }

  choosePrecision(cardId: string, precision: Precision): void {
    const item = this.#item(cardId);
    if (!precisionsOf(item.card).includes(precision)) {
      throw new RangeError(`${cardId} is not offered in ${precision}`);
    }
    if (precision === this.#precision(item)) return;
    this.#settings.precision[cardId] = precision;
    this.#close(item);
    item.fetching = null; // of the other precision: it goes on, and is found when it is done
    item.state = restingState(item.origin);
    this.#save();
    void this.#lookIntoCache();
  }

  async fetch(cardId: string, signal?: AbortSignal): Promise<Result<void>> {
    await this.ready;
    signal?.throwIfAborted();
    const item = this.#item(cardId);
    if (item.origin.source !== 'hub') return success(undefined);
    if (!item.fetching || item.fetching.isAbandoned) {
      // What another precision or an abandoned download still has to say is dropped.
      const isCurrent = () => item.fetching === task;
      const task = new SharedTask((allGaveUp) =>
        this.#fetch(item, isCurrent, allGaveUp).finally(() => {
          if (isCurrent()) item.fetching = null;
        }),
      );
      item.fetching = task;
    }
    return item.fetching.join(signal);
  }

  async open(cardId: string): Promise<Result<Encoder>> {
    await this.ready;
    const item = this.#item(cardId);
    item.session ??= this.#startSession(item);
    return item.session.encoder;
  }

  async evict(cardId: string): Promise<void> {
    await this.ready;
    const item = this.#item(cardId);
    item.fetching?.cancel(new DOMException(`${cardId} is being removed`, 'AbortError'));
    this.#close(item);
    if (item.origin.source === 'folder') {
      this.#items.delete(cardId);
      this.#tell();
    } else if (item.origin.source === 'hub') {
      const prefix = cachePrefix(item.card);
      for (const { key } of await this.#cache.list()) {
        if (key.startsWith(prefix)) await this.#cache.remove(key);
      }
      await this.#lookIntoCache();
    }
  }

  async shippedCaptions(
    cardId: string,
    captions: readonly string[],
  ): Promise<readonly Float32Array[] | null> {
    const item = this.#item(cardId);
    const { card, origin } = item;
    const shipped = card.shipped?.captions;
    if (!shipped || shipped.precision !== this.#precision(item)) return null;
    if (shipped.madeOf !== (await captionsDigest(captions))) return null;
    const read = await this.#files.read(card, shipped.file, origin);
    return read.ok ? readVectors(read.value.bytes, captions.length, card.dimension) : null;
  }

  async evaluation(cardId: string): Promise<Result<EncoderEvaluation | null>> {
    const { card } = this.#item(cardId);
    const path = card.shipped?.evaluation ?? null;
    if (path === null) return success(null);
    const read = await this.#readShipped(`${card.id}/${path}`);
    if (!read.ok) return read;
    // With its parser: not needed for the first sight.
    const { readEvaluation } = await import('../../core/embedding/encoder-evaluation.ts');
    return readEvaluation(new TextDecoder().decode(read.value));
  }

  hub(): string {
    return this.#settings.hub;
  }

  defaultHub(): string {
    return DEFAULT_HUB;
  }

  useHub(base: string): void {
    this.#settings.hub = hubBase(base);
    this.#save();
  }

  acceleration(): Acceleration {
    return this.#settings.acceleration;
  }

  chooseAcceleration(wanted: Acceleration): void {
    this.#settings.acceleration = wanted;
    this.#save();
  }

  addFolder(files: File[]): Promise<Result<EncoderEntry>> {
    const folder = folderOf(files);
    return this.addFolderFiles(folder.name, folder.files);
  }

  /** `addFolder` for hosts without a picker. A folder of the same name takes the other's place. */
  async addFolderFiles(name: string, files: readonly FolderFile[]): Promise<Result<EncoderEntry>> {
    const { folderCard } = await import('./folder-card.ts');
    const card = await folderCard(name, files);
    if (!card.ok) return card;
    const before = this.#items.get(card.value.id);
    if (before) this.#close(before);
    const byPath = new Map(files.map((file) => [file.path, file]));
    const item = this.#add(card.value, { source: 'folder', files: byPath });
    this.#settings.enabled[card.value.id] = true; // picking it is wanting it
    this.#tell();
    return success(this.#entry(item));
  }

  /** Every file kept on this machine, with its hash. */
  async storedFiles(): Promise<StoredFile[]> {
    return this.#cache.list();
  }

  /** Reads every file of the chosen precision and compares it with its hash. */
  async verify(cardId: string): Promise<Result<void>> {
    await this.ready;
    const { card, origin } = this.#item(cardId);
    for (const file of filesOf(card, this.#precision(this.#item(cardId)))) {
      const read = await this.#files.read(card, file, origin);
      if (!read.ok) {
        await this.#lookIntoCache();
        return read;
      }
    }
    return success(undefined);
  }

  /** Ends every worker and download. */
  dispose(): void {
    for (const item of this.#items.values()) {
      item.fetching?.cancel(new DOMException('the shelf was disposed of', 'AbortError'));
      this.#close(item);
    }
  }

  #add(card: EncoderCard, origin: WeightOrigin): ShelfItem {
    const item = newItem(card, origin);
    this.#items.set(card.id, item);
    return item;
  }

  #entry(item: ShelfItem): EncoderEntry {
    const { card, openCard, origin, state, storedBytes, inMemoryOnly } = item;
    return {
      card: openCard ?? card,
      precision: this.#precision(item),
      source: origin.source,
      state,
      enabled: this.#settings.enabled[card.id] ?? origin.source === 'shipped',
      storedBytes,
      inMemoryOnly,
    };
  }

  async #fetch(
    item: ShelfItem,
    isCurrent: () => boolean,
    signal: AbortSignal,
  ): Promise<Result<void>> {
    const { card } = item;
    const precision = this.#precision(item);
    const tell = (state: EncoderState) => {
      if (isCurrent() && !item.session) this.#enter(item, state);
    };
    try {
      const fetched = await this.#files.fetchMissing(card, precision, this.hub(), tell, signal);
      if (!fetched.ok) tell({ kind: 'failed', failure: fetched.failure });
      else tell({ kind: 'stored' });
      return fetched;
    } catch (error) {
      tell({ kind: 'absent' });
      throw error;
    } finally {
      await this.#lookIntoCache();
    }
  }

  #startSession(item: ShelfItem): OpenSession {
    const session: OpenSession = { isClosed: false, encoder: this.#open(item, () => session) };
    return session;
  }

  async #open(item: ShelfItem, own: () => OpenSession): Promise<Result<Encoder>> {
    const { card, origin } = item;
    this.#enter(item, { kind: 'loading' });
    const { openEncoder } = await import('./open-encoder.ts'); // not needed for the first sight
    const opened = await openEncoder({
      card,
      precision: this.#precision(item),
      origin,
      files: this.#files,
      acceleration: this.#settings.acceleration,
      threads: this.#threads,
      lanesFor: this.#lanesFor,
    });
    if (own().isClosed) {
      if (opened.ok) opened.value.encoder.dispose();
      return failed({
        stage: 'embed',
        kind: 'weights-missing',
        detail: `${card.title} was closed while it was being opened.`,
      });
    }
    if (!opened.ok) {
      item.session = null; // so that another try can work
      const { failure } = opened;
      const isAbsent = origin.source === 'hub' && failure.kind === 'weights-missing';
      this.#enter(item, isAbsent ? restingState(origin) : { kind: 'failed', failure });
      return opened;
    }
    const { encoder, selfTest } = opened.value;
    item.openCard = encoder.card;
    this.#enter(item, { kind: 'ready', backend: encoder.backend, selfTest });
    return success(encoder);
  }

  #close(item: ShelfItem): void {
    const { session } = item;
    item.session = null;
    item.openCard = null;
    item.state = restingState(item.origin);
    if (!session || session.isClosed) return;
    session.isClosed = true;
    void session.encoder.then((opened) => opened.ok && opened.value.dispose());
  }

  /** Which files are here now; states of work under way, of open encoders and of failures stay. */
  async #lookIntoCache(): Promise<void> {
    const stored = new Map((await this.#cache.list()).map((file) => [file.key, file]));
    for (const item of this.#items.values()) {
      if (item.origin.source !== 'hub') continue;
      const { card, state } = item;
      const own = [...stored.values()].filter(({ key }) => key.startsWith(cachePrefix(card)));
      const keys = filesOf(card, this.#precision(item)).map((file) => cacheKey(card, file));
      item.storedBytes = own.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      item.inMemoryOnly = keys.some((key) => this.#cache.isInMemoryOnly(key));
      if (state.kind === 'absent' || state.kind === 'stored') {
        item.state = { kind: keys.every((key) => stored.has(key)) ? 'stored' : 'absent' };
      }
    }
    this.#tell();
  }

  #precision({ card }: ShelfItem): Precision {
    const chosen = this.#settings.precision[card.id];
    return chosen && precisionsOf(card).includes(chosen) ? chosen : card.defaultPrecision;
  }

  /** @throws RangeError for an id that is not on the shelf */
  #item(cardId: string): ShelfItem {
    const item = this.#items.get(cardId);
    if (!item) throw new RangeError(`no encoder is named ${cardId}`);
    return item;
  }

  #enter(item: ShelfItem, state: EncoderState): void {
    item.state = state;
    this.#tell();
  }

  #save(): void {
    this.#text.write(JSON.stringify(this.#settings));
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
