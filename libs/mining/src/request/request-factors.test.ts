import { describe, expect, test } from '@jest/globals';
import { findLibrary, listLibraries } from '@fm/factors';
import { readFactors, type FactorsText } from './request-factors.ts';

function read(text: FactorsText) {
  const faults: string[] = [];
  return { ...readFactors(text, faults), faults };
}

describe('the factors of a request', () => {
  test.each(listLibraries().map(({ name }) => name))('library:%s is every formula of it that can be mined', (name) => {
    const { factors, formulas = [], leftOut = [], faults } = read({ factors: `library:${name}` });
    expect(faults).toEqual([]);
    expect(factors.length + leftOut.length).toBe(findLibrary(name)?.factors.length);
    expect(formulas.map((formula) => formula.name)).toEqual(factors);
    expect(factors.every((factor) => factor.startsWith(`${name}.`))).toBe(true);
  });

  test('a formula of a library is found by its name, whatever the case, and a library without its prefix is refused', () => {
    const [first] = read({ factors: 'library:alpha158' }).factors;
    expect(read({ factors: (first as string).toUpperCase() })).toMatchObject({ factors: [first], faults: [] });
    expect(read({ factors: 'alpha158' }).faults).toEqual([expect.stringContaining('write library:alpha158')]);
    expect(read({ factors: 'library:alpha15' }).faults).toEqual([expect.stringContaining('did you mean alpha158')]);
  });

  test('values are factors under the name that they are stored by', () => {
    const formula = { name: 'values:quality', formula: 'values:quality' };
    expect(read({ factors: 'values:Quality,ROC20' })).toMatchObject({
      ...{ factors: ['values:quality', 'ROC20'], formulas: [formula], faults: [] },
    });
    expect(read({ formulas: [{ name: 'values:quality', formula: 'close' }] }).faults).toHaveLength(1);
    expect(read({ formulas: [formula] }).faults).toEqual([]);
  });

  test.each([
    ['paper', 'ts_mean(close, 5)', undefined],
    ['qlib', 'Quantile($close, 5, 0.8)', undefined],
    ['paper', 'Quantile($close, 5, 0.8)', 'ts_quantile'],
  ] as const)('in the dialect %s %s is read, or refused with its place', (dialect, formula, fault) => {
    const { faults } = read({ formulas: [{ name: 'x', formula, dialect }] });
    if (fault === undefined) expect(faults).toEqual([]);
    else expect(faults).toEqual([expect.stringMatching(new RegExp(`Quantile.*column 1.*${fault}`, 's'))]);
  });
});
