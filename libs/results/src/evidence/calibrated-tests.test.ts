import { expect, test } from '@jest/globals';
import { withCalibratedTests } from './calibrated-tests.ts';
import { whyUntested } from './untested.ts';

test('a t-statistic of an older run, which has no degrees of freedom beside it, is not shown', () => {
  const statistics = { premiumT: 1.5, premiumTAutomaticLag: 3, ic5Mean: 0.01, ic5T: 4, ic5PValue: 0.2 };
  expect(withCalibratedTests({ premiumTStat: 2.5, statistics })).toEqual({
    premiumTStat: 1.5,
    statistics: { premiumT: 1.5, ic5Mean: 0.01, ic5PValue: 0.2 },
  });
  expect(withCalibratedTests({ premiumTStat: 2.5, statistics: {} }).premiumTStat).toBeNull();
});

test('a p-value that takes returns as independent is not shown of an older run', () => {
  const statistics = { grsStatistic: 2.1, grsPValue: 0.04, groupAlphasPValue: 0.2 };
  const found = withCalibratedTests({ premiumTStat: 1.5, statistics });
  expect(found.statistics).toEqual({ grsStatistic: 2.1, groupAlphasPValue: 0.2 });
});

test('one that is read with its degrees of freedom stays', () => {
  const statistics = { premiumT: 1.5, ic21T: 1.2, ic21Degrees: 3, quantile1T: 0.1, quantile1Degrees: 12 };
  const found = withCalibratedTests({ premiumTStat: 1.5, statistics });
  expect(found.statistics).toEqual(statistics);
});

test('a t and a p of fewer than six independent periods are not shown of an older run, and are missing with a reason', () => {
  const statistics = {
    premiumT: 1.5,
    ic21Mean: 0.02,
    ic21T: 9,
    ic21Degrees: 1,
    ic21PValue: 0.07,
    ic5T: 1,
    ic5Degrees: 3,
  };
  const found = withCalibratedTests({ premiumTStat: 1.5, statistics });
  expect(found.statistics).toEqual({ premiumT: 1.5, ic21Mean: 0.02, ic21Degrees: 1, ic5T: 1, ic5Degrees: 3 });
  expect(whyUntested(found, 21)).toBe('fewer than six independent periods of 21 sessions');
  expect(whyUntested({ statistics: { ic21Mean: 0.02, ic21Degrees: 0, ic21T: null } }, 21)).toContain('fewer than six');
});

test('a coefficient with a test, of an unknown number of periods, or without a mean has no such reason', () => {
  const of = (statistics: Record<string, number | null>) => whyUntested({ statistics }, 21);
  expect(of({ ic21Mean: 0.02, ic21Degrees: 3 })).toBeUndefined();
  expect(of({ ic21Mean: 0.02 })).toBeUndefined();
  expect(of({ ic21Mean: null, ic21Degrees: 0 })).toBeUndefined();
});
