import { describe, expect, test } from '@jest/globals';
import {
  jsonName,
  optionName,
  parameterEntries,
  parameterNames,
  parametersOf,
  readParameters,
  sayParameters,
} from './index.ts';

describe('the table of run parameters', () => {
  test('reads each of its own defaults, examples and first values of the form', () => {
    for (const [name, { default: usual, field }] of parameterEntries) {
      const faults: string[] = [];
      for (const text of [usual, field?.initial, field?.example])
        if (text !== undefined) readParameters({ [name]: text }, faults);
      expect([name, faults]).toEqual([name, []]);
    }
  });

  test('has a default for what every request has, and nothing else without a word', () => {
    const faults: string[] = [];
    expect(readParameters({}, faults)).toEqual({
      ranges: 'yearly',
      weighting: 'equal',
      groups: 3,
      horizons: [1, 5, 21],
      costBasisPoints: 10,
    });
    expect(faults).toEqual([]);
  });

  test('names a wrong value of each kind, with what is right', () => {
    const faults: string[] = [];
    readParameters({ weighting: 'value', groups: '1', horizons: '5,0', from: '2020-02-30', winsorise: '' }, faults);
    expect(faults).toEqual([
      'the day "2020-02-30" is not a date YYYY-MM-DD',
      'the weighting "value" is neither equal nor cap',
      'groups "1" is not a whole number from 2 to 100',
      'the horizons "5,0" are not whole numbers of sessions from 1 to 252',
      'the tail to winsorise "" is not a share of the stocks above 0 and below 0.5',
    ]);
  });

  test('spells a name for JSON and for the command line', () => {
    expect(jsonName('costBasisPoints')).toBe('cost_basis_points');
    expect(optionName('parallelM')).toBe('--parallel-m');
  });

  test('gives the values of a part, without what is missing', () => {
    const values = readParameters({ winsorise: '0.01', project: 'mine', groups: '5' }, []);
    expect(parametersOf(values, 'treatment')).toEqual({ winsorise: 0.01 });
    expect(parametersOf(values, 'portfolio')).toEqual({ weighting: 'equal', groups: 5, costBasisPoints: 10 });
  });

  test('says what a trial is, in its own order', () => {
    const values = readParameters({ winsorise: '0.01', neutralise: 'group,size' }, []);
    expect(sayParameters(values, 'said')).toEqual([
      ...['equal weights', '3 groups', '10 bp'],
      ...['winsorise 0.01', 'neutral to size,group'],
    ]);
  });

  test('has words for every parameter that makes another trial', () => {
    const silent = parameterEntries.filter(
      ([name, { said }]) => said === undefined && (parameterNames('portfolio', 'treatment') as string[]).includes(name),
    );
    expect(silent).toEqual([]);
  });
});
