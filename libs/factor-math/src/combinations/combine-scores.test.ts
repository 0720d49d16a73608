import { expect, test } from '@jest/globals';
import type { Panel } from '../panel/panel.ts';
import { panelOf, withOtherFuture } from '../testing/panels.ts';
import { normals, uniforms } from '../testing/random.ts';
import {
  plainCoefficientWeights,
  plainCombination,
  plainRidgeWeights,
  plainScores,
} from '../testing/textbook-combination.ts';
import { combineScores } from './combine-scores.ts';
import type { CombinationRules } from './combination.ts';

const [days, stocks] = [260, 14];

/** Returns that the first part foresees, the second one the other way round, and the third one not at all. */
function invented(seed: number, skill = 0.4): { parts: Panel[]; closes: Panel } {
  const [normal, uniform] = [normals(seed), uniforms(seed)];
  const rows = (make: () => number): number[][] =>
    Array.from({ length: days }, () => Array.from({ length: stocks }, make));
  const signals = [0, 1, 2].map(() => rows(normal));
  const closes: number[][] = [Array.from({ length: stocks }, () => 50)];
  for (let t = 1; t < days; t++)
    closes.push(
      closes[t - 1].map(
        (close, i) => close * (1 + 0.01 * (normal() + skill * (signals[0][t - 1][i] - signals[1][t - 1][i]))),
      ),
    );
  for (const signal of signals)
    for (let gap = 0; gap < 200; gap++) signal[Math.floor(uniform() * days)][Math.floor(uniform() * stocks)] = NaN;
  return { parts: signals.map((signal) => panelOf(signal)), closes: panelOf(closes) };
}

const combined = ({ parts, closes }: ReturnType<typeof invented>, rules: CombinationRules): Panel =>
  combineScores({ count: parts.length, values: (k) => parts[k], closes }, rules);
const rowsOf = ({ values, stocks: width }: Panel): number[][] =>
  Array.from({ length: values.length / width }, (_, t) => [...values.subarray(t * width, (t + 1) * width)]);

const near = (value: number): unknown => (Number.isNaN(value) ? NaN : expect.closeTo(value, 9));

const rules: readonly CombinationRules[] = [
  { method: 'equal', horizon: 5, embargo: 0 },
  { method: 'ic', horizon: 5, embargo: 2 },
  { method: 'ic', horizon: 3, embargo: 0 },
  { method: 'ridge', horizon: 5, embargo: 2 },
  { method: 'ridge', horizon: 1, embargo: 9 },
];

test.each(rules)('scores by $method over $horizon sessions are those of loops over the definition', (rule) => {
  const made = invented(3);
  const found = rowsOf(combined(made, rule));
  const parts = made.parts.map(rowsOf);
  const closes = rowsOf(made.closes);
  for (let t = 0; t < days; t += 23) {
    const past = [parts, closes, t, rule.horizon, rule.embargo] as const;
    const weights = {
      equal: () => [1 / 3, 1 / 3, 1 / 3],
      ic: () => plainCoefficientWeights(...past),
      ridge: () => plainRidgeWeights(...past),
    }[rule.method]();
    const scores = parts.map((part) => plainScores(part[t]));
    expect(found[t]).toEqual(plainCombination(scores, weights).map(near));
  }
});

test.each(rules)('nothing after a session changes a score by $method up to it', (rule) => {
  const made = invented(4);
  const before = combined(made, rule);
  for (const t of [60, 131, 200]) {
    const later = {
      parts: made.parts.map((part) => withOtherFuture(part, t)),
      closes: withOtherFuture(made.closes, t),
    };
    const cut = {
      parts: made.parts.map((part) => ({ ...part, days: t + 1, values: part.values.slice(0, (t + 1) * stocks) })),
      closes: { ...made.closes, days: t + 1, values: made.closes.values.slice(0, (t + 1) * stocks) },
    };
    for (const other of [later, cut])
      expect(combined(other, rule).values.slice(0, (t + 1) * stocks)).toEqual(before.values.slice(0, (t + 1) * stocks));
    expect(combined(later, rule).values).not.toEqual(before.values);
  }
});

test('weights learnt from returns lean to the part that foresees them and against the one that foresees the opposite', () => {
  const made = invented(5);
  const last = days - 1;
  const against = (method: CombinationRules['method'], part: number): number => {
    const scores = rowsOf(combined(made, { method, horizon: 1, embargo: 1 }))[last];
    const own = plainScores(rowsOf(made.parts[part])[last]);
    return scores.reduce((sum, value, i) => sum + (Number.isNaN(value * own[i]) ? 0 : value * own[i]), 0);
  };
  for (const method of ['ic', 'ridge'] as const) {
    expect(against(method, 0)).toBeGreaterThan(2);
    expect(against(method, 1)).toBeLessThan(-2);
  }
  expect(against('equal', 1)).toBeGreaterThan(0);
});

test('weights of signals without skill stay close to equal ones', () => {
  const distance = (skill: number): number => {
    const made = invented(6, skill);
    const [equal, learnt] = (['equal', 'ic'] as const).map((method) =>
      combined(made, { method, horizon: 1, embargo: 0 }).values.slice(200 * stocks),
    );
    const apart = learnt.map((value, cell) => Math.abs(value - equal[cell])).filter(Number.isFinite);
    return apart.reduce((sum, value) => sum + value, 0) / apart.length;
  };
  expect(distance(0.4)).toBeGreaterThan(0.5);
  expect(distance(0)).toBeLessThan(distance(0.4) / 3);
});

test('a negated part is the part with its values negated, and stocks that are not members do not count', () => {
  const { parts, closes } = invented(7);
  const rule = { method: 'ridge', horizon: 4, embargo: 1 } as const;
  const opposite = { ...parts[1], values: parts[1].values.map((value) => -value) };
  const found = combineScores({ count: 2, values: (k) => parts[k], negated: [false, true], closes }, rule);
  const other = combineScores({ count: 2, values: (k) => [parts[0], opposite][k], closes }, rule);
  expect([...found.values]).toEqual([...other.values].map(near));
  const member = Uint8Array.from({ length: days * stocks }, (_, cell) => (cell % stocks < 3 ? 0 : 1));
  const without = (panel: Panel): Panel => ({
    days,
    stocks: stocks - 3,
    values: panel.values.filter((_, cell) => cell % stocks >= 3),
  });
  const inside = combineScores({ count: 2, values: (k) => parts[k], closes, member }, rule);
  const only = combineScores({ count: 2, values: (k) => without(parts[k]), closes: without(closes) }, rule);
  expect(without(inside)).toEqual(only);
  expect(inside.values.filter((_, cell) => cell % stocks < 3).every(Number.isNaN)).toBe(true);
});

test('a stock with half of the parts or fewer has no score', () => {
  const parts = [panelOf([[1, 2, 3, NaN]]), panelOf([[NaN, 2, 1, NaN]]), panelOf([[NaN, NaN, 1, 4]])];
  const closes = panelOf([[1, 1, 1, 1]]);
  const { values } = combineScores({ count: 3, values: (k) => parts[k], closes }, rules[0]);
  expect([...values].map(Number.isNaN)).toEqual([true, false, false, true]);
});

test('an embargo or a horizon that is not a whole number is refused', () => {
  const made = invented(8);
  expect(() => combined(made, { method: 'ic', horizon: 0, embargo: 1 })).toThrow(RangeError);
  expect(() => combined(made, { method: 'ic', horizon: 5, embargo: -1 })).toThrow(RangeError);
});
