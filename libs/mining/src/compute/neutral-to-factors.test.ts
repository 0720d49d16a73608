import { describe, expect, test } from '@jest/globals';
import { findFactor, type CharacteristicFactor } from '@fm/factors';
import { assembleMarket } from '@fm/market';
import { inventedRawMarket } from '@fm/market/testing/raw-market';
import { neutralFactors, treatedValues } from '@fm/results/treatment';
import { readRequest } from '../request/request.ts';
import { inputsOf } from '../request/plan.ts';
import { verifyFactor } from '../verify/verify-factor.ts';
import { testFactor } from './assess-factor.ts';
import { computeFactor } from './compute-factor.ts';

const stocks = 14;
const days = 420;
const raw = inventedRawMarket(stocks, days);
const universe = { name: 'test', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };
const since = Math.min(...raw.prices.day) * 86_400_000;
const groups = raw.symbols.map((symbol, stock) => ({
  ...{ symbol, source: 'file' as const, knownAt: since },
  group: stock % 2 === 0 ? 'even' : 'odd',
}));
const facts = { ...raw, facts: { ...raw.facts, groups } };
const roc = findFactor('ROC20') as CharacteristicFactor;
const usual = { groups: 3, horizons: [1], costBasisPoints: 10 } as const;

const needsOf = (request: ReturnType<typeof readRequest>) =>
  ({ inputs: inputsOf(request, request), until: '2030-01-01', weighting: 'equal' }) as const;
const marketOf = (request: ReturnType<typeof readRequest>) => assembleMarket(facts, universe, needsOf(request));

/** Residuals of least squares by the normal equations and elimination with pivots; undefined where they have no solution. */
function textbookResiduals(y: readonly number[], columns: readonly (readonly number[])[]): number[] {
  const rows = columns.map((a) => [
    ...columns.map((b) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)),
    a.reduce((sum, value, i) => sum + value * y[i]!, 0),
  ]);
  const size = rows.length;
  for (let k = 0; k < size; k++) {
    const pivot = rows
      .slice(k)
      .reduce((best, row, at) => (Math.abs(row[k]!) > Math.abs(rows[best]![k]!) ? k + at : best), k);
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    for (let i = 0; i < size; i++) {
      if (i === k) continue;
      const times = rows[i]![k]! / rows[k]![k]!;
      for (let j = k; j <= size; j++) rows[i]![j]! -= times * rows[k]![j]!;
    }
  }
  const slopes = rows.map((row, k) => row[size]! / row[k]!);
  return y.map((value, i) => value - columns.reduce((sum, column, k) => sum + slopes[k]! * column[i]!, 0));
}

test('values are what a textbook regression on size, beta, a factor and groups leaves of them', () => {
  const request = readRequest({ factors: 'ROC20', neutralise: 'size,group,beta,volatility,RSI14' });
  const market = marketOf(request);
  const values = roc.compute(market);
  const { values: neutral } = treatedValues(values, market, request).values;
  const caps = market.panel('marketCap').values;
  const exposures = neutralFactors(request).map((factor) => factor.compute(market).values);
  expect(exposures).toHaveLength(3);
  let compared = 0;
  for (let t = 0; t < days; t++) {
    const cells = Array.from({ length: stocks }, (_, i) => t * stocks + i).filter((cell) =>
      [values.values[cell]!, Math.log(caps[cell]!), ...exposures.map((one) => one[cell]!)].every(Number.isFinite),
    );
    const there = new Set(cells);
    for (let i = 0; i < stocks; i++) if (!there.has(t * stocks + i)) expect(neutral[t * stocks + i]).toBeNaN();
    if (cells.length < 8) continue;
    const columns = [
      cells.map((cell) => Math.log(caps[cell]!)),
      ...exposures.map((one) => cells.map((cell) => one[cell]!)),
      cells.map((cell) => (cell % 2 === 0 ? 1 : 0)),
      cells.map((cell) => (cell % 2 === 0 ? 0 : 1)),
    ];
    const expected = textbookResiduals(
      cells.map((cell) => values.values[cell]!),
      columns,
    );
    cells.forEach((cell, at) => expect(neutral[cell]).toBeCloseTo(expected[at]!, 9));
    compared += cells.length;
  }
  expect(compared).toBeGreaterThan(1000);
});

