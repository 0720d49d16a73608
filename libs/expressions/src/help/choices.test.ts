import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { evaluate } from '../evaluate/evaluator.ts';
import { parseFormula } from '../parse.ts';
import { bruteForce } from '../testing/brute-force/brute-force.ts';
import { panelsOf } from '../testing/build.ts';
import { readReal, testWith } from '../testing/real-data.ts';
import { choices, choicesPage, type ChoiceExample } from './choices.ts';

const examples = choices.flatMap(({ topic, examples: shown }) => shown.map((example) => [topic, example] as const));

function panelsFor({ close, open = close, isDay = false }: ChoiceExample) {
  const rows = (cells: readonly (number | null)[]) => (isDay ? [cells] : cells.map((cell) => [cell]));
  const traded = { volume: [[10], [20]], dollar_volume: [[100], [200]] };
  return panelsOf(close.length === 0 ? traded : { close: rows(close), open: rows(open) });
}

const file = 'formula-truth/disagreements.json';

describe('the choices of this project', () => {
  test.each(examples)('%s: %j', (_, example) => {
    const { formula, options, value, isDay = false } = example;
    const panels = panelsFor(example);
    const { expression } = parseFormula(formula, options);
    for (const values of [evaluate([expression], panels)[0], bruteForce(expression, panels)]) {
      const shown = isDay ? [...values!] : [values![values!.length - 1]];
      expect(shown).toHaveLength(value.length);
      shown.forEach((given, at) =>
        value[at] === null ? expect(given).toBeNaN() : expect(given).toBeCloseTo(value[at]!, 12),
      );
    }
  });

  test('are on the page of the documentation', () => {
    const page = readFileSync(new URL('../../../../docs/formula-choices.md', import.meta.url), 'utf8');
    expect(page).toBe(choicesPage());
  });

  testWith(file)('cover every disagreement that was found in the field', () => {
    const { cases } = JSON.parse(readReal(file)) as {
      cases: { op: string; paper: unknown; values: Record<string, string> }[];
    };
    expect(cases).toHaveLength(choices.length);
    const [decay, , tsRank] = cases;
    const shown = choices.flatMap(({ examples: all }) => all);
    expect(shown.find(({ formula }) => formula.startsWith('decay_linear'))?.value[0]).toBe(decay!.paper);
    const wma = shown.find(({ formula }) => formula.startsWith('WMA'))?.value[0] as number;
    expect(wma.toFixed(6)).toBe(decay!.values['qlib_WMA']!.slice(0, 8));
    const ranks = shown.filter(({ formula }) => formula.startsWith('ts_rank')).map(({ value }) => value[0]);
    expect(ranks).toEqual([parseFloat(tsRank!.values['qlib_Rank']!), parseFloat(tsRank!.values['KunQuant']!)]);
  });
});
