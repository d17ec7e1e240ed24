/** A suite out of a file of any known kind, or of any table with a mapping. */
import type { Result } from '../failure.ts';
import { CocoCaptions, type CaptionRule } from './coco.ts';
import type { CsvReader } from './csv.ts';
import { itemOf, notItems, SHAPE_TITLES, shapeOf, type ShapeId } from './file-shape.ts';
import type { ItemReading } from './item-reading.ts';
import { factsByShape, knownSuite } from './known-suites.ts';
import { itemsFileOf, parseManifest, suiteIn } from './manifest.ts';
import { mappedItem, type ColumnMapping } from './mapping.ts';
import { openText, type OpenOptions, type SuiteFile } from './open-text.ts';
import { readRows, type BadRow, type Row, type RowReading } from './read-rows.ts';
import type { Suite } from './suite.ts';
import { SuiteBuilder, type DuplicateRule } from './suite-builder.ts';
import { factsOf, type SuiteFacts } from './suite-facts.ts';
import { asResult, Unreadable } from './unreadable.ts';

export interface ReadOptions extends OpenOptions {
  csv: CsvReader;
  /** Needed for tables of unknown columns; where it is given, it counts. */
  mapping?: ColumnMapping | null;
  duplicates?: DuplicateRule;
  captions?: CaptionRule;
  /** The text of the file that a manifest names and that lies beside it; absent: none is at hand. */
  beside?: (fileName: string) => Promise<string>;
}

export interface SuiteReading {
  suite: Suite;
  facts: SuiteFacts;
  shape: ShapeId;
  /** Rows that gave no item: the first `KEPT_BAD_ROWS` of them, and how many there are. */
  badRows: BadRow[];
  badCount: number;
  /** Ids that occur again; of each, one item was kept by the rule. */
  duplicateIds: number;
  /** The first few of them. */
  repeatedIds: string[];
  /** Sentences for people on what is remarkable and no fault, e.g. prompts that repeat. */
  notices: string[];
}

export const KEPT_BAD_ROWS = 1000;
const KEPT_REPEATED_IDS = 20;

/**
 * @returns a `store` failure with the reason in words where the file holds no items, is of unknown
 *   columns and without mapping, or was written by a newer version (`newer-version`, naming it)
 * @throws the signal's reason when aborted
 */
export function readSuite(file: SuiteFile, options: ReadOptions): Promise<Result<SuiteReading>> {
  return asResult(async () => {
    const opened = await openText(file, options);
    if (opened.isManifest) return fromManifest(opened.chunks, options.beside);
    const reader = new SuiteReader(options);
    for await (const reading of readRows(opened, options.csv)) reader.add(reading);
    return reader.finish(suiteIdOf(file.name), file.name ?? 'standard input');
  });
}

async function fromManifest(
  chunks: AsyncIterable<string>,
  beside: ReadOptions['beside'],
): Promise<SuiteReading> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  const manifest = parseManifest(text);
  const itemsFile = itemsFileOf(manifest);
  const itemsText = itemsFile === null || !beside ? null : await beside(itemsFile);
  const { suite, facts } = suiteIn(manifest, itemsText);
  const report = {
    badRows: [],
    badCount: 0,
    duplicateIds: 0,
    repeatedIds: [],
    notices: noticesOf(suite),
  };
  return { suite, facts, shape: 'sgp-suite', ...report };
}

class SuiteReader {
  readonly #options: ReadOptions;
  readonly #builder: SuiteBuilder;
  readonly #coco = new CocoCaptions();
  readonly #badRows: BadRow[] = [];
  #badCount = 0;
  readonly #repeatedIds: string[] = [];
  #duplicateIds = 0;
  #rows = 0;
  #withoutId = 0;
  #shape: ShapeId | null = null;
  /** Of a JSON object with several arrays: the one that is read. */
  #member: string | null = null;

  constructor(options: ReadOptions) {
    this.#options = options;
    this.#builder = new SuiteBuilder(options.duplicates);
  }