test('beta is the slope on the mean return over 252 sessions, and volatility the deviation over 63', () => {
  const request = readRequest({ factors: 'ROC20', neutralise: 'beta,volatility' });
  const market = marketOf(request);
  const [beta, volatility] = neutralFactors(request).map((factor) => factor.compute(market).values);
  const returns = market.panel('returns').values;
  const at = (t: number, i: number): number => returns[t * stocks + i]!;
  const mean = (of: readonly number[]): number => of.reduce((sum, value) => sum + value, 0) / of.length;
  const market1 = Array.from({ length: days }, (_, t) =>
    mean(Array.from({ length: stocks }, (_, i) => at(t, i)).filter(Number.isFinite)),
  );
  let compared = 0;
  for (let t = 300; t < days; t += 17) {
    for (let i = 0; i < stocks; i++) {
      const window = Array.from({ length: 252 }, (_, back) => t - back).filter((s) => Number.isFinite(at(s, i)));
      const [y, x] = [window.map((s) => at(s, i)), window.map((s) => market1[s]!)];
      const [my, mx] = [mean(y), mean(x)];
      const slope =
        y.reduce((sum, value, k) => sum + (value - my) * (x[k]! - mx), 0) /
        x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
      const recent = window.filter((s) => s > t - 63).map((s) => at(s, i));
      const centre = mean(recent);
      const deviation = Math.sqrt(recent.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (recent.length - 1));
      if (window.length < 126) expect(beta![t * stocks + i]).toBeNaN();
      else expect(beta![t * stocks + i]).toBeCloseTo(slope, 10);
      if (recent.length < 32) expect(volatility![t * stocks + i]).toBeNaN();
      else expect(volatility![t * stocks + i]).toBeCloseTo(deviation, 12);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(90);
});

describe('the coverage of a factor', () => {
  const counted = (text: object): ReadonlyMap<string, number> => {
    const request = readRequest({ factors: 'ROC20', ...text });
    const market = marketOf(request);
    const range = { from: 30, to: days - 1, start: market.sessions[30]!, end: market.sessions.at(-1)! };
    const computed = computeFactor(market, roc, { ...request, ...usual });
    const { drops } = testFactor(market, computed, [range]).summaries[0]!.coverage;
    return new Map(drops.map(({ reason, count }) => [reason, count]));
  };

  test.each([{}, { winsorise: '0.1' }, { minPrice: '20' }])(
    'that is made neutral to itself says that nothing is left of it, treated with %j',
    (treatment) => {
      const drops = counted({ neutralise: 'ROC20', ...treatment });
      expect(drops.get('explained_by_neutralisers')).toBeGreaterThan(stocks * 300);
      expect(drops.get('not_neutralised') ?? 0).toBe(0);
      expect(drops.get('too_few_stocks')).toBe(days - 30);
    },
  );

  test('says whose values are missing that it is made neutral to', () => {
    const drops = counted({ neutralise: 'beta' });
    // A beta begins after half a year, ROC20 after a month.
    expect(drops.get('neutraliser: beta')).toBeGreaterThan(stocks * 80);
    expect(counted({}).get('neutraliser: beta')).toBeUndefined();
  });
});

describe('what values are made neutral to', () => {
  const request = readRequest({ factors: 'ROC20', neutralise: 'group,beta,volatility,RSI14' });
  const options = { universe, needs: needsOf(request), treatment: request };

  test('sees no future and needs no more than its look-back', () => {
    expect(verifyFactor(facts, roc, options).violations).toEqual([]);
  });

  test.each([
    ['future', { lookBack: 20 }, 1],
    ['look-back', { lookBack: 5 }, -20],
  ] as const)('is caught where it breaks "%s"', (guarantee, change, offset) => {
    const cheat: CharacteristicFactor = {
      ...{ ...roc, ...change, name: 'cheat' },
      compute: (inputs) => {
        const closes = inputs.panel('adjClose');
        return { ...closes, values: closes.values.map((_, cell) => closes.values[cell + offset * stocks] ?? NaN) };
      },
    };
    const { violations } = verifyFactor(facts, roc, {
      ...options,
      ...{ treatment: { neutralise: 'cheat' }, neutralFactors: [cheat] },
    });
    expect(violations.map((violation) => violation.guarantee)).toContain(guarantee);
  });
});
