import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { panelOf, withColumns } from '../testing/panels.ts';
import { normals, uniforms } from '../testing/random.ts';
import { textbookBook } from '../testing/textbook-book.ts';
import { bookWeightings, optimisedWeightings, type BookInputs, type BookRules } from './book.ts';
import { simulateBook } from './simulate-book.ts';

const simpleWeightings = bookWeightings.filter((one) => !(optimisedWeightings as readonly string[]).includes(one));

/** An invented market with coarse scores, gaps in the prices, members that come and go, and a delisting. */
function inventedBook(seed: number, days = 160, stocks = 9): BookInputs {
  const [draw, normal] = [uniforms(seed), normals(seed + 1)];
  const rows = (of: (t: number, i: number) => number): number[][] =>
    Array.from({ length: days }, (_, t) => Array.from({ length: stocks }, (__, i) => of(t, i)));
  const level = Array.from({ length: stocks }, () => 20 + 80 * draw());
  const gone = Math.floor(days / 2);
  const all = rows((_, i) => (level[i] *= Math.exp(0.02 * normal())));
  const halted = rows((t, i) => (draw() < 0.04 || (i === 2 && t > 40 && t < 75) ? 1 : 0));
  const closes = panelOf(
    all.map((row, t) => row.map((value, i) => (halted[t][i] === 1 || (i === 1 && t > gone) ? NaN : value))),
  );
  const opens = panelOf(
    all.map((row, t) =>
      row.map((value, i) =>
        Number.isNaN(closes.values[t * stocks + i]) || draw() < 0.05 ? NaN : value * (1 + 0.01 * normal()),
      ),
    ),
  );
  return {
    ...{ closes, opens },
    scores: panelOf(rows(() => (draw() < 0.1 ? NaN : Math.floor(6 * draw())))),
    sizes: panelOf(rows(() => (draw() < 0.05 ? NaN : 1 + 9 * draw()))),
    member: Uint8Array.from({ length: days * stocks }, () => (draw() < 0.05 ? 0 : 1)),
    delistings: [{ stock: 1, session: gone + 1, value: -0.6 }],
    signals: Int32Array.from(Array.from({ length: days - 1 }, (_, t) => t).filter((t) => t % 5 === 3)),
  };
}

const anyRules: fc.Arbitrary<BookRules> = fc.record({
  short: fc.boolean(),
  direction: fc.constantFrom(1 as const, -1 as const),
  enter: fc.constantFrom(0.2, 1 / 3, 0.4),
  leave: fc.constantFrom(0.4, 0.5),
  weighting: fc.constantFrom(...simpleWeightings),
  maxWeight: fc.constantFrom(1, 0.4, 0.2),
  maxTurnover: fc.constantFrom(1, 0.3),
  holding: fc.integer({ min: 1, max: 3 }),
  delay: fc.integer({ min: 1, max: 4 }),
  execution: fc.constantFrom('close' as const, 'open' as const),
  costs: fc.record({ trade: fc.constantFrom(0, 0.002), borrow: fc.constantFrom(0, 0.03) }),
});

test('returns, net returns and weights are those of a book kept by hand', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), anyRules, (seed, rules) => {
      const inputs = inventedBook(seed);
      const { gross, net, weights } = simulateBook(inputs, { ...rules, keepWeights: true });
      const hand = textbookBook(inputs, rules);
      const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
        Array.from(a, (value, at) => (Number.isNaN(value) && Number.isNaN(b[at]) ? 0 : Math.abs(value - b[at]))).reduce(
          (most, one) => (one <= most ? most : one),
          0,
        );
      expect(furthest(gross, hand.gross)).toBeLessThan(1e-11);
      expect(furthest(net, hand.net)).toBeLessThan(1e-11);
      expect(furthest(weights!.values, hand.weights.flat())).toBeLessThan(1e-11);
      expect(gross.filter((value) => value !== 0 && !Number.isNaN(value)).length).toBeGreaterThan(50);
    }),
    { numRuns: 150 },
  );
});

