import { describe, expect, test } from '@jest/globals';
import { findFactor, type FactorDefinition } from '@fm/factors';
import type { Panel } from '@fm/factor-math';
import { assembleMarket } from '@fm/market';
import { inventedRawMarket } from '@fm/market/testing/raw-market';
import { computeFactor } from './compute-factor.ts';
import { testFactor } from './assess-factor.ts';
import { readRequest, runIdentity } from '../request/request.ts';
import { treatmentNote, treatValues } from '@fm/results/treatment';

const panelOf = (...sessions: readonly (readonly number[])[]): Panel => ({
  days: sessions.length,
  stocks: sessions[0]!.length,
  values: Float64Array.from(sessions.flat()),
});

describe('the treatment of values', () => {
  const caps = panelOf([1, Math.E, Math.E ** 2, Math.E ** 3, NaN], [1, Math.E, NaN, NaN, 5]);
  const market = { sessions: [], riskFree: new Float64Array(), panel: () => caps };

  test('pulls the values at each end in to the quantiles there, session by session', () => {
    const values = panelOf([0, 1, 2, 3, 100], [NaN, 7, 7, 8, 9]);
    const { values: pulled } = treatValues(values, market, { winsorise: 0.25 });
    expect([...pulled]).toEqual([1, 1, 2, 3, 3, NaN, 7, 7, 8, 8.25]);
  });

  test('leaves the residuals of a regression on log capitalisation, and is missing where that cannot be made', () => {
    // By hand: x = 0, 1, 2, 3 and y = 1, 3, 2, 5 have slope 1.1 and constant 1.1.
    const { values: residuals } = treatValues(panelOf([1, 3, 2, 5, 9], [1, 2, 3, 4, NaN]), market, {
      neutralise: 'size',
    });
    [1 - 1.1, 3 - 2.2, 2 - 3.3, 5 - 4.4].forEach((residual, at) => expect(residuals[at]).toBeCloseTo(residual, 12));
    expect(residuals.subarray(4)).toEqual(new Float64Array(6).fill(NaN));
  });
});

test('takes out the mean of the group that each stock is in on the day, and is missing without a group', () => {
  // Sessions x stocks: group 7 has the means 2 and 4, group 9 those of 6 and 8, one stock has no group, one no value.
  const groups = {
    ...{ sessions: [], riskFree: new Float64Array() },
    panel: () => panelOf([7, 7, 9, 9, NaN, 9], [7, 9, 9, 9, 7, 7]),
  };
  const values = panelOf([1, 3, 4, 8, 5, NaN], [2, 10, 4, 10, 6, 4]);
  const { values: neutral } = treatValues(values, groups, { neutralise: 'group' });
  expect([...neutral]).toEqual([-1, 1, -2, 2, NaN, NaN, -2, 2, -4, 2, 2, 0]);
});

test('a stock without a group has no neutral value, with the reason, before and after it had one', () => {
  const raw = inventedRawMarket(9, 320);
  const universe = { name: 'test', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };
  const needs = { inputs: new Set(['adjClose', 'group'] as const), until: '2030-01-01', weighting: 'equal' } as const;
  const day = (t: number): number => Math.min(...raw.prices.day) * 86_400_000 + t * 86_400_000;
  const groups = [
    ...raw.symbols.slice(0, 8).map((symbol) => ({ symbol, source: 'file' as const, knownAt: day(0), group: 'one' })),
    { symbol: 'S07', source: 'file' as const, knownAt: day(300), group: '' },
  ];
  const market = assembleMarket({ ...raw, facts: { ...raw.facts, groups } }, universe, needs);
  const range = { from: 0, to: 319, start: market.sessions[0]!, end: market.sessions[319]! };
  const definition = findFactor('ROC20') as FactorDefinition;
  const how = { groups: 3, horizons: [1], costBasisPoints: 10, neutralise: 'group' } as const;
  const { drops } = testFactor(market, computeFactor(market, definition, how), [range]).summaries[0]!.coverage;
  const counted = Object.fromEntries(drops.map(({ reason, count }) => [reason, count]));
  // S08 has none in any session with a value of its own; S07 none in the last of them.
  expect(counted['group: none known']).toBeGreaterThan(280);
  expect(counted['group: taken back']).toBeGreaterThan(60);
  expect(counted['not_neutralised']).toBeUndefined();
});

