import { expect, test } from 'vitest';
import type { MeasuredCosines } from '../../../core/embedding/encoder-card.ts';
import { usualRange } from './score-text.ts';

const measured: MeasuredCosines = {
  own: { low: 0.3, median: 0.5, high: 0.8 },
  others: { low: -0.1, median: 0.1, high: 0.4 },
  pictures: 111,
};

test('an encoder that was measured has a ruler of its own, from chance to what fits', () => {
  const usual = { textImage: measured, imageImage: { ...measured, pictures: 80 } };
  const ruler = usualRange('text-image', { family: 'sgp', usual });
  expect(ruler.range).toEqual([-0.1, 0.8]);
  expect(ruler.chance).toEqual({ centre: 0.1, halfWidth: 0.25 });
  expect(ruler.words).toMatch(/111 bundled pictures.* −0\.10 and 0\.40.* 0\.30 and 0\.80/);
  expect(usualRange('image-image', { family: 'sgp', usual }).words).toMatch(/80 bundled pictures/);
});

test('the others have the range of their family', () => {
  expect(usualRange('text-image', { family: 'clip' }).range).toEqual([0.1, 0.36]);
  expect(usualRange('image-image', { family: 'dinov2' }).range).toEqual([0, 1]);
});
