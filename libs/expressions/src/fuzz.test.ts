import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FormulaError } from './errors.ts';
import { canonicalOf } from './graph/canonical.ts';
import { ExpressionPool } from './graph/pool.ts';
import { limits } from './limits.ts';
import { operators } from './operators/registry.ts';
import { dialects, type DialectName } from './dialects/dialects.ts';
import { parseFormula } from './parse.ts';
import { uniformFrom } from './testing/random-formulas.ts';
import { randomExpression } from './testing/random-expression.ts';

const words = [
  ...operators.flatMap(({ name, aliases }) => [name, ...aliases]),
  ...['close', '$open', 'adv20', 'sector', 'IndClass.industry', 'revenue', 'min', '5', '0.5', '1e9', '.5', '2.'],
  ...['(', ')', ',', '+', '-', '*', '/', '^', '**', '<', '<=', '>', '>=', '==', '!=', '&&', '||', '!', '?', ':', '='],
  ...['"', "'", '&', ' ', '\n', '#', 'é', '\u0000', '\ud800', '`${', '__proto__', 'constructor', 'toString'],
];

/** Reads a text in some dialect; nothing but a fault of the formula may be thrown. */
function readOrRefuse(text: string, dialect: DialectName): void {
  try {
    const { canonical } = parseFormula(text, { dialect });
    expect(parseFormula(canonical, { dialect: 'canonical' }).canonical).toBe(canonical);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    expect(error.span.begin).toBeGreaterThanOrEqual(0);
    expect(error.span.end).toBeGreaterThanOrEqual(error.span.begin);
    expect(error.remedy.length).toBeGreaterThan(3);
  }
}

const anyDialect = fc.constantFrom(...(Object.keys(dialects) as DialectName[]));

describe('the parser', () => {
  test('prints every random expression as text that reads back as the same expression', () => {
    const grammar = { panels: ['close', 'open', 'volume'], groups: ['sector'], window: 40, depth: 5 };
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const pool = new ExpressionPool();
        const expression = randomExpression(pool, grammar, uniformFrom(seed));
        const text = canonicalOf(expression);
        fc.pre(text.length < 4000);
        const read = parseFormula(text, { dialect: 'canonical', pool });
        expect(read.expression).toBe(expression);
        expect(read.canonical).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test('reads or refuses any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), anyDialect, readOrRefuse), { numRuns: 500 });
  });

  test('reads or refuses any row of words of the language', () => {
    const text = fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((row) => row.join(''));
    fc.assert(fc.property(text, anyDialect, readOrRefuse), { numRuns: 3000 });
  });

  test('reads or refuses formulas that are damaged', () => {
    const whole =
      'rank(ts_argmax(signed_power(returns < 0 ? stddev(returns, 20, min=5) : close, 2.), 5)) - yoy(ttm(revenue))';
    const damaged = fc
      .tuple(fc.nat(whole.length), fc.nat(6), fc.array(fc.constantFrom(...words), { maxLength: 3 }))
      .map(([at, length, put]) => whole.slice(0, at) + put.join('') + whole.slice(at + length));
    fc.assert(fc.property(damaged, anyDialect, readOrRefuse), { numRuns: 2000 });
  });

  test.each([
    ['brackets', '('.repeat(8000)],
    ['closed brackets', `${'('.repeat(4000)}close${')'.repeat(4000)}`],
    ['calls', `${'rank('.repeat(1200)}close${')'.repeat(1200)}`],
    ['signs', `${'-'.repeat(8000)}close`],
    ['nots', `${'!'.repeat(8000)}close`],
    ['powers', `close${'^close'.repeat(1300)}`],
    ['conditions', `${'close>1?1:'.repeat(800)}1`],
    ['conditions within', `${'close>1?'.repeat(800)}1${':1'.repeat(800)}`],
    ['arguments', `max(close${',close'.repeat(1300)})`],
    ['a long name', 'a'.repeat(8000)],
    ['a long number', '1'.repeat(8000)],
    ['bytes over the limit', 'é'.repeat(limits.textBytes)],
    ['nothing but space', ' '.repeat(8000)],
    ['operators', '+'.repeat(8000)],
  ])('refuses %s without end in a moment', (_, text) => {
    const begun = performance.now();
    expect(() => parseFormula(text)).toThrow(FormulaError);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  test('reads what is just within the limits', () => {
    expect(parseFormula(`close${' + open'.repeat(249)}`).inputs).toEqual(['close', 'open']);
    expect(parseFormula(`${'('.repeat(200)}close${')'.repeat(200)}`).inputs).toEqual(['close']);
    expect(parseFormula(`${'rank('.repeat(63)}close${')'.repeat(63)}`).lookBack).toBe(0);
  });
});
