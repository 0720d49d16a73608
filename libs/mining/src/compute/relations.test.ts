import { describe, expect, test } from '@jest/globals';
import { seeded } from '@fm/market';
import { relationsOf } from './relations.ts';

const random = seeded(17);
/** Noise with mean 0 and a standard deviation of about 1 %. */
const noise = (n: number): Float64Array =>
  Float64Array.from({ length: n }, () => 0.02 * (random() + random() + random() - 1.5));

const sessions = 400;
const market = noise(sessions);
const size = noise(sessions);
const value = noise(sessions);
const own = noise(sessions);
const series = new Map([
  ['Rm_Rf', market],
  ['SMB', size],
  ['HML', value],
  ['PAYS', own.map((one, t) => 0.002 + 0.5 * (market[t] as number) + 0.2 * one)],
  ['COPY', market.map((one, t) => 0.8 * one + 0.4 * (size[t] as number))],
]);

describe('the factors of a run beside each other', () => {
  test('an alpha that the others do not span is found, with the slope on what it is made of', () => {
    const { statistics, pairs } = relationsOf(series);
    const pays = statistics.get('PAYS') as Record<string, number>;
    expect(pays['spanningAlpha']).toBeGreaterThan(0.3);
    expect(pays['spanningAlphaT']).toBeGreaterThan(5);
    expect(pays['threeFactorAlpha']).toBeCloseTo(pays['spanningAlpha'] as number, 1);
    expect(pays['spanningObservations']).toBe(sessions);
    const slope = pairs.find(({ factor, other }) => factor === 'PAYS' && other === 'HML');
    expect(Math.abs(slope?.spanningBetaT ?? 9)).toBeLessThan(3);
  });

  test('a factor that others determine is left out of the regressors, and its own alpha is none', () => {
    const { statistics } = relationsOf(series);
    expect(statistics.get('PAYS')?.['spanningFactors']).toBe(3);
    const copy = statistics.get('COPY') as Record<string, number | null>;
    expect(Math.abs(copy['spanningAlpha'] ?? 0)).toBeLessThan(1e-10);
    expect(copy['spanningRSquared']).toBeCloseTo(1, 10);
    expect(statistics.get('Rm_Rf')).not.toHaveProperty('threeFactorAlpha');
  });

  test('correlations are the same both ways, and sessions that one lacks count in none', () => {
    const gaps = market.map((one, t) => (t % 4 === 0 ? NaN : one));
    const { pairs } = relationsOf(new Map([...series, ['GAPS', gaps]]));
    const [there, back] = ['GAPS Rm_Rf', 'Rm_Rf GAPS'].map((key) =>
      pairs.find(({ factor, other }) => `${factor} ${other}` === key),
    );
    expect(there).toMatchObject({ observations: 300, correlation: expect.closeTo(1, 12) });
    expect(back?.correlation).toBe(there?.correlation);
  });

  test('a factor without returns in most of a range spans nothing and is not tested', () => {
    const late = market.map((one, t) => (t < 300 ? NaN : one));
    const { statistics } = relationsOf(new Map([...series, ['LATE', late]]));
    expect(statistics.get('LATE')).not.toHaveProperty('spanningAlpha');
    expect(statistics.get('PAYS')?.['spanningObservations']).toBe(sessions);
  });

  test('with too few sessions there is no regression', () => {
    const short = new Map([...series].map(([name, own]) => [name, own.subarray(0, 33)]));
    expect(relationsOf(short).statistics.get('PAYS')).not.toHaveProperty('spanningAlpha');
  });
});
