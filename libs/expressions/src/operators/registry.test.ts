import { describe, expect, test } from '@jest/globals';
import { findOperator, operatorNamed, operators } from './registry.ts';

describe('the registry of operators', () => {
  test('has every name and alias once', () => {
    const names = operators.flatMap((operator) => [operator.name, ...operator.aliases]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
  });

  test('says of each what it does, how, when it is missing, and where that is from', () => {
    const silent = operators.filter((operator) =>
      [operator.summary, operator.definition, operator.nanRule, operator.source].some((text) => text.length < 1),
    );
    expect(silent.map((operator) => operator.name)).toEqual([]);
  });

  test('has the window first and the number of values needed last', () => {
    for (const { params } of operators) {
      const named = params.map((param) => param.name);
      if (named.includes('d')) expect(named.indexOf('d')).toBe(0);
      if (named.includes('min')) expect(named.indexOf('min')).toBe(named.length - 1);
    }
  });

  test('derives look-backs from windows and lags', () => {
    expect(operatorNamed('delay').lookBack([3], [5])).toBe(8);
    expect(operatorNamed('ts_mean').lookBack([3], [5, 5])).toBe(7);
    expect(operatorNamed('ts_corr').lookBack([1, 9], [6, 6])).toBe(14);
    expect(operatorNamed('ts_ema').lookBack([0], [5, 20, 20])).toBe(19);
    expect(operatorNamed('trade_when').lookBack([0, 4, 1], [252])).toBe(256);
    expect(operatorNamed('add').lookBack([7, 2], [])).toBe(7);
    expect(operatorNamed('cs_rank').lookBack([7], [])).toBe(7);
  });

  test('finds operators by alias, whatever the case', () => {
    expect(findOperator('Ts_ArgMax')?.name).toBe('ts_argmax');
    expect(findOperator('IndNeutralize')?.name).toBe('group_neutralize');
    expect(findOperator('nothing')).toBeUndefined();
  });
});
