import { afterAll, expect, test } from '@jest/globals';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Compare } from '../../api/page-schemas.ts';
import { createPictures } from './pictures.ts';

const pictures = createPictures();
afterAll(() => pictures.close());

const size = { width: 800, height: 600 };

test('a heat map of many cells is painted to its last cell', async () => {
  const factors = Array.from({ length: 120 }, (_, at) => `F${String(at).padStart(3, '0')}`);
  const correlations = factors.flatMap((x) => factors.map((y) => ({ x, y, value: 1 })));
  const data = { factors, shown: factors, correlations } as unknown as Compare;
  const bytes = await pictures.png({
    filled: { name: 'correlations', data },
    size,
    scheme: 'light',
    synthetic: false,
    source: 'test',
  });
  const blue = await shareOf(bytes, [0, 114, 178]);
  expect(blue).toBeGreaterThan(0.2);
});

/** Share of the pixels of a picture that have about a colour. */
async function shareOf(bytes: Buffer, colour: readonly number[]): Promise<number> {
  const image = await loadImage(bytes);
  const pen = createCanvas(image.width, image.height).getContext('2d');
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  let found = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (colour.every((value, channel) => Math.abs(value - (data[at + channel] ?? 0)) < 12)) found++;
  }
  return found / (data.length / 4);
}
