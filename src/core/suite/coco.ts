/** COCO captions: pictures in one list, captions in another, several to a picture. */
import { idField, textField, type Values } from './fields.ts';
import type { SuiteItem } from './suite.ts';

/**
 * `first`: an item a picture, under the picture's id, with its first caption in the order of the
 * file. `each`: an item a caption, under `picture/caption`.
 */
export type CaptionRule = 'first' | 'each';

/** Holds ids, file names and captions until both lists have been read: they come in any order. */
export class CocoCaptions {
  readonly #fileNames = new Map<string, string>();
  readonly #captions: { image: string; caption: string; words: string }[] = [];

  /** @returns why the row says nothing, or `null` */
  add(member: string | null, values: Values): string | null {
    if (member === 'images') {
      const [id, name] = [idField(values, 'id'), textField(values, 'file_name')];
      if (id === null) return 'the picture has no id';
      if (name !== null) this.#fileNames.set(id, name);
      return null;
    }
    const [caption, image] = [idField(values, 'id'), idField(values, 'image_id')];
    const words = textField(values, 'caption');
    if (image === null || caption === null) return 'the caption has no "id" and "image_id"';
    if (words === null) return 'its prompt is empty';
    this.#captions.push({ image, caption, words });
    return null;
  }

  *items(rule: CaptionRule): Generator<SuiteItem> {
    const seen = new Set<string>();
    for (const { image, caption, words } of this.#captions) {
      if (rule === 'first' && seen.has(image)) continue;
      seen.add(image);
      const path = this.#fileNames.get(image);
      yield {
        id: rule === 'first' ? image : `${image}/${caption}`,
        prompt: words,
        category: 'scene',
        subcategory: null,
        metadata: { image_id: image, caption_id: caption },
        referenceSvg: null,
        referencePicture: path === undefined ? null : { path, sha256: null },
      };
    }
  }
}
