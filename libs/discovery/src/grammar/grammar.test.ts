import { expect, test } from '@jest/globals';
import { canonicalOf, ExpressionPool, parseFormula } from '@fm/expressions';
import { uniformsAt } from '@fm/factor-math';
import { enumerateSmall } from './enumerate.ts';
import { grammarOf } from './grammar.ts';
import { anyUnit, grow, type Garden } from './grow.ts';
import { orderingPart } from './same-order.ts';
import { fits } from './shape.ts';
import { unitOf } from './typing.ts';
import { knownFields } from './units.ts';
import { cross, mutate } from './vary.ts';

const grammar = grammarOf(knownFields);
const unit = (text: string) => unitOf(parseFormula(text).expression, grammar.fields);

test('formulas that mix units have no unit', () => {
  expect(unit('open + volume')).toBeUndefined();
  expect(unit('close < volume ? 1 : 0')).toBeUndefined();
  expect(unit('returns < 0 ? close : volume')).toBeUndefined();
  expect(unit('tanh(close)')).toBeUndefined();
  expect(unit('close + 1')).toBeUndefined();
});

test('units of products, quotients and what forgets them', () => {
  expect(unit('close * volume')).toEqual({ money: 1, shares: 0 });
  expect(unit('close * volume / cap')).toEqual({ money: 0, shares: 0 });
  expect(unit('ts_corr(close, volume, 10) + rank(cap)')).toEqual({ money: 0, shares: 0 });
  expect(unit('open < close ? high : low')).toEqual({ money: 1, shares: -1 });
  expect(unit('group_neutralize(delta(close, 5), industry)')).toEqual({ money: 1, shares: -1 });
});

test('every formula that is grown, varied or crossed has one unit, and its text reads back as itself', () => {
  const pool = new ExpressionPool();
  let [made, refused] = [0, 0];
  let before = parseFormula('close / open', { pool }).expression;
  for (let place = 0; place < 1500; place++) {
    const garden: Garden = { pool, grammar, uniform: uniformsAt([1, 1], place) };
    try {
      const grown = grow(garden, anyUnit(garden), 3);
      const formula = place % 3 === 0 ? grown : place % 3 === 1 ? mutate(garden, before) : cross(garden, before, grown);
      if (formula.kind !== 'panel' || !fits(formula)) {
        refused++;
        continue;
      }
      expect([canonicalOf(formula), unitOf(formula, grammar.fields) === undefined]).toEqual([
        canonicalOf(formula),
        false,
      ]);
      expect(parseFormula(canonicalOf(formula), { dialect: 'canonical', pool }).expression).toBe(formula);
      before = formula;
      made++;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      refused++;
    }
  }
  expect(made).toBeGreaterThan(1200);
  expect(refused).toBeLessThan(300);
});

test.each([
  ['close + open', 'open + close'],
  ['-2 * rank(close / open) + 1', 'close / open'],
  ['(close - delay(close, 5)) / delay(close, 5)', '-((close - delay(close, 5)) / delay(close, 5))'],
  ['cs_zscore(volume)', 'rank(-volume)'],
])('%s and %s are one trial', (one, other) => {
  expect(orderingPart(parseFormula(one).expression).hash).toBe(orderingPart(parseFormula(other).expression).hash);
});

test('dialect variants of one formula are one trial', () => {
  const qlib = parseFormula('Mean($close, 5)/$close', { dialect: 'qlib', semantics: { min: 'window' } }).expression;
  expect(qlib.hash).toBe(parseFormula('ts_mean(close, 5) / close').expression.hash);
});

test('a product with zero is not the other factor', () => {
  const zero = parseFormula('0 * close').expression;
  expect(orderingPart(zero).hash).toBe(zero.hash);
});

test('small formulas are listed once, the simplest first, all of one unit each', () => {
  const small = enumerateSmall(new ExpressionPool(), grammar);
  expect(small.length).toBeGreaterThan(2000);
  expect(new Set(small.map((one) => orderingPart(one).hash)).size).toBe(small.length);
  expect(small.slice(0, 7).every(({ operator }) => operator === 'field')).toBe(true);
  expect(small.filter((one) => unitOf(one, grammar.fields) === undefined)).toEqual([]);
  expect(small.map(canonicalOf)).toContain('ts_returns(close, 5)');
});
