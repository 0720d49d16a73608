import { describe, expect, test } from '@jest/globals';
import type { Expression } from '../expression.ts';
import { operators } from '../operators/registry.ts';
import { call, field } from '../testing/build.ts';
import { uniformFrom } from '../testing/random-formulas.ts';
import { evaluate } from './evaluator.ts';

const days = 300;
const stocks = 5;
const length = 40;
const rolling = operators.filter(
  ({ family, params, args }) =>
    family === 'time-series' && params.some(({ name }) => name === 'min') && args.every(({ kind }) => kind === 'panel'),
);
const formulas = [7, length].flatMap((d) =>
  rolling.map(({ name, args, params }) => {
    const given = params.map((parameter) => (parameter.name === 'd' ? d : parameter.name === 'q' ? 0.3 : undefined));
    const needed = params.map(({ name: parameter }, at) => (parameter === 'f' ? 0.9 : given[at]));
    const shortened = parameterNamed(name, 'window') ? [5, d] : needed;
    return call(
      name,
      args.map((_, k) => field(['x', 'y', 'z'][k]!)),
      shortened as number[],
    );
  }),
);

function parameterNamed(operator: string, parameter: string): boolean {
  return rolling.some(({ name, params }) => name === operator && params.some((one) => one.name === parameter));
}

function evaluated(x: Float64Array, y: Float64Array, z: Float64Array): Float64Array[] {
  const panels = new Map([
    ['x', x],
    ['y', y],
    ['z', z],
  ]);
  return evaluate(formulas, { days, stocks, get: (key) => panels.get(key) as Float64Array });
}

function drawn(seed: number): Float64Array {
  const uniform = uniformFrom(seed);
  return Float64Array.from({ length: days * stocks }, () => uniform() - 0.3);
}

function expectAlike(
  a: readonly Float64Array[],
  b: readonly Float64Array[],
  cells: (at: number) => number | undefined,
) {
  const differing = formulas.filter((_, k) =>
    a[k]!.some((value, at) => {
      const other = cells(at);
      return other !== undefined && !Object.is(value, b[k]![other]);
    }),
  );
  expect(differing.map((formula: Expression) => formula.hash)).toEqual([]);
}

describe('a rolling operator', () => {
  const [x, y, z] = [drawn(1), drawn(2), drawn(3)];
  const values = evaluated(x, y, z);

  test('gives equal windows equal bits, whenever they are and of whatever stock', () => {
    const later = ([x, y, z] as const).map((panel) => {
      const moved = drawn(9);
      for (let t = 0; t < days - 13; t++) {
        for (let i = 0; i < stocks; i++) moved[(t + 13) * stocks + ((i + 1) % stocks)] = panel[t * stocks + i]!;
      }
      return moved;
    });
    const [a, b, c] = later;
    expectAlike(values, evaluated(a!, b!, c!), (at) => {
      const [t, i] = [Math.floor(at / stocks), at % stocks];
      return t < length || t >= days - 13 ? undefined : (t + 13) * stocks + ((i + 1) % stocks);
    });
  });

  test('forgets a spike with the session that had it', () => {
    const spiked = x.slice();
    spiked.fill(1e9, 60 * stocks, 61 * stocks);
    expectAlike(values, evaluated(spiked, y, z), (at) => {
      const t = Math.floor(at / stocks);
      return t < 60 || t >= 60 + length ? at : undefined;
    });
  });

  test('finds no variance where there is none, and some where there is any', () => {
    const flat = new Float64Array(days * stocks).fill(0.1);
    const nearly = flat.slice();
    nearly.fill(0.1 + 2 ** -56, 150 * stocks, 151 * stocks);
    for (const d of [7, length]) {
      const [variance, correlation, score] = evaluate(
        [
          call('ts_var', [field('x')], [d]),
          call('ts_corr', [field('x'), field('y')], [d]),
          call('ts_zscore', [field('x')], [d]),
        ],
        { days, stocks, get: (key) => (key === 'x' ? nearly : y) },
      );
      const isFlat = (t: number): boolean => !(t >= 150 && t < 150 + d);
      for (let t = d - 1; t < days; t++) {
        expect([t, variance![t * stocks] === 0]).toEqual([t, isFlat(t)]);
        expect([t, Number.isNaN(correlation![t * stocks])]).toEqual([t, isFlat(t)]);
        expect([t, Number.isNaN(score![t * stocks])]).toEqual([t, isFlat(t)]);
      }
    }
  });
});
