/** References of a suite's items: drawn or read when an encoder first asks, once, and then let go. */
import { LARGEST_INTRINSIC_PX } from '../embedding/draw-size.ts';
import { encoderKey } from '../embedding/encoder-card.ts';
import { fitReference } from '../embedding/preprocess.ts';
import { failed, type Failure, type Result } from '../failure.ts';
import type { Encoder, ImageEmbeddings } from '../ports/encoder.ts';
import type { Renderer } from '../ports/renderer.ts';
import { LIMITS } from '../program/limits.ts';
import type { ProgramReader } from '../ports/program-reader.ts';
import { prepareWith } from '../program/read-aside.ts';
import type { Raster } from '../raster/raster.ts';
import type { EmbeddableReference } from '../reference.ts';
import type { ReferencePicture, SuiteItem } from '../suite/suite.ts';
import { sha256Of } from './content-hash.ts';

/** Enough for samples of one item that stand together; a suite's thousands would fill the memory. */
const KEPT = 64;

/** Where the host has the pictures of a suite: a folder, or files that a person dropped. */
export interface ReferencePictures {
  /** Lower-case hex, of the file; `null`: the picture is not here, or is no file to be read. */
  hashOf(item: SuiteItem): Promise<string | null>;
  /** Squashed to 224 x 224 (protocol.md, "References"); or an `unreadable-reference` that says why not. */
  read(item: SuiteItem): Promise<Result<Raster>>;
}

export class SuiteReferences {
  readonly #renderer: Renderer;
  readonly #pictures: ReferencePictures | null;
  readonly #programs: ProgramReader | undefined;
  readonly #kept = new Map<string, Promise<EmbeddableReference | null>>();

  /**
   * @param pictures `null` where there are none: items that have only a picture have no reference then
   * @param programs for large references; absent: they are read on this thread
   */
  constructor(renderer: Renderer, pictures: ReferencePictures | null, programs?: ProgramReader) {
    this.#renderer = renderer;
    this.#pictures = pictures;
    this.#programs = programs;
  }

  of(item: SuiteItem): Promise<EmbeddableReference | null> {
    const known = this.#kept.get(item.id);
    if (known !== undefined) return known;
    const made = this.#make(item);
    this.#kept.set(item.id, made);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    return made;
  }

  async #make(item: SuiteItem): Promise<EmbeddableReference | null> {
    const { referenceSvg: svg, referencePicture } = item;
    if (svg !== null)
      return new LateReference('svg', sha256Of(svg), () => this.#draw(item.id, svg));
    const pictures = this.#pictures;
    if (referencePicture === null || pictures === null) return null;
    const sha256 = await pictures.hashOf(item);
    if (sha256 !== null && referencePicture.sha256 !== null && sha256 !== referencePicture.sha256) {
      const failure = otherPicture(item, referencePicture, sha256);
      // Without its hash: what is known of another picture must not be found by it.
      return new LateReference('picture', null, () => Promise.resolve(failed(failure)));
    }
    return new LateReference('picture', sha256, () => pictures.read(item));
  }

  async #draw(id: string, svg: string): Promise<Result<Raster>> {
    const { program } = await prepareWith(this.#programs, svg, 'mend');
    if (!program.ok) return failed(notDrawn(id, program.failure));
    const raster = await this.#renderer.render({
      program: program.value,
      size: { kind: 'intrinsic', maxSidePx: LARGEST_INTRINSIC_PX },
      background: 'white',
      limitMs: LIMITS.renderMs,
    });
    return raster.ok
      ? { ok: true, value: fitReference(raster.value) }
      : failed(notDrawn(id, raster.failure));
  }
}

/** Where its embedding is known already, it is never drawn. */
class LateReference implements EmbeddableReference {
  readonly kind: 'svg' | 'picture';
  readonly sha256: string | null;
  readonly #draw: () => Promise<Result<Raster>>;
  #raster: Promise<Result<Raster>> | null = null;
  readonly #embeddings = new Map<string, Promise<Result<ImageEmbeddings>>>();

  constructor(kind: 'svg' | 'picture', sha256: string | null, draw: () => Promise<Result<Raster>>) {
    this.kind = kind;
    this.sha256 = sha256;
    this.#draw = draw;
  }

  embeddedBy(encoder: Encoder, signal: AbortSignal): Promise<Result<ImageEmbeddings>> {
    const key = encoderKey(encoder.card, encoder.precision);
    const known = this.#embeddings.get(key);
    if (known !== undefined) return known;
    const embedding = this.#embed(encoder, signal);
    this.#embeddings.set(key, embedding);
    // A failure or an abort must not stand in the way of the next try.
    const forget = () => this.#embeddings.delete(key);
    embedding.then((result) => result.ok || forget(), forget);
    return embedding;
  }

  async #embed(encoder: Encoder, signal: AbortSignal): Promise<Result<ImageEmbeddings>> {
    this.#raster ??= this.#draw();
    const raster = await this.#raster;
    // A folder may be mended while its run goes on.
    if (!raster.ok) this.#raster = null;
    return raster.ok ? encoder.embedImage(raster.value, signal) : raster;
  }
}

/** The suite's fault, not the candidate's: the score is missing, and says why. */
const notDrawn = (id: string, failure: Failure): Failure => ({
  stage: 'embed',
  kind: 'backend',
  detail: `The reference of item “${id}” cannot be drawn: ${failure.detail}`,
});

const otherPicture = (
  { id }: SuiteItem,
  { path, sha256 }: ReferencePicture,
  found: string,
): Failure => ({
  stage: 'embed',
  kind: 'unreadable-reference',
  detail: `The picture ${path} of item “${id}” is not the one that the suite means: its SHA-256 is ${found}, not ${sha256}.`,
});
