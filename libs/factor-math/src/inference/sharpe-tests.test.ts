import { expect, test } from '@jest/globals';
import { deflatedSharpeRatio, probabilisticSharpeRatio, sharpeSample } from '../index.ts';
import { expectClose } from '../testing/close-to.ts';

test('the probabilistic Sharpe ratio is 0.913234 in the example of Bailey and Lopez de Prado (2012)', () => {
  const sample = { sharpe: 1.585 / Math.sqrt(12), observations: 24, skewness: -2.448, kurtosis: 10.164 };
  expect(probabilisticSharpeRatio(sample)).toBeCloseTo(0.913234, 6);
});

test('the deflated Sharpe ratio is 0.900397 in the example of Bailey and Lopez de Prado (2014)', () => {
  const sample = { sharpe: 2.5 / Math.sqrt(250), observations: 1250, skewness: -3, kurtosis: 10 };
  expect(deflatedSharpeRatio(sample, 100, 0.5 / 250)).toBeCloseTo(0.900397, 6);
});

test('one trial deflates nothing', () => {
  const sample = { sharpe: 0.1, observations: 100, skewness: 0, kurtosis: 3 };
  expect(deflatedSharpeRatio(sample, 1, 0.01)).toBe(probabilisticSharpeRatio(sample));
});

test('moments of a sample are those of its definition', () => {
  const { sharpe, skewness, kurtosis, observations } = sharpeSample(Float64Array.of(1, 2, 3, 10));
  expect(observations).toBe(4);
  expectClose(sharpe, 4 / Math.sqrt(50 / 3), 1e-14);
  expectClose(skewness, 180 / 4 / 12.5 ** 1.5, 1e-14);
  expectClose(kurtosis, 1394 / 4 / 12.5 ** 2, 1e-14);
});
