import { describe, expect, test } from '@jest/globals';
import { filingInputs, findFactor, type FactorDefinition, type FilingInput } from '@fm/factors';
import { assembleMarket } from '@fm/market';
import { reasonText } from '@fm/results';
import type { RawMarket } from '@fm/market/facts';
import { inventedRawMarket } from '@fm/market/testing/raw-market';
import { computeFactor } from './compute-factor.ts';
import { testFactor } from './assess-factor.ts';

const base = inventedRawMarket(8, 200);
const firstDay = Math.min(...base.prices.day);
const subject = 'S03';

/** A market in which every item of every company is 100 from the start and earnings grow, but for one company. */
function marketWith(items: Partial<Record<FilingInput, number | string>>): RawMarket {
  const knownAt = (firstDay - 30) * 86_400_000;
  return {
    ...base,
    splits: [],
    facts: {
      ...base.facts,
      filings: base.symbols.flatMap((symbol) =>
        filingInputs.map((item) => {
          const usual = item === 'epsDilutedTtm' ? 120 : 100;
          const own = symbol === subject ? (items[item] ?? usual) : usual;
          return typeof own === 'string'
            ? { symbol, item, knownAt, value: null, reason: own }
            : { symbol, item, knownAt, value: own, reason: '' };
        }),
      ),
    },
  };
}

interface Mined {
  /** Whether the subject has a value on any session. */
  readonly hasValue: boolean;
  readonly reasons: readonly string[];
}

function mine(raw: RawMarket, name: string, weighting: 'equal' | 'cap' = 'equal'): Mined {
  const definition = findFactor(name) as FactorDefinition;
  const universe = { name: 'test', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };
  const needs = { inputs: new Set(definition.inputs), until: '2030-01-01', weighting };
  const market = assembleMarket(raw, universe, needs);
  const computed = computeFactor(market, definition, { groups: 3, horizons: [1], costBasisPoints: 10 });
  const [first, last] = [market.sessions[0] as string, market.sessions.at(-1) as string];
  const range = { start: first, end: last, from: 0, to: market.sessions.length - 1 };
  const [summary] = testFactor(market, computed, [range]).summaries;
  const column = market.symbols.indexOf(subject);
  const values = computed.values?.values ?? new Float64Array(0);
  return {
    hasValue: values.some((value, cell) => cell % market.symbols.length === column && !Number.isNaN(value)),
    reasons: summary?.coverage.drops.map(({ reason }) => reason) ?? [],
  };
}

describe('a value that cannot be known is missing, with a named reason that is explained', () => {
  test.each([
    ['a missing tag', 'InventoryTurnover', { inventory: 'never reported' }, 'inventory: never reported'],
    [
      'a bank without current assets',
      'CurrentRatio',
      { currentAssets: 'never reported' },
      'currentAssets: never reported',
    ],
    ['a negative equity', 'PB', { stockholdersEquity: -50 }, 'equity_not_positive'],
    ['a negative equity', 'DebtToEquity', { stockholdersEquity: -50 }, 'equity_not_positive'],
    ['zero interest expense', 'InterestCoverage', { interestExpenseTtm: 0 }, 'no_interest_expense'],
    [
      'a company whose share classes are not all counted',
      'PB',
      { sharesOutstanding: 'not in the latest reports' },
      'sharesOutstanding: not in the latest reports',
    ],
    ['earnings that shrink', 'PEG', { epsDilutedTtm: 50 }, 'earnings_or_growth_not_positive'],
    [
      'too short a history of filings',
      'RevenueGrowth',
      { revenueTtmYearAgo: 'no period a year ago' },
      'revenueTtmYearAgo: no period a year ago',
    ],
  ] as const)('%s, in %s', (_, factor, items, reason) => {
    const { hasValue, reasons } = mine(marketWith(items), factor);
    expect(hasValue).toBe(false);
    expect(reasons).toContain(reason);
    expect(reasonText(reason)).not.toBe(reason);
    expect(mine(marketWith({}), factor).reasons).not.toContain(reason);
  });

  test('a stock that was not sorted last June is in none of the portfolios of size and value, and this is why', () => {
    expect(mine(marketWith({}), 'SMB').reasons).toContain('no_june_sort');
  });

  test('a company without a share count cannot be weighted by size, and has another reason than one without a signal', () => {
    const raw = marketWith({ sharesOutstanding: 'never reported' });
    expect(mine(raw, 'ROC20', 'cap').reasons).toContain('sharesOutstanding: never reported');
    expect(mine(raw, 'ROC20', 'equal').reasons).not.toContain('sharesOutstanding: never reported');
  });

  test('a stock listed last month is not listed, then without a return, then warming up', () => {
    const days = [...new Set(base.prices.day)].sort((a, b) => a - b);
    const from = days[days.length - 21] as number;
    const column = base.symbols.indexOf(subject);
    const rows = Uint32Array.from(base.prices.day.keys()).filter((row) => {
      return base.prices.stock[row] !== column || (base.prices.day[row] as number) >= from;
    });
    const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row] as number);
    const prices = {
      day: Int32Array.from(rows, (row) => base.prices.day[row] as number),
      stock: Uint32Array.from(rows, (row) => base.prices.stock[row] as number),
      adjClose: pick(base.prices.adjClose),
      close: pick(base.prices.close),
      volume: pick(base.prices.volume),
    };
    const { reasons } = mine({ ...marketWith({}), prices }, 'RSI28');
    expect(reasons).toEqual(expect.arrayContaining(['not_listed', 'first_price', 'warm_up', 'too_few_observations']));
  });

  test('a gap in the prices is named as the gap it is, not as a lacking input', () => {
    const { reasons } = mine(base, 'ROC20');
    expect(reasons).toContain('adjClose: gap in the look-back');
    expect(reasons.join()).not.toContain('missing_input');
  });
});
