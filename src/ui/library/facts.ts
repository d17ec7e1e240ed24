/** What a drawing says about itself, in words. */
import type { Drawing } from '../../core/composer/drawing.ts';

const FACING = { left: 'faces left', right: 'faces right', front: 'faces you' } as const;

/** `red by nature · faces left · things stand on it` */
export function factsOf({ colour, facing, top, hold, wear }: Drawing): string {
  return [
    `${colour} by nature`,
    FACING[facing],
    top && 'things stand on it',
    hold && 'holds things',
    wear && 'wears hats',
  ]
    .filter((fact) => fact !== null)
    .join(' · ');
}
