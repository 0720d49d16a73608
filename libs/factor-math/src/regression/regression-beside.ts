import {
  fittedLine,
  regressionLine,
  simpleRegression,
  withInference,
  type NoRegression,
  type RegressionLine,
  type RegressionWindow,
  type SimpleRegression,
} from './simple-regression.ts';

const { isFinite } = Number;

/** A regression, and the line of the same returns on another factor. */
export interface RegressionBeside {
  readonly own: SimpleRegression | NoRegression;
  readonly other: RegressionLine | NoRegression;
}

let ys = new Float64Array(0);
let xs = new Float64Array(0);
let zs = new Float64Array(0);

/**
 * `simpleRegression` of y on x and `regressionLine` of y on another series, to the bit, read together: where both series
 * have a value in the same sessions, as a factor return with and without a stock does, three passes do the work of
 * fourteen.
 *
 * @param y - one element per session, as the others
 */
export function regressionBeside(
  y: Float64Array,
  x: Float64Array,
  other: Float64Array,
  window: RegressionWindow,
): RegressionBeside {
  const n = gather(y, x, other, window);
  if (n < Math.max(3, window.minimum ?? 30)) return separately(y, x, other, window);
  const [y0, x0, z0] = [ys[0], xs[0], zs[0]];
  let [sumY, sumX, sumZ] = [0, 0, 0];
  for (let t = 0; t < n; t++) {
    sumY += ys[t] - y0;
    sumX += xs[t] - x0;
    sumZ += zs[t] - z0;
  }
  const [my, mx, mz] = [y0 + sumY / n, x0 + sumX / n, z0 + sumZ / n];
  let [sxx, sxy, syy, szz, szy] = [0, 0, 0, 0, 0];
  for (let t = 0; t < n; t++) {
    const b = ys[t] - my;
    const a = xs[t] - mx;
    const c = zs[t] - mz;
    ys[t] = b;
    xs[t] = a;
    zs[t] = c;
    sxx += a * a;
    sxy += a * b;
    syy += b * b;
    szz += c * c;
    szy += c * b;
  }
  // Constants leave a sum of exact zeros: their mean is measured from the first value.
  if (sxx === 0 || szz === 0) return separately(y, x, other, window);
  const beta = sxy / sxx;
  const slope = szy / szz;
  let [residualSum, residualSumZ] = [0, 0];
  for (let t = 0; t < n; t++) {
    const residual = ys[t] - beta * xs[t];
    const residualZ = ys[t] - slope * zs[t];
    residualSum += residual * residual;
    residualSumZ += residualZ * residualZ;
    ys[t] = xs[t] * residual;
  }
  return {
    own: withInference(fittedLine(n, mx, my, { sxx, sxy, syy, residualSum }), ys),
    other: fittedLine(n, mz, my, { sxx: szz, sxy: szy, syy, residualSum: residualSumZ }),
  };
}

function separately(y: Float64Array, x: Float64Array, other: Float64Array, window: RegressionWindow): RegressionBeside {
  const column = { values: y };
  return {
    own: simpleRegression(column, { values: x }, window),
    other: regressionLine(column, { values: other }, window),
  };
}

/** Copies the sessions in which all have a value and returns their number; 0 where only one of the factors has one. */
function gather(y: Float64Array, x: Float64Array, other: Float64Array, { from, to }: RegressionWindow): number {
  const length = Math.max(0, to - from + 1);
  if (ys.length < length) [ys, xs, zs] = [new Float64Array(length), new Float64Array(length), new Float64Array(length)];
  let n = 0;
  for (let t = from; t <= to; t++) {
    const yValue = y[t];
    if (!isFinite(yValue)) continue;
    const xValue = x[t];
    const zValue = other[t];
    if (isFinite(xValue) !== isFinite(zValue)) return 0;
    if (!isFinite(xValue)) continue;
    ys[n] = yValue;
    xs[n] = xValue;
    zs[n++] = zValue;
  }
  return n;
}
