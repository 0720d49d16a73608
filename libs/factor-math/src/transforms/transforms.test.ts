import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  neutraliseByGroup,
  neutraliseByRegression,
  normalQuantile,
  rankNormalise,
  rateOfChange,
  relativeStrengthIndex,
  simpleReturns,
  winsorise,
  columnsOf,
  zScore,
  type Panel,
} from '../index.ts';
import { expectAllClose } from '../testing/close-to.ts';
import { leastSquares } from '../testing/plain-matrices.ts';
import { dropFirst, panelOf, panelsOf, withColumns, withOtherFuture } from '../testing/panels.ts';

const groups = [0, 1, 0, 2, 1, 0, -1];
const perSession: [string, (panel: Panel) => Panel][] = [
  ['winsorise', (panel) => winsorise(panel, 0.1, 0.9)],
  ['zScore', zScore],
  ['rankNormalise', rankNormalise],
  ['neutraliseByGroup', (panel) => neutraliseByGroup(panel, groups)],
  ['neutraliseByRegression', (panel) => neutraliseByRegression(panel, [exposure(panel)])],
  ['neutraliseByRegression, with groups', (panel) => neutraliseByRegression(panel, [exposure(panel)], groups)],
];

/** An exposure that depends only on the column and the present. */
function exposure({ days, stocks }: Panel): Panel {
  return { days, stocks, values: Float64Array.from({ length: days * stocks }, (_, cell) => ((cell % stocks) * 5) % 7) };
}

describe.each(perSession)('%s', (_, transform) => {
  test('treats every session on its own and invents no value', () => {
    fc.assert(
      fc.property(panelsOf(5, 7), fc.nat({ max: 4 }), (panel, t) => {
        const whole = transform(panel);
        expect(transform(dropFirst(panel, t)).values).toEqual(whole.values.slice(t * 7));
        expect(transform(withOtherFuture(panel, t)).values.slice(0, (t + 1) * 7)).toEqual(
          whole.values.slice(0, (t + 1) * 7),
        );
        panel.values.forEach((value, cell) => {
          if (Number.isNaN(value)) expect(whole.values[cell]).toBeNaN();
        });
      }),
    );
  });
});

test('winsorising at a tenth pulls both ends to type-7 quantiles', () => {
  const panel = panelOf([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1000]]);
  expect([...winsorise(panel, 0.1, 0.9).values]).toEqual([2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10]);
  // numpy 1.24: quantile([1, 2, 4, 8, 16], [0.1, 0.9]) lies between values.
  expect([...winsorise(panelOf([[16, 2, 4, 8, 1]]), 0.1, 0.9).values]).toEqual([12.8, 2, 4, 8, 1.4]);
  expect(() => winsorise(panel, 0.9, 0.1)).toThrow('0 <= lower <= upper <= 1');
});

test('z-scores have mean 0 and deviation 1, and do not exist for equal values', () => {
  const { values } = zScore(
    panelOf([
      [1, 2, 4],
      [3, 3, 3],
    ]),
  );
  expect(values[0] + values[1] + values[2]).toBeCloseTo(0, 14);
  expect((values[0] ** 2 + values[1] ** 2 + values[2] ** 2) / 2).toBeCloseTo(1, 14);
  expect([...values.slice(3)]).toEqual([NaN, NaN, NaN]);
});

test('rank normalisation gives normal scores of average ranks', () => {
  const { values } = rankNormalise(panelOf([[10, -3, 10, 99]]));
  const scores = [0.5, 0.2, 0.5, 0.8].map(normalQuantile);
  scores.forEach((score, i) => expect(values[i]).toBeCloseTo(score, 14));
});

test('a group-neutral signal has mean 0 in every group, and no value without a group or alone in one', () => {
  const { values } = neutraliseByGroup(panelOf([[1, 10, 3, 7, 20, 5, 9]]), groups);
  expect([...values]).toEqual([-2, -5, 0, NaN, 5, 2, NaN]);
  expect(() => neutraliseByGroup(panelOf([[1]]), [0, 1])).toThrow('2 groups given for 1 stocks');
});

