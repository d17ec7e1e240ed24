/** Where each model stands in a row while names are hidden: nobody learns a column. */
import { Random } from '../../../../core/composer/random.ts';

/**
 * Places of the models in the order in which they are shown; the same for the same run and item.
 * @param count of the models
 */
export function blindOrder(runId: string, itemId: string, count: number): number[] {
  const places = Array.from({ length: count }, (_, model) => model);
  return new Random(`${runId} ${itemId}`).shuffle(places);
}
