import { describe, expect, test } from '@jest/globals';
import { compositeExSelf } from './composite-portfolios.ts';
import type { FactorInputs, PortfolioFactor } from './definition.ts';
import type { InputName } from './inputs/index.ts';
import { sizeValueLegs, sizeValueSorts } from './june-sorts.ts';
import { findFactor } from './registry.ts';

const sessions = ['2019-12-30', '2019-12-31', '2020-01-02', '2020-06-29', '2020-06-30', '2020-07-01', '2020-07-02'];
const [december, june, first, second] = [1, 4, 5, 6] as const;

/** By stock: capitalisation in December and June, equity, and the returns of the two sessions after the sort. */
const stocks = [
  { december: 10, june: 20, equity: 1, returns: [0.01, 0.05] },
  { december: 20, june: 10, equity: 10, returns: [-0.02, 0.01] },
  { december: 10, june: 30, equity: 20, returns: [0.03, -0.04] },
  { december: 40, june: 40, equity: 6, returns: [0.04, 0.02] },
  { december: 50, june: 50, equity: 45, returns: [-0.05, 0.03] },
  { december: 60, june: 60, equity: 150, returns: [0.06, -0.01] },
  // Negative equity; and no capitalisation in December.
  { december: 70, june: 70, equity: -5, returns: [0.5, 0.5] },
  { december: NaN, june: 80, equity: 10, returns: [0.7, 0.7] },
];
const n = stocks.length;

function inputsOf(member?: Uint8Array): FactorInputs {
  const cells = (of: (stock: (typeof stocks)[number], t: number) => number) => ({
    days: sessions.length,
    stocks: n,
    values: Float64Array.from({ length: sessions.length * n }, (_, c) => of(stocks[c % n]!, Math.floor(c / n))),
  });
  const panels: Partial<Record<InputName, ReturnType<typeof cells>>> = {
    marketCap: cells((stock, t) => (t <= december ? stock.december : stock.june + (t === first ? 100 : 0))),
    stockholdersEquity: cells((stock) => stock.equity),
    returns: cells((stock, t) => (t < first ? 0 : stock.returns[t - first]!)),
  };
  const riskFree = Float64Array.from(sessions, (_, t) => t * 1e-4);
  return { sessions, riskFree, panel: (name) => panels[name]!, ...(member !== undefined && { member }) };
}

const legsAt = (legs: Int8Array, t: number): number[] => [...legs.slice(t * n, (t + 1) * n)];
const { smallLow, smallMedium, smallHigh, bigLow, bigMedium, bigHigh } = sizeValueLegs;

describe('the sorts of June', () => {
  // Book-to-market: 0.1, 0.5, 2, 0.15, 0.9, 2.5. Type 7: the 30th percentile is 0.325, the 70th 1.45; the median size 35.
  const expected = [smallLow, smallMedium, smallHigh, bigLow, bigMedium, bigHigh, -1, -1];

  test('part at the median of size and the 30th and 70th percentile of book-to-market, from the next session on', () => {
    const legs = sizeValueSorts(inputsOf());
    expect(legsAt(legs, june).every((leg) => leg === -1)).toBe(true);
    expect(legsAt(legs, first)).toEqual(expected);
    expect(legsAt(legs, second)).toEqual(expected);
  });

  test('SMB and HML weigh by the capitalisation of the session before', () => {
    const [smb, hml] = ['SMB', 'HML'].map((name) => (findFactor(name) as PortfolioFactor).compute(inputsOf()));
    const r = stocks.map(({ returns }) => returns[0]!);
    expect(smb!.spread[first]).toBeCloseTo((r[0]! + r[1]! + r[2]! - r[3]! - r[4]! - r[5]!) / 3, 14);
    expect(hml!.spread[first]).toBeCloseTo((r[2]! + r[5]! - r[0]! - r[3]!) / 2, 14);
    expect(smb!.spread[june]).toBeNaN();
  });

  test('the points that part are those of the members, and a stock that joins later has the leg of its own values', () => {
    // Without the largest stock of high book-to-market: median 30, percentiles 0.16 and 0.82 over 0.1, 0.15, 0.5, 0.9, 2.
    const member = new Uint8Array(sessions.length * n).fill(1);
    for (let t = 0; t <= june; t++) member[t * n + 5] = 0;
    expect(legsAt(sizeValueSorts(inputsOf(member)), first)).toEqual([
      ...[smallLow, smallMedium, smallHigh, bigLow, bigHigh, bigHigh],
      ...[-1, -1],
    ]);
  });
});

describe('the return of the market', () => {
  const factor = findFactor('Rm_Rf') as PortfolioFactor;
  const made = factor.compute(inputsOf());
  const mean = (leftOut: number, t: number): number => {
    const kept = stocks.map((stock, i) => ({ stock, i })).filter(({ i }) => i !== leftOut);
    const weight = ({ june: cap }: (typeof stocks)[number]): number => cap + (t === second ? 100 : 0);
    const total = kept.reduce((sum, { stock }) => sum + weight(stock), 0);
    return kept.reduce((sum, { stock }) => sum + (weight(stock) / total) * stock.returns[t - first]!, 0);
  };

  test('is weighted by yesterday and less the rate of the day', () => {
    for (const t of [first, second]) expect(made.spread[t]).toBeCloseTo(mean(-1, t) - t * 1e-4, 14);
  });

  test('without a stock is the market of the others', () => {
    const { values } = inputsOf().panel('returns');
    for (const stock of [0, 3, 7]) {
      const without = compositeExSelf(made, values, stock);
      for (const t of [first, second]) expect(without[t]).toBeCloseTo(mean(stock, t) - t * 1e-4, 13);
    }
  });
});

test('a leg that holds only one stock has no return without it', () => {
  const smb = (findFactor('SMB') as PortfolioFactor).compute(inputsOf());
  const { values } = inputsOf().panel('returns');
  expect(compositeExSelf(smb, values, 2)[first]).toBeNaN();
  expect(compositeExSelf(smb, values, 6)[first]).toBe(smb.spread[first]);
});
