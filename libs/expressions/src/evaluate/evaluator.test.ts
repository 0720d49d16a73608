import { afterAll, describe, expect, test } from '@jest/globals';
import type { Expression } from '../expression.ts';
import { lookBackOf } from '../testing/build.ts';
import { RandomFormulas, sameBits, unevenPanels } from '../testing/random-formulas.ts';
import { evaluate, Evaluator } from './evaluator.ts';

const days = 150;
const stocks = 21;
const panels = unevenPanels(days, stocks, 1);
const random = new RandomFormulas(2);
const formulas = Array.from({ length: 250 }, () => random.next(4));
const together = evaluate(formulas, panels);
const evaluators = [2, 3].map((threads) => new Evaluator(threads));

afterAll(async () => {
  await Promise.all(evaluators.map((evaluator) => evaluator.close()));
});

function expectSame(found: readonly Float64Array[], wanted: readonly Float64Array[], of: readonly Expression[]): void {
  const differing = of.filter((_, k) => !sameBits(found[k]!, wanted[k]!)).map(({ hash }) => hash);
  expect(differing).toEqual([]);
}

const rowsOf = (values: Float64Array, from: number, to: number) => values.slice(from * stocks, to * stocks);

test('most random formulas have values', () => {
  const empty = together.filter((values) => values.every((value) => value !== value));
  expect(empty.length).toBeLessThan(formulas.length / 3);
});

describe('an evaluation has the same bits', () => {
  test.each([0, 1])('with more threads', (which) => {
    expectSame(evaluators[which]!.evaluate(formulas, panels), together, formulas);
  });

  test('for each formula by itself, in the other order, and in little memory', () => {
    expectSame(
      formulas.map((formula) => evaluate([formula], panels)[0]!),
      together,
      formulas,
    );
    const turned = [...formulas].reverse();
    expectSame(evaluate(turned, panels), [...together].reverse(), turned);
    expectSame(evaluate(formulas, panels, { memoryBytes: 12e6 }), together, formulas);
  });

  test('for sessions cut out anywhere', () => {
    for (const [from, to] of [
      [0, 1],
      [0, 77],
      [13, 14],
      [64, 128],
      [101, 150],
      [149, 150],
    ]) {
      const cut = evaluate(formulas, panels, { from, to });
      expectSame(
        cut,
        together.map((values) => rowsOf(values, from!, to!)),
        formulas,
      );
    }
  });

  test('over panels that begin with the look-back of the sessions wanted', () => {
    const from = 120;
    const later = {
      days: days - 60,
      stocks,
      get: (key: string) => panels.get(key).slice(60 * stocks),
    };
    const short = formulas.filter((formula) => lookBackOf(formula) <= 60);
    expect(short.length).toBeGreaterThan(150);
    const wanted = short.map((formula) => rowsOf(together[formulas.indexOf(formula)]!, from, days));
    expectSame(evaluate(short, later, { from: from - 60 }), wanted, short);
  });

  test.each([0, 1])('in blocks of sessions', (which) => {
    const long = unevenPanels(400, stocks, 3);
    const some = formulas.slice(0, 60);
    const whole = evaluate(some, long);
    const received = some.map(() => [] as number[]);
    let next = 5;
    evaluators[which]!.evaluateInBlocks(
      some,
      long,
      ({ from, to, values }) => {
        expect(from).toBe(next);
        next = to;
        values.forEach((block, k) => received[k]!.push(...block));
      },
      { from: 5, memoryBytes: 8e6 },
    );
    expect(next).toBe(400);
    expectSame(
      received.map((cells) => Float64Array.from(cells)),
      whole.map((values) => rowsOf(values, 5, 400)),
      some,
    );
  });
});
