import { describe, expect, test } from '@jest/globals';
import { ordinaryLeastSquares, robustCoefficient, robustMean, type LeastSquaresFit } from '../index.ts';
import { expectClose } from '../testing/close-to.ts';
import { multiply, transpose } from '../testing/plain-matrices.ts';
import { normals } from '../testing/random.ts';

function fitOf(y: Float64Array, x: readonly Float64Array[]): LeastSquaresFit {
  const fit = ordinaryLeastSquares(y, x);
  if (!fit.ok) throw new Error(fit.reason);
  return fit;
}

/** How often an alpha of zero is distinguished from zero at 5 %, with regressors and errors whose variance moves. */
function rejections(n: number, regressors: number, samples = 3000): number {
  const z = normals(n + regressors);
  let rejected = 0;
  for (let k = 0; k < samples; k++) {
    const level = Float64Array.from({ length: n }, (_, t) => 1 + 0.2 * Math.sin((6 * t) / n + k));
    const x = Array.from({ length: regressors }, () => level.map((one) => one * z()));
    const y = level.map((one, t) => one * z() + x.reduce((sum, column) => sum + 0.4 * column[t], 0));
    if (robustCoefficient(fitOf(y, x)).pValue < 0.05) rejected++;
  }
  return rejected / samples;
}

describe('the test of a coefficient by cosines', () => {
  test.each([
    [62, 1],
    [62, 12],
    [252, 1],
  ])('of %p sessions and %p regressors rejects an alpha of zero between 4 and 6 %% of the time', (n, regressors) => {
    const share = rejections(n, regressors);
    expect(share).toBeGreaterThan(0.04);
    expect(share).toBeLessThan(0.06);
  });

  test('is the test of a mean where there is nothing but a constant', () => {
    const z = normals(4);
    const y = Float64Array.from({ length: 80 }, () => 0.2 + z());
    const [fit, mean] = [robustCoefficient(fitOf(y, [])), robustMean(y)];
    expectClose(fit.degrees, mean.degrees, 1e-9);
    expectClose(fit.standardError, mean.standardError, 1e-9);
    expectClose(fit.pValue, mean.pValue, 1e-8);
  });

  test('has the error and degrees of freedom of the matrices written out', () => {
    const z = normals(8);
    const n = 70;
    const x = Float64Array.from({ length: n }, () => 0.5 + z());
    const y = x.map((value) => 0.3 * value + 0.1 + z());
    const found = robustCoefficient(fitOf(y, [x]), 1);
    const design = Array.from(x, (value) => [1, value]);
    const cross = multiply(transpose(design), design);
    const determinant = cross[0][0] * cross[1][1] - cross[0][1] * cross[1][0];
    const inverse = [
      [cross[1][1] / determinant, -cross[0][1] / determinant],
      [-cross[1][0] / determinant, cross[0][0] / determinant],
    ];
    const hat = multiply(multiply(design, inverse), transpose(design));
    const rest = hat.map((row, s) => row.map((value, t) => (s === t ? 1 : 0) - value));
    const weights = multiply(design, inverse).map((row) => row[1]);
    const cosines = Array.from({ length: n }, (_, t) =>
      Array.from({ length: 7 }, (_, j) => Math.sqrt(2 / n) * Math.cos((Math.PI * (j + 1) * (t + 0.5)) / n)),
    );
    const weighed = cosines.map((row, t) => row.map((value) => value * weights[t]));
    const gram = multiply(multiply(transpose(weighed), rest), weighed);
    const trace = gram.reduce((sum, row, i) => sum + row[i], 0);
    const squares = gram.flat().reduce((sum, value) => sum + value * value, 0);
    const residuals = multiply(
      rest,
      Array.from(y, (value) => [value]),
    );
    const sums = multiply(transpose(weighed), residuals).flat();
    const lengthOfWeights = weights.reduce((sum, value) => sum + value * value, 0);
    const variance = (sums.reduce((sum, one) => sum + one * one, 0) * lengthOfWeights) / trace;
    expectClose(found.standardError, Math.sqrt(variance), 1e-8);
    expectClose(found.degrees, (trace * trace) / squares, 1e-8);
  });
});
