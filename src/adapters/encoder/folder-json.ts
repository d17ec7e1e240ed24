/** The configuration files of a model folder, as far as we read them. */
import * as v from 'valibot';
import { failed, success, type Failure, type Result } from '../../core/failure.ts';
import type { FolderFile } from './folder-file.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(1));
const perChannel = v.strictTuple([v.number(), v.number(), v.number()]);

const towerConfig = v.object({
  hidden_size: v.optional(whole),
  max_position_embeddings: v.optional(whole),
  vocab_size: v.optional(whole),
});

/** `config.json`. */
export const modelConfig = v.object({
  model_type: v.string(),
  projection_dim: v.optional(whole),
  hidden_size: v.optional(whole),
  max_position_embeddings: v.optional(whole),
  pad_token_id: v.optional(v.nullable(v.pipe(v.number(), v.integer()))),
  vision_config: v.optional(towerConfig),
  text_config: v.optional(towerConfig),
});
export type ModelConfig = v.InferOutput<typeof modelConfig>;

/** `preprocessor_config.json`. Sizes are a number, a shorter side, or a height and a width. */
const size = v.union([
  whole,
  v.object({ shortest_edge: whole }),
  v.object({ height: whole, width: whole }),
]);
export const preprocessorConfig = v.object({
  size,
  crop_size: v.optional(size),
  do_resize: v.optional(v.boolean(), true),
  do_center_crop: v.optional(v.boolean(), false),
  do_normalize: v.optional(v.boolean(), true),
  rescale_factor: v.optional(v.number(), 1 / 255),
  resample: v.number(),
  image_mean: v.optional(perChannel),
  image_std: v.optional(perChannel),
});
export type PreprocessorConfig = v.InferOutput<typeof preprocessorConfig>;

/** `tokenizer.json`: its special tokens. */
export const tokenizerFile = v.object({
  added_tokens: v.optional(v.array(v.object({ id: v.number(), content: v.string() })), []),
});

/** @returns a `weights-corrupt` failure that names the file, and the field where one is wrong */
export async function readFolderJson<Schema extends v.GenericSchema>(
  files: ReadonlyMap<string, FolderFile>,
  path: string,
  schema: Schema,
): Promise<Result<v.InferOutput<Schema>>> {
  const file = files.get(path);
  if (!file) {
    return failed({
      stage: 'embed',
      kind: 'weights-missing',
      detail: `The folder has no ${path}.`,
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(await file.read()));
  } catch (error) {
    return failed(unreadable(path, `it is not JSON (${String(error)})`));
  }
  const read = v.safeParse(schema, value);
  if (read.success) return success(read.output);
  const [issue] = read.issues;
  const field = v.getDotPath(issue) ?? 'the whole';
  return failed(unreadable(path, `${field}: expected ${issue.expected}, found ${issue.received}`));
}

export const unreadable = (path: string, why: string): Failure => ({
  stage: 'embed',
  kind: 'weights-corrupt',
  detail: `${path} can not be used: ${why}.`,
});