test('a stock without a capitalisation has no neutral value, with the reason; without a treatment nothing is another', () => {
  const raw = inventedRawMarket(12, 400);
  const close = raw.prices.close.map((price, row) => (raw.prices.stock[row] === 3 ? NaN : price));
  const universe = { name: 'test', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };
  const needs = {
    inputs: new Set(['adjClose', 'marketCap'] as const),
    until: '2030-01-01',
    weighting: 'equal',
  } as const;
  const market = assembleMarket({ ...raw, prices: { ...raw.prices, close } }, universe, needs);
  const range = { from: 0, to: 399, start: market.sessions[0]!, end: market.sessions[399]! };
  const definition = findFactor('ROC20') as FactorDefinition;
  const summary = (options: object) => {
    const computed = computeFactor(market, definition, { groups: 3, horizons: [1], costBasisPoints: 10, ...options });
    return testFactor(market, computed, [range]).summaries[0]!;
  };
  const [plain, neutral] = [summary({}), summary({ neutralise: 'size' })];
  const counted = (drops: typeof plain.coverage.drops) =>
    Object.fromEntries(drops.map(({ reason, count }) => [reason, count]));
  const [before, after] = [counted(plain.coverage.drops), counted(neutral.coverage.drops)];
  expect(after['marketCap: close adjusted for dividends']).toBeGreaterThan(300);
  expect(before['marketCap: close adjusted for dividends']).toBeUndefined();
  expect(after['warm_up']).toBe(before['warm_up']);
  expect(neutral.premium).not.toBe(plain.premium);
});

test('neutral to both at once, each lack has its own reason', () => {
  const raw = inventedRawMarket(12, 400);
  const close = raw.prices.close.map((price, row) => (raw.prices.stock[row] === 3 ? NaN : price));
  const universe = { name: 'test', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };
  const needs = {
    inputs: new Set(['adjClose', 'marketCap', 'group'] as const),
    until: '2030-01-01',
    weighting: 'equal',
  } as const;
  const since = Math.min(...raw.prices.day) * 86_400_000;
  const groups = raw.symbols.slice(0, 11).map((symbol, stock) => ({
    ...{ symbol, source: 'file' as const, knownAt: since },
    group: stock === 5 ? 'alone' : stock % 2 === 0 ? 'one' : 'two',
  }));
  const market = assembleMarket(
    { ...raw, facts: { ...raw.facts, groups }, prices: { ...raw.prices, close } },
    universe,
    needs,
  );
  const definition = findFactor('ROC20') as FactorDefinition;
  const how = { groups: 3, horizons: [1], costBasisPoints: 10, neutralise: 'size,group' } as const;
  const computed = computeFactor(market, definition, how);
  const range = { from: 300, to: 399, start: market.sessions[300]!, end: market.sessions[399]! };
  const { drops } = testFactor(market, computed, [range]).summaries[0]!.coverage;
  const counted = Object.fromEntries(drops.map(({ reason, count }) => [reason, count]));
  expect(counted['marketCap: close adjusted for dividends']).toBeGreaterThan(40);
  expect(counted['group: none known']).toBeGreaterThan(40);
  expect(counted['alone_in_group']).toBeGreaterThan(40);
  expect(counted['not_neutralised']).toBeUndefined();

  // The residuals sum to 0 in each group and are uncorrelated with the logarithm of the capitalisation.
  const cap = market.panel('marketCap').values;
  for (let t = 300; t < 400; t++) {
    const row = Array.from({ length: 12 }, (_, i) => ({ i, value: computed.values!.values[t * 12 + i]! }));
    const there = row.filter(({ value }) => Number.isFinite(value));
    const sum = (of: typeof there): number => of.reduce((total, { value }) => total + value, 0);
    for (const parity of [0, 1]) expect(sum(there.filter(({ i }) => i % 2 === parity))).toBeCloseTo(0, 12);
    const product = there.reduce((total, { i, value }) => total + value * Math.log(cap[t * 12 + i]!), 0);
    expect(product).toBeCloseTo(0, 10);
    expect(there.every(({ i }) => ![3, 5, 11].includes(i))).toBe(true);
  }
});

