/** Which of a noun's drawings suits what is asked of it. */
import type { Description, Wish } from './description.ts';
import type { Drawing } from './drawing.ts';
import { lightnessOf } from './paint/oklab.ts';
import type { Random } from './random.ts';
import { COLOURS } from './vocabulary/colours.ts';
import { ruleOf } from './vocabulary/relations.ts';
import { hasNaturally } from './vocabulary/shapes.ts';

/**
 * @param index of the wish in `description.objects`
 * @param looseness 0..1; at 0 the simplest style that suits is likely
 */
export function chooseDrawing(
  drawings: readonly Drawing[],
  description: Description,
  index: number,
  looseness: number,
  random: Random,
): Drawing {
  const wish = description.objects[index]!;
  const many = description.objects.reduce((sum, { count }) => sum + count, 0) > 6;
  return random.pickWeighted(drawings, (drawing) => {
    const style = styleWeight(drawing, wish) * (drawing.style === 'flat' ? 1 + (1 - looseness) : 1);
    const dear = many && drawing.style === 'detailed' ? 0.4 : 1;
    return style * dear * poseWeight(drawing, description, index) * shapeWeight(drawing, wish);
  });
}

/** Line drawings show colours and materials poorly, and dark ones hide their lines. */
function styleWeight({ style }: Drawing, { colour, texture, shape }: Wish): number {
  if (style !== 'outline') return 1;
  if (texture !== null) return 0.05;
  if (shape !== null) return 0.2;
  if (colour === null) return 0.7;
  return lightnessOf(COLOURS.get(colour)!) < 0.45 ? 0.03 : 0.35;
}

/** A drawing that can do what the relation says is worth many that cannot. */
function poseWeight(drawing: Drawing, { relations }: Description, index: number): number {
  let weight = 1;
  for (const { subject, kind, object } of relations) {
    const rule = ruleOf(kind);
    const turns = rule === 'face' || rule === 'along';
    if (turns && (subject === index || object === index) && drawing.facing !== 'front') weight *= 6;
    // A skateboard seen from the side carries more than one that stands on its end.
    if (rule === 'on' && object === index) weight *= 1 + ((drawing.top?.width ?? 0) / 8) ** 3;
    if (subject !== index) continue;
    if ((rule === 'hold' || rule === 'have') && drawing.hold !== null) weight *= 6;
    if (rule === 'wear' && drawing.wear !== null) weight *= 6;
  }
  return weight;
}

function shapeWeight({ box }: Drawing, { noun, shape }: Wish): number {
  if (shape === null) return 1;
  const aspect = box.width / box.height;
  const even = aspect > 0.85 && aspect < 1.18;
  return even && hasNaturally(noun, shape) ? 6 : 1;
}
