import { expect, test } from '@jest/globals';
import { statisticName } from './statistic-names.ts';

test('statistics are named as the report names them, with unit and estimator', () => {
  expect(statisticName('netPremium')).toMatchObject({ label: 'premium after costs, per year', quantity: 'percent' });
  expect(statisticName('twoPassTShanken')).toEqual({
    label: 't of that price',
    quantity: 'tStatistic',
    estimator: 'Shanken (1992)',
  });
  expect(statisticName('entersHighEvents').quantity).toBe('count');
});

test('a statistic without a text is its own name', () => {
  expect(statisticName('nonsense')).toEqual({ label: 'nonsense', quantity: 'ratio', estimator: '' });
});
