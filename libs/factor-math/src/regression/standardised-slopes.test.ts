import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { crossSectionalRegressions } from '../inference/fama-macbeth.ts';
import { lagged } from '../panel/lagged.ts';
import { standardisedSlopes } from './standardised-slopes.ts';
import { zScore } from '../transforms/z-score.ts';

test('gives the bits of regressions on the lagged panel of z-scores, with gaps, ties and spikes', () => {
  const [days, stocks] = [6, 8];
  const value = fc.oneof(
    { weight: 6, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(NaN, 0, 1, 1e9, Infinity) },
  );
  const panel = fc.array(value, { minLength: days * stocks, maxLength: days * stocks }).map((values) => {
    return { days, stocks, values: Float64Array.from(values) };
  });
  fc.assert(
    fc.property(panel, panel, (returns, signal) => {
      const expected = crossSectionalRegressions(returns, [lagged(zScore(signal), 1)]);
      expect(standardisedSlopes(returns, signal)).toEqual(expected);
    }),
  );
});