test('a stock is compared within the group that it has on the day', () => {
  const moved = [0, 0, 1, NaN, 0, 1, 1, 1];
  const { values } = neutraliseByGroup(
    panelOf([
      [1, 3, 5, 7],
      [1, 3, 5, 10],
    ]),
    moved,
  );
  expect([...values]).toEqual([-1, 1, NaN, NaN, NaN, -3, -1, 4]);
});

test('a regression-neutral signal is uncorrelated with its exposure', () => {
  const panel = panelOf([[1, 10, 3, 7, 20, 5, 9]]);
  const x = exposure(panel).values;
  const { values } = neutraliseByRegression(panel, [exposure(panel)]);
  expect(values.reduce((sum, value, i) => sum + value * x[i], 0)).toBeCloseTo(0, 12);
  expect(values.reduce((sum, value) => sum + value)).toBeCloseTo(0, 12);
});

describe('neutral to groups and to an exposure at once', () => {
  // statsmodels 0.13.5: residuals of OLS('y ~ C(g) + x') over groups 0, 1 and 2; the eighth stock is alone in its group.
  const y = [2, 7, 1, 8, 2.5, 8, 1.8, 2, 8, 4];
  const x = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3];
  const g = [0, 0, 1, 1, 0, 1, 2, 3, 2, NaN];
  const residuals = [
    -1.833333333333336, 3.386592865928657, -4.593357933579338, 2.736531365313652, -1.553259532595329, 1.85682656826568,
    -2.93505535055351, 2.9350553505535,
  ];

  test('the residuals are those of the one regression with a dummy for each group', () => {
    const { values } = neutraliseByRegression(panelOf([y]), [panelOf([x])], g);
    expectAllClose(values.filter(Number.isFinite), residuals, 1e-12);
    expect([values[7], values[9]]).toEqual([NaN, NaN]);
    const oneByOne = neutraliseByGroup(neutraliseByRegression(panelOf([y]), [panelOf([x])]), g);
    expect(Math.abs(oneByOne.values[1] - values[1])).toBeGreaterThan(0.05);
  });

  test('whatever the values and the groups, as by the normal equations with every dummy in the design', () => {
    const cell = fc.integer({ min: -40, max: 40 }).map((v) => v / 8);
    const stock = fc.tuple(cell, cell, fc.integer({ min: -1, max: 3 }));
    fc.assert(
      fc.property(fc.array(stock, { minLength: 2, maxLength: 14 }), (stocks) => {
        const panel = panelOf([stocks.map(([value]) => value)]);
        const { values } = neutraliseByRegression(
          panel,
          [panelOf([stocks.map(([, size]) => size)])],
          stocks.map(([, , group]) => group),
        );
        const peers = (group: number): number => stocks.filter((other) => other[2] === group).length;
        const used = stocks.flatMap((one, at) => (one[2] >= 0 && peers(one[2]) > 1 ? [{ one, at }] : []));
        const names = [...new Set(used.map(({ one }) => one[2]))];
        const sizesOf = (name: number): Set<number> =>
          new Set(stocks.filter((one) => one[2] === name).map((one) => one[1]));
        if (names.every((name) => sizesOf(name).size === 1) || used.length <= names.length + 1) {
          expect(values.every(Number.isNaN)).toBe(true);
          return;
        }
        const design = used.map(({ one }) => [one[1], ...names.map((name) => (name === one[2] ? 1 : 0))]);
        const slopes = leastSquares(
          design,
          used.map(({ one }) => [one[0]]),
        );
        used.forEach(({ one, at }, row) => {
          const fitted = design[row].reduce((sum, value, k) => sum + value * slopes[k][0], 0);
          expect(values[at]).toBeCloseTo(one[0] - fitted, 9);
        });
        expect(values.filter(Number.isFinite)).toHaveLength(used.length);
      }),
    );
  });

  test('equal values leave exactly 0, so that no rounding is ranked', () => {
    const same = panelOf([Array(6).fill(0.1) as number[]]);
    const size = panelOf([[0.3, 1.7, 2.2, 9.1, 5.5, 7.3]]);
    for (const groupOf of [undefined, [0, 0, 0, 1, 1, 1]])
      expect([...neutraliseByRegression(same, [size], groupOf).values]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...neutraliseByGroup(same, [0, 0, 0, 1, 1, 1]).values]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('values that the exposure explains wholly leave exactly 0', () => {
    const size = [0.31, 1.7, 2.23, 9.1, 5.57, 7.3];
    const explained = panelOf([size.map((x) => 0.1 + 0.7 * x)]);
    for (const groupOf of [undefined, [0, 0, 0, 1, 1, 1]])
      expect([...neutraliseByRegression(explained, [panelOf([size])], groupOf).values]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('an exposure that does not vary within any group, or too few stocks, leaves none', () => {
    const values = panelOf([[1, 4, 2, 8]]);
    const within = (size: number[], groupOf: number[]): number[] => [
      ...neutraliseByRegression(values, [panelOf([size])], groupOf).values,
    ];
    expect(within([0.1, 0.1, 0.7, 0.7], [0, 0, 1, 1])).toEqual([NaN, NaN, NaN, NaN]);
    expect(within([1, 2, 3, 4], [0, 1, 2, 2])).toEqual([NaN, NaN, NaN, NaN]);
    expect(within([1, 2, 3, 5], [0, 0, 1, 1]).every(Number.isFinite)).toBe(true);
  });
});

describe('returns and the relative strength index', () => {
  test('a missing price makes the returns on both its sides missing', () => {
    const prices = panelOf([[1], [2], [NaN], [4], [5]]);
    expect([...simpleReturns(prices).values]).toEqual([NaN, 1, NaN, NaN, 0.25]);
    expect([...rateOfChange(prices, 3).values]).toEqual([NaN, NaN, NaN, 3, 1.5]);
  });

  test.each(['wilder', 'cutler'] as const)(
    'RSI (%s) is 100 without losses, 50 without changes, 0 without gains',
    (form) => {
      const rows = Array.from({ length: 8 }, (_, t) => [100 + t, 100, 100 - t]);
      const { values } = relativeStrengthIndex(panelOf(rows), 5, form);
      expect([...values.slice(-3)]).toEqual([100, 50, 0]);
      expect([...values.slice(0, 15)]).toEqual(Array(15).fill(NaN));
    },
  );

  test.each([1, 5])('Wilder runs on over %d sessions without a price', (sessions) => {
    const z = [5, 6, 5, 7, 8, 7, 9, 8, 10, 9, 11];
    const missing = Array.from({ length: sessions }, () => NaN);
    const gap = relativeStrengthIndex(panelOf([...z, ...missing, ...z].map((v) => [v])), 4);
    const closed = relativeStrengthIndex(panelOf([...z, ...z].map((v) => [v])), 4);
    expect(gap.values.slice(11 + sessions)).toEqual(closed.values.slice(11));
    expect([...gap.values.slice(11, 11 + sessions)]).toEqual(missing);
  });

  test('Wilder starts again after six sessions without a price', () => {
    const z = [5, 6, 5, 7, 8, 7, 9, 8, 10, 9, 11];
    const gap = relativeStrengthIndex(
      panelOf([...z, ...Array.from({ length: 6 }, () => NaN), ...z].map((v) => [v])),
      4,
    );
    const alone = relativeStrengthIndex(panelOf(z.map((v) => [v])), 4);
    expect(gap.values.slice(17)).toEqual(alone.values);
  });

  test('Cutler gives the same bits from a later start, and either form for a column alone', () => {
    fc.assert(
      fc.property(panelsOf(20, 3), (changes) => {
        const prices = { ...changes, values: changes.values.map((v) => 100 + v) };
        const whole = relativeStrengthIndex(prices, 4, 'cutler').values;
        const later = relativeStrengthIndex(dropFirst(prices, 6), 4, 'cutler').values;
        expect(later.slice(12)).toEqual(whole.slice(30));
        for (const form of ['wilder', 'cutler'] as const) {
          const all = relativeStrengthIndex(prices, 4, form);
          expect(relativeStrengthIndex(withColumns(prices, [1]), 4, form)).toEqual(withColumns(all, [1]));
        }
      }),
    );
  });
});

test('columns of a panel are its stocks, one after the other', () => {
  fc.assert(
    fc.property(panelsOf(70, 41), (panel) => {
      const columns = columnsOf(panel);
      expect(columns).toHaveLength(41);
      columns.forEach((column, i) => expect(column).toEqual(withColumns(panel, [i]).values));
    }),
    { numRuns: 5 },
  );
});
