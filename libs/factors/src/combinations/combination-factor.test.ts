import { expect, test } from '@jest/globals';
import { combineScores, type Panel } from '@fm/factor-math';
import { definitionIdentity } from '../definition-identity.ts';
import type { FactorInputs } from '../definition.ts';
import { formulaFactor } from '../formulas/formula-factor.ts';
import { formulaForm } from '../formulas/formula-form.ts';
import { formulaYaml, yamlOfFormulas } from '../formulas/formula-yaml.ts';
import type { FormulaText } from '../formulas/formula-text.ts';
import { findFactor } from '../registry.ts';
import type { CharacteristicFactor } from '../definition.ts';

const mom: FormulaText = { name: 'mom', formula: 'close / delay(close, 5) - 1' };
const of = (formula: string, parts: readonly FormulaText[] = [mom]): FormulaText => ({ name: 'c', formula, parts });
const hashOf = (formula: string, parts?: readonly FormulaText[]) => formulaFactor(of(formula, parts)).formulaHash;

const stocks = 6;
const days = 400;
const prices: Panel = {
  ...{ days, stocks },
  values: Float64Array.from(
    { length: days * stocks },
    (_, cell) => 50 + 9 * Math.sin(cell * 0.7 + (cell % stocks)) + Math.cos(cell * cell),
  ),
};
const inputs: FactorInputs = {
  sessions: Array.from({ length: days }, (_, t) => new Date(86_400_000 * (15_000 + t)).toISOString().slice(0, 10)),
  riskFree: new Float64Array(days),
  panel: () => prices,
};

test('a combination is computed from its parts, in whatever order and spelling they are written', () => {
  const parts = [findFactor('ROC20') as CharacteristicFactor, formulaFactor(mom)].map((part) => part.compute(inputs));
  for (const method of ['equal', 'ic', 'ridge'] as const) {
    const learnt = method === 'equal' ? '' : ', horizon=5, embargo=2';
    const { values } = formulaFactor(of(`combine(${method}, ROC20, -mom${learnt})`)).compute(inputs);
    const rules = { method, horizon: 5, embargo: 2 };
    const expected = combineScores(
      { count: 2, values: (k) => parts[k] as Panel, negated: [false, true], closes: prices },
      rules,
    );
    values.forEach((value, cell) =>
      expect(value).toEqual(Number.isNaN(value) ? NaN : expect.closeTo(expected.values[cell] as number, 12)),
    );
    expect(values.filter(Number.isFinite).length).toBeGreaterThan(days);
    const spelled = of(`COMBINE( ${method},-Moment ,roc20${learnt})`, [{ ...mom, name: 'moment' }]);
    expect(formulaFactor(spelled).compute(inputs).values).toEqual(values);
  }
});

test('spellings of one combination have one hash, and whatever changes its values another', () => {
  const hash = hashOf('combine(ic, ROC20, -mom)');
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(hashOf('combine(ic, -mom, roc20, horizon=21, embargo=5)')).toBe(hash);
  expect(hashOf('combine(ic, -mom, ROC20)', [{ ...mom, formula: '-1 + close/delay(close, 5)' }])).toBe(hash);
  const others = [
    hashOf('combine(ridge, ROC20, -mom)'),
    hashOf('combine(ic, ROC20, mom)'),
    hashOf('combine(ic, ROC20, -mom, horizon=20)'),
    hashOf('combine(ic, ROC20, -mom, embargo=6)'),
    hashOf('combine(ic, ROC20, -mom)', [{ ...mom, formula: 'close / delay(close, 6) - 1' }]),
    hashOf('combine(ic, ROC20, RSI14, -mom)'),
  ];
  expect(new Set([hash, ...others]).size).toBe(7);
  expect(formulaForm(of('combine(ic, -mom, ROC20, embargo=5)'))).toMatchObject({
    ...{ canonical: 'combine(ic, -mom, ROC20, horizon=21, embargo=5)', hash },
  });
});

test('the identity of a combination holds those of its parts', () => {
  const made = formulaFactor(of('combine(equal, ROC20, mom)'));
  expect(made.madeOf).toEqual(
    expect.arrayContaining([definitionIdentity(findFactor('ROC20')!), definitionIdentity(formulaFactor(mom))]),
  );
  expect(definitionIdentity({ ...made, madeOf: ['another', 'edition'] })).not.toBe(definitionIdentity(made));
});

test('a combination of combinations and loaded values is a combination, and reads what its parts read', () => {
  const inner: FormulaText = { name: 'inner', formula: 'combine(equal, PB, mom)', parts: [mom] };
  const made = formulaFactor(of('combine(ic, inner, ROC20, values:quality)', [inner]));
  expect(made).toMatchObject({ type: 'fundamental', lookBack: 'sinceListing', comparesStocks: true });
  expect(made.inputs).toEqual(expect.arrayContaining(['adjClose', 'close', 'stockholdersEquity', 'values:quality']));
});

test('a combination is written as YAML with its parts, and read as the same', () => {
  const text = of('combine(ic, ROC20, -mom)');
  expect(formulaYaml(yamlOfFormulas([text]))).toEqual([text]);
  expect(() => formulaYaml('- name: c\n  formula: combine(ic, a, b)\n  parts: [{ name: a }]')).toThrow(
    /part 1: it has no formula/,
  );
});

test.each([
  ['combine(best, ROC20, mom)', /"best" is not a method of combining factors.*\^{4}/s],
  ['combine(ic, ROC20)', /at least two factors/],
  ['combine(ic, ROC20, nothing)', /nothing is not a factor of the catalogue.*\n\s+\^{7}/s],
  ['combine(ic, ROC20, SMB)', /SMB is the return of a portfolio.*\^{3}/s],
  ['combine(ic, ROC20, -roc20)', /roc20 is in the combination already/],
  ['combine(ic, ROC20, mom, horizon=0)', /whole number of sessions from 1 to 999/],
  ['combine(ic, ROC20, mom, window=3)', /"window" is not a setting/],
  ['combine(equal, ROC20, mom, horizon=3)', /not learnt/],
  ['combine(ic, ROC20, close / open)', /"close \/ open" is not the name of a factor/],
])('%s is refused with its place', (formula, message) => {
  expect(() => formulaFactor(of(formula))).toThrow(message);
});
