import { describe, expect, test } from '@jest/globals';
import { listFactors } from '@fm/factors';
import { reasonText } from './reason-texts.ts';
import { statisticPatterns, statisticText } from './statistic-texts.ts';

describe('a drop reason', () => {
  test.each([
    ...new Set(listFactors().flatMap((factor) => factor.undefinedWhen ?? [])),
    ...[
      'not_a_member',
      'not_listed',
      'no_price',
      'warm_up',
      'too_few_stocks',
      'too_few_observations',
      'no article known',
    ],
  ])('%s is explained in a sentence', (reason) => {
    expect(reasonText(reason)).toMatch(/^\S+( \S+){3,}/);
  });

  test('that names an input keeps its name and says what the input lacks', () => {
    expect(reasonText('currentAssets: never reported')).toMatch(/no filing known.*\(currentAssets\)$/);
    expect(reasonText('adjClose: gap in the look-back')).toMatch(/look-back.*\(adjClose\)$/);
    expect(reasonText('sharesOutstanding: something new')).toBe('something new (sharesOutstanding)');
  });
});

test('a statistic by horizon, group or leg is named with it', () => {
  expect(statisticText('ic63T')).toMatchObject({ label: 'rank IC at 63 sessions, t', unit: 't' });
  expect(statisticText('ic5PositiveShare')).toMatchObject({ unit: 'fraction', estimator: expect.stringMatching(/\w/) });
  expect(statisticText('quantile5Mean')).toMatchObject({ label: 'group 5, mean return' });
  expect(statisticText('entersLowAfterT')).toMatchObject({ section: 'entries into a leg' });
  expect(statisticText('nonsense')).toBeUndefined();
});

test('the pattern that a name matches has the text of the name', () => {
  for (const name of ['premiumT', 'famaMacBethT', 'ic21T', 'quantile10Degrees', 'entersHighAfterT', 'ledgerTrials']) {
    const found = statisticPatterns.filter(({ pattern }) => new RegExp(pattern).test(name));
    expect(found.map(({ unit, estimator }) => ({ unit, estimator }))).toEqual([
      { unit: statisticText(name)?.unit, estimator: statisticText(name)?.estimator },
    ]);
  }
});
