import { wasm } from '@fm/factor-math';
import { advance, counting, FunctionBuilder, put } from './function-builder.ts';

type Code = wasm.Code;

const { add, atMost, both, constant, div, get, greater, isBelow, less, lesser, load, loadBoth, max, min, minus } = wasm;
const { addWhole, mul, one, plus, repeatWhile, select, sqrt, store, sub, subWhole, times } = wasm;

/** What the code of a window kernel may use; everything is for one pair of neighbouring stocks. */
interface Pair {
  /** Value of an argument at the session of the window that the pass is at. */
  at(arg: number): Code;
  /** Values at the oldest and the newest session. */
  oldest(arg: number): Code;
  today(arg: number): Code;
  /** State that the passes share. */
  get(state: number): Code;
  put(state: number, value: Code): Code;
  /** Numbers that are the same for all windows, in pairs. */
  constant(index: number): Code;
  /** Place of the session in the window: 0 is the oldest. */
  readonly place: Code;
  /** Weight of that place. */
  readonly weight: Code;
}

/** One walk over the window from the oldest session to the newest: what to do before it and for each session. */
interface Pass {
  readonly before: (pair: Pair) => Code;
  readonly each: (pair: Pair) => Code;
}

interface Shape {
  readonly name: string;
  readonly args: number;
  readonly constants?: number;
  /** Pairs of stocks that are worked on together. Default: 2. */
  readonly pairs?: number;
  readonly state: number;
  readonly passes: readonly Pass[];
  readonly result: (pair: Pair) => Code;
}

/**
 * A function `(address and row bytes of each argument, address and row bytes of the result, rows, bytes of a row, sessions
 * of the window, address of weights, constant ...)` for the windows that end at each row. A missing value makes the result
 * NaN by being added. The bytes of a row are a multiple of 64.
 */
function windowFunction({ name, args, constants = 0, pairs = 2, state, passes, result }: Shape): wasm.WasmFunction {
  const f = new FunctionBuilder(name);
  const places = Array.from({ length: args + 1 }, () => f.parameters(2));
  const [rows, bytes, length, weights] = f.parameters(4);
  const given = f.parameters(constants, 'f64');
  const [row, column, end, weightAt] = f.locals(4);
  const begins = f.locals(args);
  const walkers = f.locals(args);
  const [place, rest] = f.locals(2, 'v128');
  const spread = f.locals(constants, 'v128');
  const states = f.locals(state * pairs, 'v128');
  const pairOf = (p: number): Pair => ({
    at: (arg) => load(get(walkers[arg]), p * 16),
    oldest: (arg) => load(get(begins[arg]), p * 16),
    today: (arg) => load(plus(get(places[arg][0]), get(column)), p * 16),
    get: (which) => get(states[which * pairs + p]),
    put: (which, value) => put(states[which * pairs + p], value),
    constant: (index) => get(spread[index]),
    place: get(place),
    weight: loadBoth(get(weightAt)),
  });
  const all = Array.from({ length: pairs }, (_, p) => pairOf(p));
  const usesPlace = passes.map(({ each }) => contains(each(all[0]), get(place)));
  const walk = ({ before, each }: Pass, index: number): Code => [
    ...all.flatMap(before),
    ...begins.flatMap((begin, arg) => put(walkers[arg], get(begin))),
    ...put(weightAt, get(weights)),
    ...(usesPlace[index] ? put(place, both(one.constant(0))) : []),
    ...repeatWhile(isBelow(get(walkers[0]), get(end)), [
      ...all.flatMap(each),
      ...walkers.flatMap((walker, arg) => advance(walker, get(places[arg][1]))),
      ...advance(weightAt, constant(8)),
      ...(usesPlace[index] ? put(place, add(get(place), both(one.constant(1)))) : []),
    ]),
  ];
  const [outAt] = places[args];
  return f.with(
    given.flatMap((value, k) => put(spread[k], both(get(value)))),
    counting(row, get(rows), 1, [
      ...counting(column, get(bytes), pairs * 16, [
        ...begins.flatMap((begin, arg) => {
          const back = times(minus(get(length), constant(1)), get(places[arg][1]));
          return put(begin, minus(plus(get(places[arg][0]), get(column)), back));
        }),
        ...put(end, plus(plus(get(places[0][0]), get(column)), constant(1))),
        ...passes.flatMap(walk),
        ...all.flatMap((pair, p) => [
          ...put(rest, result(pair)),
          ...store(plus(get(outAt), get(column)), add(get(rest), sub(get(rest), get(rest))), p * 16),
        ]),
      ]),
      ...places.flatMap(([address, stride]) => advance(address, get(stride))),
    ]),
  );
}