test('nothing after a session has a say in anything up to it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 20, max: 150 }), anyRules, (seed, cut, rules) => {
      const inputs = inventedBook(seed);
      const { stocks } = inputs.scores;
      const draw = uniforms(seed + 7);
      const later = (panel: BookInputs['closes']) => ({
        ...panel,
        values: panel.values.map((value, cell) =>
          cell < (cut + 1) * stocks ? value : draw() < 0.1 ? NaN : 10 * draw(),
        ),
      });
      const other: BookInputs = {
        ...inputs,
        ...{ scores: later(inputs.scores), closes: later(inputs.closes) },
        ...{ opens: later(inputs.opens!), sizes: later(inputs.sizes!) },
        member: inputs.member!.map((value, cell) => (cell < (cut + 1) * stocks ? value : 1)),
        delistings: inputs.delistings!.filter(({ session }) => session <= cut),
      };
      const [one, two] = [inputs, other].map((given) => simulateBook(given, { ...rules, keepWeights: true }));
      for (const name of ['gross', 'net', 'traded', 'cost', 'borrow', 'long', 'short'] as const)
        expect(two[name].slice(0, cut + 1)).toEqual(one[name].slice(0, cut + 1));
      const known = (cut + 1) * stocks;
      expect(two.weights!.values.slice(0, known)).toEqual(one.weights!.values.slice(0, known));
    }),
  );
});

test('the order of the stocks has no say', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), anyRules, (seed, rules) => {
      const inputs = inventedBook(seed);
      const order = [4, 0, 8, 2, 6, 1, 7, 3, 5];
      const member = withColumns({ ...inputs.scores, values: Float64Array.from(inputs.member!) }, order);
      const turned: BookInputs = {
        scores: withColumns(inputs.scores, order),
        closes: withColumns(inputs.closes, order),
        opens: withColumns(inputs.opens!, order),
        sizes: withColumns(inputs.sizes!, order),
        member: Uint8Array.from(member.values),
        delistings: inputs.delistings!.map((one) => ({ ...one, stock: order.indexOf(one.stock) })),
        signals: inputs.signals,
      };
      const [one, two] = [simulateBook(inputs, rules), simulateBook(turned, rules)];
      one.net.forEach((value, t) => {
        if (Number.isNaN(value)) expect(two.net[t]).toBeNaN();
        else expect(two.net[t]).toBeCloseTo(value, 11);
      });
      expect(two.counts).toEqual(one.counts);
    }),
    { numRuns: 40 },
  );
});

const flat = (rows: number, value: number[]): number[][] => Array.from({ length: rows }, () => value);

test('a signal is traded at the next close and earns from the session after it', () => {
  const closes = panelOf([
    [10, 10],
    [20, 10],
    [40, 10],
    [44, 10],
  ]);
  const book = simulateBook(
    { closes, scores: panelOf(flat(4, [2, 1])), signals: Int32Array.of(0) },
    { short: false, enter: 0.5 },
  );
  expect(book.first).toBe(2);
  expect([...book.gross.slice(2)]).toEqual([1, expect.closeTo(0.1, 12)]);
  expect(book.trades).toEqual([{ signal: 0, session: 1, ranked: 2, traded: 1 }]);
});

test('a signal is traded at the next open and earns the rest of that session', () => {
  const closes = panelOf([
    [10, 10],
    [20, 10],
    [40, 10],
  ]);
  const opens = panelOf([
    [10, 10],
    [16, 10],
    [20, 10],
  ]);
  const inputs = { closes, opens, scores: panelOf(flat(3, [2, 1])), signals: Int32Array.of(0) };
  const book = simulateBook(inputs, { short: false, enter: 0.5, execution: 'open' });
  expect(book.first).toBe(1);
  expect([...book.gross.slice(1)]).toEqual([expect.closeTo(0.25, 12), expect.closeTo(1, 12)]);
});

test('who holds both sides gains on what falls, and pays for borrowing and for every trade', () => {
  const closes = panelOf([
    [10, 10],
    [10, 10],
    [11, 9],
    [11, 9],
  ]);
  const inputs = { closes, scores: panelOf(flat(4, [2, 1])), signals: Int32Array.of(0) };
  const book = simulateBook(inputs, { enter: 0.5, costs: { trade: 0.001, borrow: 0.0252 } });
  expect(book.gross[2]).toBeCloseTo(0.2, 12);
  // Both sides are built for 2 times the wealth at 10 basis points; a day of borrowing costs 1.
  expect(book.net[2]).toBeCloseTo((1.2 - 0.0001) * (1 - 0.002) - 1, 12);
  expect(book.borrow[3]).toBeCloseTo((0.9 / 1.2) * 0.0001, 12);
  expect([...book.lastWeights]).toEqual([expect.closeTo(1.1 / 1.2, 12), expect.closeTo(-0.9 / 1.2, 12)]);
});

