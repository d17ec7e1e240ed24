/** What the page is given by `main.ts`: ports, never a technology. */
import type { ObjectDrawing } from '../../core/objects/object-drawing.ts';
import type { EncoderShelf } from '../../core/ports/encoder.ts';
import type { HistoryStore } from '../../core/ports/history-store.ts';
import type { ModelShelf } from '../../core/ports/model-shelf.ts';
import type { Renderer } from '../../core/ports/renderer.ts';
import type { ReplaySpeed } from './replay-speed.ts';

/** A prompt that replay can answer, with the answer shown on the first page. */
export interface Example {
  prompt: string;
  category: string;
  /** The program whose picture stands for it, as a model wrote it. */
  program: string | null;
}

export interface Services {
  models: ModelShelf;
  renderer: Renderer;
  encoders: EncoderShelf;
  history: HistoryStore;
  replaySpeed: ReplaySpeed;
  /** The bundled captions that a picture is compared with to know what chance gives. */
  captions(): Promise<readonly string[]>;
  /** The prompts that replay knows, best known first. */
  examples(): Promise<readonly Example[]>;
  /** Every drawing of the object library, by noun, then style. Loaded when first asked for. */
  objects(): Promise<readonly ObjectDrawing[]>;
}