function contains(code: Code, part: Code): boolean {
  return code.some((_, at) => part.every((byte, k) => code[at + k] === byte));
}

const zero = both(one.constant(0));
const square = (a: Code): Code => mul(a, a);

/** Adds up the distances from the oldest value into state k; the mean of equal values is then exactly their value. */
const aboveOldest = (args: number): Pass => ({
  before: (pair) => Array.from({ length: args }, (_, k) => pair.put(k, zero)).flat(),
  each: (pair) =>
    Array.from({ length: args }, (_, k) => pair.put(k, add(pair.get(k), sub(pair.at(k), pair.oldest(k))))).flat(),
});

/** Turns state k, a sum of distances from the oldest value, into the mean. Constant 0 is the length. */
const mean = (pair: Pair, k: number): Code => pair.put(k, add(pair.oldest(k), div(pair.get(k), pair.constant(0))));

/** State 0 becomes the mean, state 1 the sum of squared distances from it. */
const squares: readonly Pass[] = [
  aboveOldest(1),
  {
    before: (pair) => [...mean(pair, 0), ...pair.put(1, zero)],
    each: (pair) => [
      ...pair.put(2, sub(pair.at(0), pair.get(0))),
      ...pair.put(1, add(pair.get(1), square(pair.get(2)))),
    ],
  },
];

const ofSquares = (name: string, result: (pair: Pair) => Code): wasm.WasmFunction =>
  windowFunction({ name, args: 1, constants: 2, state: 3, passes: squares, result });

/** States 0 and 1 become the means, 2 to 4 the sums of squares and products of distances from them. */
const products: readonly Pass[] = [
  aboveOldest(2),
  {
    before: (pair) => [...mean(pair, 0), ...mean(pair, 1), ...[2, 3, 4].flatMap((k) => pair.put(k, zero))],
    each: (pair) => [
      ...pair.put(5, sub(pair.at(0), pair.get(0))),
      ...pair.put(6, sub(pair.at(1), pair.get(1))),
      ...pair.put(2, add(pair.get(2), square(pair.get(5)))),
      ...pair.put(3, add(pair.get(3), square(pair.get(6)))),
      ...pair.put(4, add(pair.get(4), mul(pair.get(5), pair.get(6)))),
    ],
  },
];

const ofProducts = (name: string, result: (pair: Pair) => Code): wasm.WasmFunction =>
  windowFunction({ name, args: 2, constants: 2, state: 7, passes: products, result });

/** State 0 becomes the mean, 1 the sum of squares, 2 that of products with the distance of the place from its mean. */
const line: readonly Pass[] = [
  aboveOldest(1),
  {
    before: (pair) => [...mean(pair, 0), ...pair.put(1, zero), ...pair.put(2, zero)],
    each: (pair) => [
      ...pair.put(3, sub(pair.at(0), pair.get(0))),
      ...pair.put(1, add(pair.get(1), square(pair.get(3)))),
      ...pair.put(2, add(pair.get(2), mul(pair.get(3), sub(pair.place, pair.constant(1))))),
    ],
  },
];

/** Constants: length, mean place, spread of the places, greatest place less the mean place. */
const ofLine = (name: string, result: (pair: Pair) => Code): wasm.WasmFunction =>
  windowFunction({ name, args: 1, constants: 4, state: 4, passes: line, result });

/** Place of the value that none beats, from 0 at the oldest. */
function extreme(name: string, beats: (value: Code, best: Code) => Code): wasm.WasmFunction {
  return windowFunction({
    name,
    args: 1,
    constants: 2,
    state: 4,
    passes: [
      {
        before: (pair) => [...pair.put(0, pair.oldest(0)), ...pair.put(1, zero), ...pair.put(2, zero)],
        each: (pair) => [
          ...pair.put(3, beats(pair.at(0), pair.get(0))),
          ...pair.put(0, select(pair.at(0), pair.get(0), pair.get(3))),
          ...pair.put(1, select(pair.place, pair.get(1), pair.get(3))),
          ...pair.put(2, add(pair.get(2), sub(pair.at(0), pair.at(0)))),
        ],
      },
    ],
    // constant 0 + constant 1 * place
    result: (pair) => add(add(pair.constant(0), mul(pair.constant(1), pair.get(1))), pair.get(2)),
  });
}

