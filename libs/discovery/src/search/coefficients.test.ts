import { expect, test } from '@jest/globals';
import { Evaluator, ExpressionPool, parseFormula } from '@fm/expressions';
import { forwardReturns, rankInformationCoefficient } from '@fm/factor-math';
import { inventMarket } from '../invented/invented-market.ts';
import { BehaviourReader } from './coefficients.ts';
import { directionSigns } from './directions.ts';
import { screenOf, viewOf } from './view.ts';

const market = inventMarket({ seed: 9, stocks: 30, sessions: 300, holes: 0 });
const bare = { ...market, neutralTo: [] };
delete (bare as { groups?: unknown }).groups;
const view = viewOf(bare, 5, { from: 20, to: 290, end: 295 });
const texts = ['close / open', 'ts_returns(close, 10)', 'ts_corr(close, volume, 10)', 'sign(returns)'];

function read(memoryBytes: number, formulas = texts) {
  const pool = new ExpressionPool();
  const reader = new BehaviourReader(view, new Evaluator(), memoryBytes, directionSigns(30));
  return reader.read(
    pool,
    formulas.map((text) => parseFormula(text, { pool }).expression),
  );
}

test('without anything to be neutral to, coefficients are those of Spearman with forward returns', () => {
  const close = market.panels.get('close') as Float64Array;
  const open = market.panels.get('open') as Float64Array;
  const signal = { days: 300, stocks: 30, values: close.map((value, cell) => value / (open[cell] as number)) };
  const expected = rankInformationCoefficient(signal, forwardReturns(market.returns, 5)).subarray(20, 290);
  const [found] = read(2 ** 28);
  expected.forEach((value, t) => expect(found?.coefficients[t]).toBeCloseTo(value, 10));
  expect(found?.coverage).toBe(1);
});

test('memory and company change no bit', () => {
  const whole = read(2 ** 28);
  expect(read(3 * 2 ** 20)).toEqual(whole);
  expect(texts.map((text) => read(2 ** 28, [text])[0])).toEqual(whole);
});

test('slow formulas turn over less than fast ones, and all lie between 0 and 1', () => {
  const [fast, slow] = read(2 ** 28, ['returns', 'ts_mean(volume, 120)']);
  expect(fast?.turnover).toBeGreaterThan(0.8);
  expect(slow?.turnover).toBeLessThan(0.2);
});

test('a quarter of many stocks is screened, and none of few', () => {
  expect(screenOf(view, market.symbols)).toBeUndefined();
  const many = inventMarket({ seed: 1, stocks: 240, sessions: 30 });
  const screen = screenOf(viewOf(many, 1, { from: 0, to: 20, end: 21 }), many.symbols);
  expect(screen?.stocks).toBe(60);
  expect(screen?.panels.get('close')?.length).toBe(60 * 21);
});
