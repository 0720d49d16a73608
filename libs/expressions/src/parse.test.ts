import { describe, expect, test } from '@jest/globals';
import { FormulaError } from './errors.ts';
import { fieldsOf, standardDefinitions } from './fields.ts';
import { ExpressionPool } from './graph/pool.ts';
import { parseFormula, type ParseOptions } from './parse.ts';

const canonical = (text: string, options: ParseOptions = {}): string => parseFormula(text, options).canonical;

describe('a formula of the paper dialect', () => {
  test('is read whatever the case and spacing of its names', () => {
    expect(canonical('Rank( Ts_ArgMax(CLOSE,5) )-0.50')).toBe('cs_rank(ts_argmax(close, 5)) - 0.5');
  });

  test.each([
    ['a window that is cut', 'sum(close, 8.93)', 'ts_sum(close, 8)'],
    ['min over days', 'min(close, 5)', 'ts_min(close, 5)'],
    ['min of the cell', 'min(close, 0.5)', 'min(close, 0.5)'],
    ['a group of the paper', 'IndNeutralize(vwap, IndClass.sector)', 'group_neutralize(vwap, sector)'],
    ['average volume', 'adv20', 'ts_mean(volume, 20)'],
    ['power before sign', '-close ^ 2 * 3', '-(3 * close ^ 2)'],
    ['powers from the right', 'close ^ open ^ 2', 'close ^ open ^ 2'],
    ['powers from the left in brackets', '(close ^ open) ^ 2', '(close ^ open) ^ 2'],
    ['a power of a negative', 'close ^ -2', 'close ^ (-2)'],
    ['comparisons in conditions', 'close > open && !(volume == 0) ? 1 : -1', 'open < close && 0 != volume ? 1 : -1'],
    ['?: within ?:', 'close > 1 ? 1 : open > 1 ? 2 : 3', '1 < close ? 1 : 1 < open ? 2 : 3'],
    ['a call in place of ?:', 'if_else(close > 1, 2, 3)', '1 < close ? 2 : 3'],
    ['options by name', 'stddev(close, 20, min=5, ddof=0)', 'ts_std(close, 20, ddof=0, min=5)'],
    ['options that are the default', 'stddev(close, 20, min=20, ddof=1)', 'ts_std(close, 20)'],
    ['a market that is weighted by cap', 'market(returns)', 'cs_market(returns, cap)'],
    ['a column of values', 'rank(values:MyColumn)', 'cs_rank(values:MyColumn)'],
  ])('has %s', (_, text, wanted) => {
    const fields = fieldsOf([
      ...standardDefinitions,
      { name: 'values:MyColumn', kind: 'panel', lookBack: 0, summary: '' },
    ]);
    expect(canonical(text, { fields })).toBe(wanted);
  });

  test('is one trial in all spellings that compute the same bits', () => {
    const spellings = [
      [
        'close > open ? 1 : 0',
        'open < close ? 1 : 0',
        'if(!(close <= open), 1.0, 0)',
        '(close<=open)?0:1',
        'if(close>open,1,0e5)',
      ],
      ['-rank(close)', '-1 * rank(close)', 'rank(close) * (-1)', '0 - (1 * cs_rank(close))', '0 - rank(close) / 1'],
      [
        'close - delay(close, 5)',
        'delta(close, 5)',
        '-(ts_delay(close, 5) - close)',
        'close + -1 * delay(delay(close, 2), 3)',
      ],
      ['close / delay(close, 5) - 1', 'ts_returns(close, 5)', '-1 + close / ref(close, 5)'],
      ['volume / adv20 * 2', '2 * (volume / ts_mean(volume, 20))'],
    ];
    for (const group of spellings) expect(new Set(group.map((text) => parseFormula(text).hash)).size).toBe(1);
    expect(parseFormula('Mean($close, 5)', { dialect: 'qlib' }).hash).toBe(
      parseFormula('ts_mean(close, 5, min=1)').hash,
    );
  });

  test('is another trial where it computes other values', () => {
    const texts = [
      'close - open',
      'open - close',
      'rank(close)',
      'ts_rank(close, 5)',
      'ts_rank(close, 5, scale=count)',
    ];
    const more = ['ts_std(close, 5)', 'ts_std(close, 5, ddof=0)', 'ts_std(close, 5, min=3)', 'close < open'];
    const hashes = [...texts, ...more].map((text) => parseFormula(text).hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('shares equal parts with other formulas of the pool', () => {
    const pool = new ExpressionPool();
    const first = parseFormula('rank(close) + open', { pool }).expression;
    const second = parseFormula('rank( CLOSE )', { pool }).expression;
    expect(first.args).toContain(second);
  });

  test('says what it reads and how far back', () => {
    const { inputs, lookBack } = parseFormula('correlation(adv20, returns, 6) + delay(yoy(ttm(revenue)) / cap, 3)');
    expect(inputs).toEqual(['cap', 'returns', 'volume', 'yoy(ttm(revenue))']);
    expect(lookBack).toBe(24);
  });
});

describe('a choice of semantics', () => {
  test.each<[string, string, ParseOptions]>([
    ['ts_sum(close, 9)', 'sum(close, 8.93)', { dialect: 'street' }],
    ['ts_rank(close, 5, scale=count)', 'ts_rank(close, 5)', { dialect: 'street' }],
    ['ts_mean(dollar_volume, 20)', 'adv20', { semantics: { adv: 'dollars' } }],
    ['days_since_max(close, 5)', 'ts_argmax(close, 5)', { semantics: { argmax: 'today-0' } }],
    ['ts_std(close, 5, ddof=0)', 'stddev(close, 5)', { semantics: { ddof: 0 } }],
    ['ts_corr(close, open, 5, min=3)', 'correlation(close, open, 5)', { semantics: { min: 3 } }],
    ['fill(open < close, 0) != 0', 'close > open', { semantics: { comparison: 'false' } }],
    ['max(0, delta(close, 1))', 'Greater($close - Ref($close, 1), 0)', { dialect: 'qlib' }],
    ['ts_corr(close, log(1 + volume), 5, min=1)', 'Corr($close, Log($volume+1), 5)', { dialect: 'qlib' }],
    ['decay_linear(close, 5) / 5', 'WMA($close, 5)', { dialect: 'qlib' }],
  ])('makes %s of %s', (wanted, text, options) => {
    const { canonical: made, expression } = parseFormula(text, options);
    expect(expression.hash).toBe(parseFormula(wanted, { dialect: 'canonical' }).hash);
    expect(parseFormula(made, { dialect: 'canonical' }).canonical).toBe(made);
  });
});

describe('a point-in-time function', () => {
  test.each([
    ['ttm(Revenue)', 'ttm(revenue)'],
    ['pit(totalAssets, -4)', 'pit(total_assets, -4)'],
    ['yoy(total_assets)', 'yoy(pit(total_assets))'],
    ['avg2(annual(net_income, -1))', 'avg2(annual(net_income, -1))'],
    ['known(inventory) ? age(inventory) : 0', 'known(inventory) ? age(inventory) : 0'],
  ])('%s is written %s', (text, wanted) => expect(canonical(text)).toBe(wanted));

  test('refuses an expression, which has no vintages', () => {
    expect(() => parseFormula('yoy(ttm(revenue) - 1)')).toThrow(/yoy\(ttm\(revenue\)\)/);
  });
});

describe('a wrong formula', () => {
  const fault = (text: string, options?: ParseOptions): FormulaError => {
    try {
      parseFormula(text, options);
    } catch (error) {
      if (error instanceof FormulaError) return error;
      throw error;
    }
    throw new Error(`${text} was read`);
  };

  test.each([
    ['rnk(close)', 'FORMULA_NAME', 'rnk', 'rank?'],
    ['rank(closee)', 'FORMULA_NAME', 'closee', 'close?'],
    ['ttm(revenu)', 'FORMULA_NAME', 'revenu', 'revenue?'],
    ['ts_mean(close, 5, mn=2)', 'FORMULA_NAME', 'mn', 'min?'],
    ['rank', 'FORMULA_ARGUMENTS', 'rank', 'rank('],
    ['ts_mean(close)', 'FORMULA_ARGUMENTS', 'ts_mean(close)', 'ts_mean(x, d, min=d)'],
    ['rank(close, open)', 'FORMULA_ARGUMENTS', 'rank(close, open)', 'cs_rank(x)'],
    ['ts_mean(close, 5, min=2, min=3)', 'FORMULA_ARGUMENTS', 'ts_mean(close, 5, min=2, min=3)', 'Take one out'],
    ['delay(close, -1)', 'FORMULA_RANGE', '-1', 'ahead'],
    ['delay(close, 0)', 'FORMULA_RANGE', '0', 'ahead'],
    ['ts_mean(close, 2521)', 'FORMULA_RANGE', '2521', '1 to 2520'],
    ['ts_mean(close, 5, min=6)', 'FORMULA_RANGE', '6', '1 to 5'],
    ['correlation(close, open, 1.9)', 'FORMULA_RANGE', '1.9', '2 to 2520'],
    ['close + 1e400', 'FORMULA_RANGE', '1e400', '1.8e308'],
    ['close + 1 / 0', 'FORMULA_RANGE', '1 / 0', 'finite'],
    ['close ? 1 : 2', 'FORMULA_KIND', 'close', '!= 0'],
    ['close && open', 'FORMULA_KIND', 'close', '!= 0'],
    ['sector + 1', 'FORMULA_KIND', 'sector', 'group_rank'],
    ['group_rank(close, open)', 'FORMULA_KIND', 'open', 'cs_bucket'],
    ['ts_mean(close, open)', 'FORMULA_KIND', 'open', 'constant'],
    ['rank(5)', 'FORMULA_KIND', '5', 'panel'],
    ['3 + 4', 'FORMULA_KIND', '3 + 4', 'panel'],
    ['1 < 2', 'FORMULA_KIND', '1 < 2', 'panel'],
    ['sector', 'FORMULA_KIND', 'sector', 'panel'],
    [
      'delay(delay(delay(close, 2520), 2520), 2520)',
      'FORMULA_LIMIT',
      'delay(delay(delay(close, 2520), 2520), 2520)',
      'shorter',
    ],
    ['(close', 'FORMULA_SYNTAX', 'e', 'closing bracket'],
    ['close)', 'FORMULA_SYNTAX', ')', 'Take it out'],
    ['close open', 'FORMULA_SYNTAX', 'open', 'operator'],
    ['close = open', 'FORMULA_SYNTAX', '=', '=='],
    ['close & open', 'FORMULA_SYNTAX', '&', '&&'],
    ['close +', 'FORMULA_SYNTAX', '+', 'value'],
    ['', 'FORMULA_SYNTAX', '', 'rank(close)'],
  ])('%s is refused with the place and a remedy', (text, code, place, remedy) => {
    const error = fault(text);
    expect(error.code).toBe(code);
    expect(text.slice(error.span.begin, error.span.end)).toBe(place);
    expect(error.remedy).toContain(remedy);
  });

  test('of qlib that looks ahead is refused', () => {
    expect(fault('Ref($close, -2)/Ref($close, -1) - 1', { dialect: 'qlib' }).what).toContain('looks ahead');
  });

  test('is shown with carets below the place, also on a later line', () => {
    expect(fault('rank(close)\n  + rnk(open)').message).toBe(
      'FORMULA_NAME: there is no operator named rnk (line 2, column 5). Did you mean rank?\n    + rnk(open)\n      ^^^',
    );
  });

  test('that is very long is shown in part', () => {
    const error = fault(`${'close + '.repeat(60)}closed${' + close'.repeat(60)}`);
    const [, line, carets] = error.message.split('\n');
    expect(line!.length).toBeLessThan(110);
    expect(line!.slice(carets!.indexOf('^'), carets!.lastIndexOf('^') + 1)).toBe('closed');
  });
});