describe('a request with a treatment', () => {
  const identity = (text: object) => runIdentity(readRequest(text), [], [], 'data');

  test('is another run, and one without keeps its identity', () => {
    const runs = [
      {},
      { winsorise: '0.01' },
      { winsorise: '0.05' },
      { neutralise: 'size' },
      { neutralise: 'group' },
      { neutralise: 'size,group' },
    ].map(identity);
    expect(new Set(runs).size).toBe(6);
    expect(identity({ winsorise: '0.010' })).toBe(runs[1]);
    for (const neutralise of ['group,size', ' Size , group ', 'size,group,size'])
      expect(identity({ neutralise })).toBe(runs[5]);
  });

  test('says what was done, in the notes of its run', () => {
    expect(treatmentNote(readRequest({ winsorise: '0.01', neutralise: 'size' }))).toBe(
      'Values of characteristics are winsorised at 1 % at each end, then neutral to size (residuals of one cross-sectional OLS regression on log market capitalisation and a constant) within every session before stocks are ranked by them.',
    );
    expect(treatmentNote(readRequest({ neutralise: 'group' }))).toContain('the mean of its group is taken out');
    expect(treatmentNote(readRequest({ neutralise: 'group,size' }))).toContain(
      'one cross-sectional OLS regression on log market capitalisation and a dummy for each group',
    );
    expect(treatmentNote(readRequest({}))).toBe('');
  });

  test.each([
    { winsorise: '0' },
    { winsorise: '0.5' },
    { winsorise: 'some' },
    { neutralise: 'moon' },
    { neutralise: 'size,moon' },
    { neutralise: '' },
  ])('is refused where it makes no sense: %j', (text) => expect(() => readRequest(text)).toThrow('REFUSED_REQUEST'));
});

test('a stock below the lowest price, as quoted on the day, is not ranked, with the reason; a later split changes nothing', () => {
  const raw = inventedRawMarket(12, 400);
  const universe = { name: 'test', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };
  const needs = {
    ...{ inputs: new Set(['adjClose', 'unadjustedClose'] as const), until: '2030-01-01' },
    weighting: 'equal' as const,
  };
  const definition = findFactor('ROC20') as FactorDefinition;
  const market = assembleMarket(raw, universe, needs);
  const quoted = market.panel('unadjustedClose').values;
  const minPrice = 60;
  const how = { groups: 3, horizons: [1], costBasisPoints: 10, minPrice };
  const computed = computeFactor(market, definition, how);
  const plain = definition.kind === 'characteristic' ? definition.compute(market).values : new Float64Array();
  const expected = plain.map((value, cell) => ((quoted[cell] ?? NaN) >= minPrice ? value : NaN));
  expect(computed.values?.values).toEqual(expected);
  expect(
    expected.some(Number.isFinite) && plain.some((value, at) => value === value && !(expected[at] === value)),
  ).toBe(true);

  const range = { from: 100, to: 399, start: market.sessions[100]!, end: market.sessions[399]! };
  const counted = testFactor(market, computed, [range]).summaries[0]!.coverage.drops;
  const below = counted.find(({ reason }) => reason === 'below_lowest_price')?.count;
  const stocks = raw.symbols.length;
  const cells = Array.from({ length: 300 * stocks }, (_, at) => 99 * stocks + at);
  const ranked = cells.filter(
    (cell) => Number.isFinite(market.returns.values[cell + stocks]!) && quoted[cell]! < minPrice,
  );
  expect(below).toBe(ranked.filter((cell) => Number.isFinite(plain[cell]!)).length);
});
