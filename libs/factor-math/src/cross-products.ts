/** Columns of x and of y that one pass of {@link crossProducts} takes. */
export const xWidth = 4;
export const yWidth = 2;

/**
 * Sums of products of four columns of x with two of y over `length` sessions, in time order. Eight running sums stay in
 * registers; each is the plain sum of its own pair, so the blocking changes no bit.
 *
 * @param x - packed columns, starting at `xAt`
 * @param y - packed columns, starting at `yAt`
 * @param out - receives x-major sums: x0y0, x0y1, x1y0, ...
 */
export function crossProducts(
  x: Float64Array,
  xAt: number,
  y: Float64Array,
  yAt: number,
  length: number,
  out: Float64Array,
): void {
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s30 = 0;
  let s31 = 0;
  for (let t = 0, a = xAt, b = yAt; t < length; t++, a += xWidth, b += yWidth) {
    const y0 = y[b];
    const y1 = y[b + 1];
    const x0 = x[a];
    const x1 = x[a + 1];
    const x2 = x[a + 2];
    const x3 = x[a + 3];
    s00 += x0 * y0;
    s01 += x0 * y1;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s20 += x2 * y0;
    s21 += x2 * y1;
    s30 += x3 * y0;
    s31 += x3 * y1;
  }
  out[0] = s00;
  out[1] = s01;
  out[2] = s10;
  out[3] = s11;
  out[4] = s20;
  out[5] = s21;
  out[6] = s30;
  out[7] = s31;
}
