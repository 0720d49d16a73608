import { describe, expect, test } from '@jest/globals';
import { trialsOf } from '@fm/results/ledger';
import { storedRequest } from '@fm/results/stored-records';
import { treatmentNote } from '@fm/results/treatment';
import { requestOf } from '../workflow/request-of.ts';
import { readRequest, runIdentity, type RequestText } from './request.ts';

const mom = { name: 'mom', formula: 'rank(close / delay(close, 20))' };
const identity = (text: RequestText) => runIdentity(readRequest(text), [], [], 'data');
const trial = (text: RequestText) => trialsOf(readRequest({ factors: 'PB', ...text }), [])[0]!.id;

describe('what values are made neutral to', () => {
  test('is named as factors are, in any order and case, with the definitions that the catalogue does not have', () => {
    const request = readRequest({
      ...{ factors: 'PB', kept: [mom] },
      neutralise: 'MOM, rsi14,values:quality ,Beta,size,momentum-and-risk.MaxRet,rsi14',
    });
    expect(request.neutralise).toBe('size,beta,RSI14,mom,momentum-and-risk.MaxRet,values:quality');
    expect(request.neutralisers?.map(({ name }) => name)).toEqual([
      ...['beta', 'mom', 'momentum-and-risk.MaxRet', 'values:quality'],
    ]);
    expect(request.factors).toEqual(['PB']);
    expect(request.formulas).toBeUndefined();
    expect(readRequest({ neutralise: 'size,group' }).neutralisers).toBeUndefined();
  });

  test.each([
    ['RSI15', /cannot be made neutral to "RSI15".*RSI14/],
    ['volatilty', /did you mean volatility/],
    ['SMB', /SMB: it is the return of a portfolio/],
    ['beta,', /neutral to "" \(known: size, group, beta, volatility, or the name of a factor/],
  ])('is refused where it is not one: %s', (neutralise, message) => {
    expect(() => readRequest({ neutralise })).toThrow(message);
  });

  test('travels with the run: stored, and through the workflow', () => {
    const request = readRequest({ factors: 'PB', neutralise: 'beta,mom', kept: [mom] });
    const stored = storedRequest.read(JSON.stringify(request), 'here');
    expect(stored).toEqual(request);
    const { factors, neutralise, neutralisers = [] } = request;
    const asked = requestOf({ factors, neutralise: neutralise!, neutralisers });
    expect(asked).toEqual(request);
    expect(() => requestOf({ factors, neutralise: 'beta,mom' })).toThrow('neutral to "mom"');
    expect(() => requestOf({ factors, neutralise: 'mom', neutralisers: 'mom' })).toThrow('neutralisers is not a list');
  });

  test('is part of what a run and a trial are, by its definition', () => {
    const other = { ...mom, formula: 'rank(close / delay(close, 21))' };
    const runs = [
      identity({ factors: 'PB' }),
      identity({ factors: 'PB', neutralise: 'beta' }),
      identity({ factors: 'PB', neutralise: 'mom', kept: [mom] }),
      identity({ factors: 'PB', neutralise: 'mom', kept: [other] }),
    ];
    expect(new Set(runs).size).toBe(4);
    const own = trial({ neutralise: 'mom', kept: [mom] });
    expect(trial({ neutralise: 'mom', kept: [other] })).not.toBe(own);
    expect(trial({ neutralise: 'renamed', kept: [{ ...mom, name: 'renamed' }] })).toBe(own);
    expect(trial({ neutralise: 'size,mom', kept: [mom] })).not.toBe(own);
  });

  test('is said in the notes of a run, with its definitions', () => {
    expect(treatmentNote(readRequest({ neutralise: 'group,beta' }))).toBe(
      'Values of characteristics are neutral to group and beta at once (residuals of one cross-sectional OLS regression on beta and a dummy for each group; a stock alone in its group has none; factors are cut to the same stocks and winsorised like the values) within every session before stocks are ranked by them. beta is ts_beta(returns, cs_mean(returns), 252, min=126).',
    );
  });
});
