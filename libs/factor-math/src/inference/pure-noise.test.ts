import { describe, expect, test } from '@jest/globals';
import {
  crossSectionalRegressions,
  eventStudy,
  famaMacBeth,
  forwardReturns,
  lagged,
  meanTest,
  rankInformationCoefficient,
  simpleRegression,
  sortedPortfolios,
  spanningRegression,
  studentTTwoSidedP,
  summariseInformationCoefficient,
  type Panel,
  type StockEvent,
} from '../index.ts';
import { normals } from '../testing/random.ts';

const factors = 6000;
const days = 504;
const stocks = 12;
const persistence = 0.97;

/** Returns with a market in them, new for every 20 factors. */
function worthlessMarket(z: () => number): { returns: Panel; market: Float64Array } {
  const common = Float64Array.from({ length: days }, () => 0.008 * z());
  const values = Float64Array.from({ length: days * stocks }, (_, cell) => {
    return common[Math.floor(cell / stocks)] * (0.7 + 0.6 * ((cell % stocks) / stocks)) + 0.015 * z();
  });
  const market = Float64Array.from({ length: days }, (_, t) => {
    return values.subarray(t * stocks, (t + 1) * stocks).reduce((sum, value) => sum + value, 0) / stocks;
  });
  return { returns: { days, stocks, values }, market };
}

/** A persistent signal that knows nothing. */
function worthlessSignal(z: () => number): Panel {
  const values = new Float64Array(days * stocks);
  for (let cell = 0; cell < values.length; cell++) {
    values[cell] = cell < stocks ? z() / Math.sqrt(1 - persistence ** 2) : persistence * values[cell - stocks] + z();
  }
  return { days, stocks, values };
}

function entries({ legs }: { legs: Int8Array }): StockEvent[] {
  const events: StockEvent[] = [];
  for (let cell = 2 * stocks; cell < legs.length; cell++) {
    if (legs[cell] === 1 && legs[cell - stocks] !== 1) {
      events.push({ session: Math.floor(cell / stocks), stock: cell % stocks });
    }
  }
  return events;
}

describe(`${factors} worthless factors, each judged as a run judges it`, () => {
  const rejected: Record<string, number> = {};
  const z = normals(77);
  let world = worthlessMarket(z);
  const forward = new Map<number, Panel>();
  const count = (test: string, pValue: number): void => {
    rejected[test] = (rejected[test] ?? 0) + (pValue < 0.05 ? 1 : 0);
  };
  for (let k = 0; k < factors; k++) {
    if (k % 20 === 0) {
      world = worthlessMarket(z);
      for (const horizon of [1, 5, 21]) forward.set(horizon, forwardReturns(world.returns, horizon));
    }
    const { returns, market } = world;
    const signal = worthlessSignal(z);
    const sort = sortedPortfolios(signal, returns);
    const premium = meanTest(sort.spread);
    count('premium', studentTTwoSidedP(premium.neweyWestT, premium.observations - 1));
    const alpha = spanningRegression(sort.spread, [market]);
    count('alpha against the market', alpha.ok ? alpha.robustAlpha.pValue : NaN);
    for (const [horizon, ahead] of forward) {
      const coefficients = rankInformationCoefficient(signal, ahead);
      count(`rank IC at ${horizon}`, summariseInformationCoefficient(coefficients, horizon).pValue);
    }
    const slope = famaMacBeth(crossSectionalRegressions(returns, [lagged(signal, 1)])).premia[1];
    count('Fama-MacBeth', studentTTwoSidedP(slope?.neweyWestT ?? NaN, days - 2));
    const study = eventStudy(returns, market, entries(sort), { model: 'market-adjusted' });
    count('return after an entry', study.after.pValue);
    const own = simpleRegression(
      { values: returns.values, stride: stocks },
      { values: worthless(z) },
      { from: 0, to: days - 1 },
    );
    count('beta of a stock on an unrelated return', own.ok ? own.pValue : NaN);
  }

  test.each([
    'premium',
    'alpha against the market',
    'rank IC at 1',
    'rank IC at 5',
    'rank IC at 21',
    'Fama-MacBeth',
    'return after an entry',
    'beta of a stock on an unrelated return',
  ])('%s: the 5 %% test rejects between 4 and 6 %%', (name) => {
    const share = rejected[name] / factors;
    expect(share).toBeGreaterThan(0.04);
    expect(share).toBeLessThan(0.06);
  });
});

function worthless(z: () => number): Float64Array {
  return Float64Array.from({ length: days }, () => 0.01 * z());
}
