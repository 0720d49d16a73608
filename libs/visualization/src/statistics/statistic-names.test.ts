import { expect, test } from '@jest/globals';
import { statisticName, summaryColumns } from './statistic-names.ts';

test('statistics are named as the report names them, with unit and estimator', () => {
  expect(statisticName('tradingCost')).toMatchObject({ label: 'trading cost, per year', quantity: 'percent' });
  expect(statisticName('twoPassT')).toEqual({
    label: 't of that price',
    quantity: 'tStatistic',
    estimator: 'equal-weighted cosines, Student t (Lazarus et al. 2018)',
  });
  expect(statisticName('entersHighEvents').quantity).toBe('count');
});

test('a statistic without a text is its own name', () => {
  expect(statisticName('nonsense')).toEqual({ label: 'nonsense', quantity: 'ratio', estimator: '' });
});

test('every R2 is shown as a share of 1', () => {
  const shown = [...summaryColumns.filter(({ key }) => key === 'meanRSquared'), statisticName('spanningRSquared')];
  expect([...shown, statisticName('threeFactorRSquared')].map(({ quantity }) => quantity)).toEqual(
    Array(3).fill('share'),
  );
});
