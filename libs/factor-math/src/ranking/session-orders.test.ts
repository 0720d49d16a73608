import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  quantileReturns,
  rankAutocorrelation,
  rankCorrelations,
  rankInformationCoefficient,
  sessionOrders,
  sortedPortfolios,
  type Panel,
} from '../index.ts';
import { panelsOf } from '../testing/panels.ts';

const days = 7;
const stocks = 40;

/** Panels that change in a few cells from one session to the next, as what filings say does. */
const steppedPanels = fc
  .tuple(
    panelsOf(1, stocks),
    fc.array(
      fc.array(
        fc.tuple(fc.integer({ min: 0, max: stocks - 1 }), fc.constantFrom(-0.1, 0, -0, 0.1, 0.2, NaN, Infinity)),
        { maxLength: 4 },
      ),
      { minLength: days - 1, maxLength: days - 1 },
    ),
  )
  .map(([first, changes]): Panel => {
    const values = new Float64Array(days * stocks);
    values.set(first.values);
    changes.forEach((some, at) => {
      values.copyWithin((at + 1) * stocks, at * stocks, (at + 1) * stocks);
      for (const [column, value] of some) values[(at + 1) * stocks + column] = value;
    });
    return { days, stocks, values };
  });
const panels = fc.oneof(panelsOf(days, stocks), steppedPanels);

describe('the orders of sessions', () => {
  test('are those of sorting each session by value and column', () => {
    fc.assert(
      fc.property(panels, (panel) => {
        const { order, counts } = sessionOrders(panel);
        for (let t = 0; t < days; t++) {
          const row = panel.values.subarray(t * stocks, (t + 1) * stocks);
          const expected = [...row.keys()]
            .filter((i) => Number.isFinite(row[i]))
            .sort((a, b) => row[a] - row[b] || a - b);
          expect([...order.subarray(t * stocks, t * stocks + counts[t])]).toEqual(expected);
        }
      }),
    );
  });

  test('give the bits of the correlations that rank each session by themselves', () => {
    fc.assert(
      fc.property(panels, panels, (a, b) => {
        expect(rankCorrelations(sessionOrders(a), sessionOrders(b))).toEqual(rankInformationCoefficient(a, b));
        for (const lag of [1, 2])
          expect(rankCorrelations(sessionOrders(a), sessionOrders(a), lag)).toEqual(rankAutocorrelation(a, lag));
      }),
    );
  });

  test('give the bits of portfolios and groups that are formed without them', () => {
    const market = fc.tuple(panels, panelsOf(days, stocks), panelsOf(days, stocks), fc.boolean(), fc.nat({ max: 4 }));
    fc.assert(
      fc.property(market, ([signal, returns, weights, weighted, more]) => {
        const options = weighted ? { groups: 2 + more, weights } : { groups: 2 + more };
        const orders = sessionOrders(signal);
        expect(sortedPortfolios(signal, returns, { ...options, orders })).toEqual(
          sortedPortfolios(signal, returns, options),
        );
        expect(quantileReturns(signal, returns, { ...options, orders })).toEqual(
          quantileReturns(signal, returns, options),
        );
      }),
    );
  });
});