test('a halted stock carries its position, and earns the whole gap when it trades again', () => {
  const closes = panelOf([
    [10, 10],
    [10, 10],
    [NaN, 10],
    [NaN, 10],
    [5, 10],
  ]);
  const inputs = {
    closes,
    scores: panelOf([
      [2, 1],
      [2, 1],
      [1, 2],
      [1, 2],
      [1, 2],
    ]),
    signals: Int32Array.of(0, 2),
  };
  const book = simulateBook(inputs, { short: false, enter: 0.5 });
  expect([...book.gross.slice(2)]).toEqual([0, 0, expect.closeTo(-0.5, 12)]);
  expect(book.counts).toMatchObject({ untraded: 0, tooFewStocks: 1 });
});

test('a delisting return counts, and a position that never trades again is sold at its last price after a month', () => {
  const days = 40;
  const closes = panelOf(Array.from({ length: days }, (_, t) => [10, t < 3 ? 10 : NaN, 10, 10]));
  const inputs: BookInputs = { closes, scores: panelOf(flat(days, [1, 3, 3, 0])), signals: Int32Array.of(0) };
  const silent = simulateBook(inputs, { short: false, enter: 0.5 });
  expect(silent.counts).toMatchObject({ soldAtLastPrice: 1, delisted: 0 });
  expect(silent.long[23]).toBeCloseTo(0.5, 12);
  expect(silent.long[22]).toBeCloseTo(1, 12);
  const known = simulateBook(
    { ...inputs, delistings: [{ stock: 1, session: 3, value: -1 }] },
    { short: false, enter: 0.5 },
  );
  expect(known.gross[3]).toBeCloseTo(-0.5, 12);
  expect(known.counts).toMatchObject({ soldAtLastPrice: 0, delisted: 1 });
});

test('who is in stays within the buffer, and equal scores at the edge share the places', () => {
  const closes = panelOf(flat(4, [1, 1, 1, 1]));
  const scores = panelOf([
    [4, 3, 2, 1],
    [3, 4, 2, 1],
    [1, 2, 2, 2],
    [1, 1, 1, 1],
  ]);
  const signals = Int32Array.of(0, 1);
  const strict = simulateBook({ closes, scores, signals }, { short: false, enter: 0.25 });
  expect([...strict.lastWeights]).toEqual([0, 1, 0, 0]);
  const buffered = simulateBook({ closes, scores, signals }, { short: false, enter: 0.25, leave: 0.5 });
  expect([...buffered.lastWeights]).toEqual([0.5, 0.5, 0, 0]);
  const tied = simulateBook({ closes, scores, signals: Int32Array.of(2) }, { short: false, enter: 0.25 });
  expect([...tied.lastWeights].map((weight) => Number(weight.toFixed(12)))).toEqual([
    0, 0.333333333333, 0.333333333333, 0.333333333333,
  ]);
});

test('a score that reaches into both sides, and too few stocks, leave the book as it is', () => {
  const closes = panelOf(flat(6, [1, 1, 1]));
  const scores = panelOf([
    [3, 2, 1],
    [1, 1, 1],
    [NaN, NaN, 1],
    [3, 2, 1],
    [3, 2, 1],
    [3, 2, 1],
  ]);
  const book = simulateBook({ closes, scores, signals: Int32Array.of(0, 1, 2) });
  expect(book.trades).toHaveLength(1);
  expect(book.counts).toMatchObject({ undivided: 1, tooFewStocks: 1 });
  expect([...book.lastWeights]).toEqual([1, 0, -1]);
});

test('a book that loses all of its wealth ends', () => {
  const closes = panelOf([
    [1, 1],
    [1, 1],
    [1, 3],
    [1, 1],
  ]);
  const book = simulateBook({ closes, scores: panelOf(flat(4, [2, 1])), signals: Int32Array.of(0) }, { enter: 0.5 });
  expect(book.ruin).toBe(2);
  expect(book.net[2]).toBe(-1);
  expect(book.net[3]).toBeNaN();
});

test('rules that contradict each other are refused', () => {
  const inputs = { closes: panelOf([[1]]), scores: panelOf([[1]]), signals: Int32Array.of(0) };
  const rules: BookRules[] = [
    { enter: 0.6 },
    { enter: 0.2, leave: 0.1 },
    { maxWeight: 0 },
    { holding: 0 },
    { delay: 0 },
    { execution: 'open' },
    { weighting: 'value' },
  ];
  for (const one of rules) expect(() => simulateBook(inputs, one)).toThrow(RangeError);
});
