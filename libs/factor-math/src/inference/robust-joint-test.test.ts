import { describe, expect, test } from '@jest/globals';
import { gibbonsRossShanken, ordinaryLeastSquares, robustCoefficient, robustJointTest } from '../index.ts';
import { expectClose } from '../testing/close-to.ts';
import { normals } from '../testing/random.ts';

interface Drawn {
  readonly assets: Float64Array[];
  readonly factor: Float64Array;
}

/** Assets without alphas whose errors are related; each value remembers the one before it. */
function drawn(n: number, count: number, memory: number, z: () => number): Drawn {
  const series = (): Float64Array => {
    const values = new Float64Array(n);
    let before = z() / Math.sqrt(1 - memory * memory);
    for (let t = 0; t < n; t++) values[t] = before = memory * before + z();
    return values;
  };
  const [factor, common] = [series(), series()] as [Float64Array, Float64Array];
  const assets = Array.from({ length: count }, (_, i) => {
    const own = series();
    return factor.map((value, t) => (0.5 + 0.1 * i) * value + common[t] + own[t]);
  });
  return { assets, factor };
}

function shareRejected(n: number, count: number, memory: number, test: (of: Drawn) => number, samples = 3000): number {
  const z = normals(n + count);
  let rejected = 0;
  for (let k = 0; k < samples; k++) if (test(drawn(n, count, memory, z)) < 0.05) rejected++;
  return rejected / samples;
}

function pOf({ assets, factor }: Drawn): number {
  const found = robustJointTest(assets, [factor]);
  if (!found.ok) throw new Error(found.reason);
  return found.pValue;
}

describe('the joint test of alphas by cosines', () => {
  test.each([
    [62, 2, 0],
    [62, 2, 0.15],
    [252, 2, 0.3],
    [62, 9, 0],
    [252, 9, 0.15],
  ])(
    'of %p sessions and %p assets with a memory of %p rejects between 4 and 6 %% of the time',
    (n, count, memory) => {
      const share = shareRejected(n, count, memory, pOf);
      expect(share).toBeGreaterThan(0.04);
      expect(share).toBeLessThan(0.06);
    },
    120_000,
  );

  test('keeps its size where the F of independent returns does not', () => {
    const textbook = ({ assets, factor }: Drawn): number => {
      const found = gibbonsRossShanken(assets, [factor]);
      return found.ok ? found.pValue : NaN;
    };
    expect(shareRejected(252, 2, 0.3, textbook, 1000)).toBeGreaterThan(0.12);
  });

  test('of one asset is the square of the t of its alpha', () => {
    const { assets, factor } = drawn(90, 1, 0, normals(3));
    const found = robustJointTest(assets, [factor]);
    const fit = ordinaryLeastSquares(assets[0], [factor]);
    if (!found.ok || !fit.ok) throw new Error('no test');
    const { t, pValue, degrees } = robustCoefficient(fit);
    expectClose(found.statistic, t * t, 1e-9);
    expectClose(found.pValue, pValue, 1e-8);
    expectClose(found.degrees[1], degrees, 1e-9);
  });

  test('does not depend on how assets are mixed', () => {
    const { assets, factor } = drawn(120, 3, 0.1, normals(5));
    const [a, b, c] = assets as [Float64Array, Float64Array, Float64Array];
    const mixed = [a.map((value, t) => value - 2 * b[t]), b, c.map((value, t) => 3 * value + a[t])];
    const [one, other] = [robustJointTest(assets, [factor]), robustJointTest(mixed, [factor])];
    if (!one.ok || !other.ok) throw new Error('no test');
    expectClose(one.statistic, other.statistic, 1e-9);
  });

  test('finds alphas that are there', () => {
    const z = normals(6);
    const found = ({ assets, factor }: Drawn): number =>
      pOf({ assets: assets.map((one) => one.map((value) => value + 0.4)), factor });
    let rejected = 0;
    for (let k = 0; k < 200; k++) if (found(drawn(252, 2, 0, z)) < 0.05) rejected++;
    expect(rejected).toBeGreaterThan(170);
  });

  test('is not made of more assets than the cosines can distinguish, nor of twins', () => {
    const { assets, factor } = drawn(40, 12, 0, normals(7));
    expect(robustJointTest(assets, [factor])).toEqual({ ok: false, reason: 'too_few_observations' });
    const twins = [assets[0], assets[0]];
    expect(robustJointTest(twins, [factor])).toEqual({ ok: false, reason: 'collinear_assets' });
    expect(robustJointTest(twins, [new Float64Array(0)])).toMatchObject({ ok: false });
  });
});
