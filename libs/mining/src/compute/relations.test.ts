import { describe, expect, test } from '@jest/globals';
import { draws } from '@fm/platform/random';
import { relationsOf } from './relations.ts';

const random = draws(17);
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
  ['PAYS', own.map((one, t) => 0.004 + 0.5 * (market[t] as number) + one)],
  ['COPY', market.map((one, t) => 0.6 * one + 0.6 * (size[t] as number) - 0.5 * (value[t] as number))],
]);

describe('the factors of a run beside each other', () => {
  test('an alpha that the others do not span is found, with the slope on what it is made of', () => {
    const { statistics, pairs } = relationsOf(series);
    const pays = statistics.get('PAYS') as Record<string, number>;
    expect(pays['spanningAlpha']).toBeGreaterThan(0.3);
    expect(pays['spanningAlphaT']).toBeGreaterThan(5);
    expect(pays['threeFactorAlpha']).toBeCloseTo(pays['spanningAlpha'] as number, 1);
    expect(pays['spanningObservations']).toBe(sessions);
    const slope = pairs.find(({ factor, other }) => factor === 'PAYS' && other === 'Rm_Rf');
    expect(slope?.spanningBeta).toBeCloseTo(0.5, 0);
  });

  test('twins do not span each other, and count once among the regressors of others', () => {
    const wobble = noise(sessions);
    const pays = series.get('PAYS') as Float64Array;
    const twin = pays.map((one, t) => one + 0.05 * (wobble[t] as number));
    const { statistics, pairs } = relationsOf(new Map([...series, ['TWIN', twin]]));
    for (const name of ['PAYS', 'TWIN']) expect(statistics.get(name)?.['spanningAlphaPValue']).toBeLessThan(0.01);
    const regressors = (factor: string) =>
      pairs.filter((pair) => pair.factor === factor && pair.spanningBeta !== null).map(({ other }) => other);
    expect(regressors('PAYS')).not.toContain('TWIN');
    expect(regressors('HML').filter((other) => other === 'PAYS' || other === 'TWIN')).toHaveLength(1);
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
    const short = new Map([...series].map(([name, own]) => [name, own.subarray(0, 31)]));
    expect(relationsOf(short).statistics.get('PAYS')).not.toHaveProperty('spanningAlpha');
  });
});
