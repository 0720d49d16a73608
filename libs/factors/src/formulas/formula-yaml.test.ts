import { describe, expect, test } from '@jest/globals';
import { formulaFactor } from './formula-factor.ts';
import { formulaYaml, yamlOfFormulas } from './formula-yaml.ts';
import type { FormulaText } from './formula-text.ts';

describe('a YAML list of formulas', () => {
  test('reads back as it was written, however long or quoted a formula is', () => {
    const formulas: FormulaText[] = [
      { name: 'long', formula: `close ${'+ ts_mean(close, 20) '.repeat(30)}`.trim(), sign: -1 },
      { name: 'sharp', formula: "close # ':' - {x} & *y ? !z | >", source: 'yes', description: 'A: "b"\nc' },
      { name: 'numbers', formula: '1e3 * close', type: 'technical', dialect: 'street', semantics: { adv: 'dollars' } },
    ];
    expect(formulaYaml(yamlOfFormulas(formulas))).toEqual(formulas);
  });

  test('takes the dialect of the command where an entry names none', () => {
    const text = '- name: a\n  formula: Mean($close, 5)\n- name: b\n  formula: ts_mean(close, 5)\n  dialect: paper\n';
    const [a, b] = formulaYaml(text, { dialect: 'qlib' });
    expect([a?.dialect, b?.dialect]).toEqual(['qlib', 'paper']);
    expect(formulaFactor(a as FormulaText).inputs).toEqual(formulaFactor(b as FormulaText).inputs);
    expect(formulaFactor(a as FormulaText).formulaHash).not.toBe(formulaFactor(b as FormulaText).formulaHash);
  });

  test.each([
    ['name: a\nformula: close', 'not a YAML list'],
    ['- name: [a', 'not YAML'],
    ['- name: a\n  name: b\n  formula: close', 'not YAML'],
    ['- close', 'entry 1: it is not an object'],
    ['- formula: close', 'entry 1: it has no name'],
    ['- name: a', 'entry 1: it has no formula'],
    ['- {name: a, formula: 5}', 'entry 1: formula is not text'],
    ['- {name: a, formula: close, sign: 2}', 'entry 1: sign is not -1, 0 or 1'],
    ['- {name: a, formula: close, kind: x}', 'entry 1: kind is unknown'],
    ['- {name: a, formula: close, dialect: french}', 'entry 1: dialect french is not one of paper'],
    ['- {name: a, formula: close, type: odd}', 'entry 1: type odd is not one of technical'],
    ['- {name: a, formula: close, semantics: 5}', 'entry 1: semantics is not an object'],
  ])('%j is refused and says why', (text, why) => {
    expect(() => formulaYaml(text)).toThrow(why);
    expect(() => formulaYaml(text)).toThrow('Write a list of entries');
  });
});
