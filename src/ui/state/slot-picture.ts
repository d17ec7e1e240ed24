/** The picture of a sample that has ended, as the stage shows it. */
import type { SampleSlot } from './sample-slot.svelte.ts';
import type { ScreenDrawing } from './screen-drawing.ts';

/** Sharp on a screen of twice the density at the stage's size. */
export const STAGE_PX = 864;

/** Draws it, if there is something to draw; else takes away what was shown of a prefix. */
export async function drawSlot(
  drawing: Pick<ScreenDrawing, 'draw'>,
  slot: SampleSlot,
): Promise<void> {
  const source = slot.record?.mendedSource ?? slot.record?.extraction.source;
  const drawable = source != null && slot.record?.failure === null;
  const drawn = drawable ? await drawing.draw(source, STAGE_PX) : null;
  slot.picture = drawn?.ok ? drawn.value : null;
}