const clipped = (a: Code): Code => max(both(one.constant(-1)), min(both(one.constant(1)), a));

/** Functions of whole windows. */
export const windowFunctions: readonly wasm.WasmFunction[] = [
  // Constants: length, n - ddof.
  ofSquares('variance', (pair) => div(pair.get(1), pair.constant(1))),
  ofSquares('deviation', (pair) => sqrt(div(pair.get(1), pair.constant(1)))),
  ofSquares('zscore', (pair) => div(sub(pair.today(0), pair.get(0)), sqrt(div(pair.get(1), pair.constant(1))))),
  windowFunction({
    name: 'aboveMean',
    args: 1,
    constants: 1,
    pairs: 4,
    state: 1,
    passes: [aboveOldest(1)],
    result: (pair) => [...mean(pair, 0), ...sub(pair.today(0), pair.get(0))],
  }),
  ofProducts('correlation', (pair) => clipped(div(pair.get(4), mul(sqrt(pair.get(2)), sqrt(pair.get(3)))))),
  ofProducts('covariance', (pair) => div(pair.get(4), pair.constant(1))),
  ofProducts('beta', (pair) => div(pair.get(4), pair.get(3))),
  ofLine('slope', (pair) => div(pair.get(2), pair.constant(2))),
  ofLine('intercept', (pair) => sub(pair.get(0), mul(div(pair.get(2), pair.constant(2)), pair.constant(1)))),
  ofLine('rsquare', (pair) => div(div(square(pair.get(2)), pair.constant(2)), pair.get(1))),
  ofLine('residual', (pair) =>
    sub(sub(pair.today(0), pair.get(0)), mul(div(pair.get(2), pair.constant(2)), pair.constant(3))),
  ),
  windowFunction({
    name: 'weightedSum',
    args: 1,
    pairs: 4,
    state: 1,
    passes: [
      {
        before: (pair) => pair.put(0, zero),
        each: (pair) => pair.put(0, add(pair.get(0), mul(pair.weight, pair.at(0)))),
      },
    ],
    result: (pair) => pair.get(0),
  }),
  windowFunction({
    name: 'rank',
    args: 1,
    constants: 1,
    state: 4,
    passes: [
      {
        before: (pair) => [...pair.put(3, pair.today(0)), ...[0, 1, 2].flatMap((k) => pair.put(k, zero))],
        each: (pair) => [
          ...pair.put(0, subWhole(pair.get(0), less(pair.at(0), pair.get(3)))),
          ...pair.put(1, subWhole(pair.get(1), atMost(pair.at(0), pair.get(3)))),
          ...pair.put(2, add(pair.get(2), sub(pair.at(0), pair.at(0)))),
        ],
      },
    ],
    // (below + (at most - below + 1) / 2) / constant 0 = (below + at most + 1) / 2 / constant 0
    result: (pair) => {
      const sum = add(add(asDouble(pair.get(0)), asDouble(pair.get(1))), both(one.constant(1)));
      const place = div(mul(sum, both(one.constant(0.5))), pair.constant(0));
      return add(place, pair.get(2));
    },
  }),
  extreme('earliestGreatest', (value, best) => less(best, value)),
  extreme('latestGreatest', (value, best) => atMost(best, value)),
  extreme('earliestLeast', (value, best) => less(value, best)),
  extreme('latestLeast', (value, best) => atMost(value, best)),
  windowFunction({
    name: 'scale',
    args: 1,
    state: 3,
    passes: [
      {
        before: (pair) => [...pair.put(0, pair.oldest(0)), ...pair.put(1, pair.oldest(0)), ...pair.put(2, zero)],
        each: (pair) => [
          ...pair.put(0, lesser(pair.get(0), pair.at(0))),
          ...pair.put(1, greater(pair.get(1), pair.at(0))),
          ...pair.put(2, add(pair.get(2), sub(pair.at(0), pair.at(0)))),
        ],
      },
    ],
    result: (pair) => add(div(sub(pair.today(0), pair.get(0)), sub(pair.get(1), pair.get(0))), pair.get(2)),
  }),
];

/** A whole number from 0 to 2^52 in 64 bits as a double: 2^52 + n has the bits of n in its fraction. */
function asDouble(count: Code): Code {
  const base = both(one.constant(2 ** 52));
  return sub(addWhole(count, base), base);
}