  add(reading: RowReading): void {
    if (!reading.ok) return this.#refuse(reading.bad);
    const { row } = reading;
    this.#shape ??= this.#judge(row);
    if (this.#shape === 'coco-captions') return this.#addCoco(row);
    if (row.member !== this.#member) return;
    this.#rows++;
    this.#take(row, this.#itemOf(row));
  }

  finish(id: string, title: string): SuiteReading {
    if (this.#shape === 'coco-captions')
      for (const item of this.#coco.items(this.#options.captions ?? 'first')) this.#keep(item);
    if (this.#builder.size === 0) throw new Unreadable(this.#nothing());
    const found = this.#builder.finish(id);
    const known = knownSuite(found.sha256);
    const suite = known === null ? found : { ...found, id: known.id };
    const shape = this.#shape ?? 'items';
    const notices = noticesOf(suite);
    if (this.#withoutId > 0)
      notices.unshift(
        'The file has no ids: items are named by their place in it, so a file in another order is another suite.',
      );
    return {
      suite,
      facts: factsOf(suite, known ?? factsByShape(shape, id, title)),
      shape,
      badRows: this.#badRows,
      badCount: this.#badCount,
      duplicateIds: this.#duplicateIds,
      repeatedIds: this.#repeatedIds,
      notices,
    };
  }

  #judge({ values, member }: Row): ShapeId {
    this.#member = member;
    if (this.#options.mapping) return 'table';
    const other = notItems(values);
    if (other !== null) throw new Unreadable(other);
    // COCO has other lists before the two that count.
    if (member === 'licenses' || member === 'categories') return 'coco-captions';
    const shape = shapeOf(values, member);
    if (shape !== 'table') return shape;
    const names = Object.keys(values).slice(0, 12).join(', ');
    throw new Unreadable(
      `No known kind of file has the columns ${names}. Say which of them is the prompt.`,
    );
  }

  #addCoco({ member, values, place }: Row): void {
    if (member !== 'images' && member !== 'annotations') return;
    const other = notItems(values);
    if (other !== null) throw new Unreadable(other);
    const reason = this.#coco.add(member, values);
    if (reason !== null) this.#refuse({ place, reason, text: JSON.stringify(values) });
  }

  #itemOf({ values }: Row): ItemReading {
    const { mapping } = this.#options;
    return mapping
      ? mappedItem(values, mapping, this.#rows)
      : itemOf(this.#shape!, values, this.#rows);
  }

  #take({ place, values }: Row, reading: ItemReading): void {
    if (!reading.ok) {
      const text = JSON.stringify(values).slice(0, 2000);
      return this.#refuse({ place, reason: reading.reason, text });
    }
    if (reading.item.id === `row-${this.#rows}`) this.#withoutId++;
    this.#keep(reading.item);
  }

  #keep(item: Parameters<SuiteBuilder['add']>[0]): void {
    if (this.#builder.add(item)) return;
    this.#duplicateIds++;
    if (this.#repeatedIds.length < KEPT_REPEATED_IDS) this.#repeatedIds.push(item.id);
  }

  #refuse(bad: BadRow): void {
    this.#badCount++;
    if (this.#badRows.length < KEPT_BAD_ROWS) this.#badRows.push(bad);
  }

  #nothing(): string {
    const [first] = this.#badRows;
    if (first === undefined) return 'The file holds no items.';
    const rest = this.#badCount > 1 ? `, and so do ${this.#badCount - 1} more` : '';
    return `The file holds no items: ${first.place} cannot be read (${first.reason})${rest}.`;
  }
}

/** Prompts that repeat are kept: they are items of their own (cases.md F3). */
function noticesOf({ items }: Suite): string[] {
  const distinct = new Set([...items.values()].map(({ prompt }) => prompt)).size;
  if (distinct === items.size) return [];
  return [
    `${items.size} items have ${distinct} different prompts: items are told apart by id, and all are kept.`,
  ];
}

/** `sgp compbench (1).json` to `sgp-compbench-1`. */
export function suiteIdOf(name: string | null): string {
  const stem = (name ?? '').replace(/^.*[\\/]/, '').replace(/\.[a-z0-9]+$/i, '');
  return stem.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'suite';
}

export const shapeTitle = (shape: ShapeId): string => SHAPE_TITLES[shape];
