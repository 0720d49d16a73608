import { expect, test } from '@jest/globals';
import { ExpressionPool, parseFormula } from '@fm/expressions';
import { mean } from '@fm/factor-math';
import { readSeries } from '../gate/read-series.ts';
import { grammarOf } from '../grammar/grammar.ts';
import { fits } from '../grammar/shape.ts';
import { unitOf } from '../grammar/typing.ts';
import { inventMarket } from '../invented/invented-market.ts';
import { viewOf } from '../search/view.ts';
import { plantedKinds } from './planted-kinds.ts';

const memoryBytes = 2 ** 27;
const [stocks, sessions, ends] = [150, 700, 500];

test.each(plantedKinds)(
  '%s has the coefficient that was planted, until it ends, and a search may write it',
  (formula) => {
    const market = inventMarket({
      ...{ seed: 3, stocks, sessions, endsAt: ends },
      planted: [{ formula, coefficient: 0.1 }],
    });
    const { expression } = parseFormula(formula, { pool: new ExpressionPool() });
    expect(fits(expression)).toBe(true);
    expect(unitOf(expression, grammarOf(market.fields).fields)).toBeDefined();
    const meanOver = (from: number, to: number): number => {
      const [found] = readSeries([formula], viewOf(market, 1, { from, to, end: to + 1 }), memoryBytes);
      return mean(found!.coefficients.filter((value) => !Number.isNaN(value)));
    };
    // A coefficient of 150 stocks has a standard deviation of 0.08: the mean of 240 sessions one of 0.005, of 190 one of 0.006.
    expect(Math.abs(meanOver(255, ends - 2) - 0.1)).toBeLessThan(0.03);
    expect(Math.abs(meanOver(ends, sessions - 2))).toBeLessThan(0.03);
  },
);
