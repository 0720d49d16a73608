import { describe, expect, test } from '@jest/globals';
import { Random } from './random.ts';

const many = <Value>(count: number, draw: () => Value): Value[] => Array.from({ length: count }, draw);

describe('Random', () => {
  test('gives the same numbers for a seed and stream, and others for another stream', () => {
    const draw = (seed: number, stream: string): number[] => {
      const random = new Random(seed, stream);
      return many(5, () => random.bits());
    };
    expect(draw(20, 'own')).toEqual(draw(20, 'own'));
    expect(draw(20, 'own')).not.toEqual(draw(20, 'common'));
    expect(draw(20, 'own')).not.toEqual(draw(21, 'own'));
  });

  test('has normal deviates with mean 0, variance 1 and no memory', () => {
    const random = new Random(1, 'test');
    const values = many(100_000, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const lagged = values.slice(1).reduce((sum, value, at) => sum + value * values[at]!, 0) / values.length;
    // Four standard errors of each.
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(1e5));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 1e5));
    expect(Math.abs(lagged)).toBeLessThan(4 / Math.sqrt(1e5));
  });

  test('shuffles without losing or doubling an item', () => {
    const items = Array.from({ length: 30 }, (_, at) => at);
    const shuffled = new Random(7, 'test').shuffled(items);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
  });
});
