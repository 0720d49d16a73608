import { wasm } from '@fm/factor-math';
import { advance, counting, FunctionBuilder, put } from './function-builder.ts';

type Code = wasm.Code;

const { add, bitsAnd, both, constant, div, get, isAtLeast, isBelow, load, loopWhile, max, min, minus, mul, one } = wasm;
const { plus, shiftLeft, sqrt, store, sub, times, when } = wasm;

/** Pairs of stocks that are worked on together. */
const pairs = [0, 1];
const lineBytes = 32;

/** Sums of a window, for one pair of stocks: squares of each argument, and products where there are two. */
interface Sums {
  readonly squares: readonly Code[];
  readonly products: Code;
  readonly means: readonly Code[];
  readonly today: Code;
  readonly divisor: Code;
}

/**
 * A function `(address and row bytes of each argument, address and row bytes of the result, rows, bytes of a row, sessions
 * of the window, address of scratch memory, length, divisor)` for long windows: means and sums of squares of blocks of 1,
 * 2, 4, ... sessions are merged (Chan, Golub and LeVeque (1983), Algorithms for Computing the Sample Variance, The American
 * Statistician 37(3)), and a window of the blocks that its length is the sum of, the smallest at its end. Equal values
 * leave sums of exactly 0. {@link mergingBytes} says how much scratch memory that takes.
 */
function mergingFunction(name: string, args: 1 | 2, result: (sums: Sums) => Code): wasm.WasmFunction {
  const f = new FunctionBuilder(name);
  const places = Array.from({ length: args + 1 }, () => f.parameters(2));
  const [rows, bytes, length, scratch] = f.parameters(4);
  const [, divisor] = f.parameters(2, 'f64');
  const [column, row, to, from, at, sessions, half, taken, series, merged] = f.locals(10);
  const [weight, share, spread] = f.locals(3, 'v128');
  const [value] = f.locals(1, 'v128');
  const distances = f.locals(args, 'v128');
  // Series: the means, the sums of squares, and the sum of products.
  const count = args === 2 ? 5 : 2;
  const all = Array.from({ length: count }, (_, k) => k);
  const before = minus(get(length), constant(1));
  const lines = (of: Code): Code => shiftLeft(of, constant(5));
  const seriesAt = (base: number, k: number): Code =>
    Array.from({ length: k }).reduce<Code>((address) => plus(address, get(series)), get(base));
  const eachPair = (body: (p: number) => Code): Code => pairs.flatMap(body);

  const collect = [
    ...put(to, get(scratch)),
    ...places
      .slice(0, args)
      .flatMap(([address, stride], k) => [
        ...put(from, minus(plus(get(address), get(column)), times(before, get(stride)))),
        ...put(at, seriesAt(scratch, k)),
        ...counting(row, get(sessions), 1, [
          ...eachPair((p) => store(get(at), load(get(from), p * 16), p * 16)),
          ...advance(from, get(stride)),
          ...advance(at, constant(lineBytes)),
        ]),
      ]),
    ...all
      .slice(args)
      .flatMap((k) => [
        ...put(at, seriesAt(scratch, k)),
        ...counting(row, get(sessions), 1, [
          ...eachPair((p) => store(get(at), both(one.constant(0)), p * 16)),
          ...advance(at, constant(lineBytes)),
        ]),
      ]),
  ];
  /** Merges what lies at `from`, the older, into what lies at `to`: `share` and `weight` say how. */
  const merge = eachPair((p) => [
    ...distances.flatMap((distance, k) => [
      ...put(value, load(seriesAt(from, k), p * 16)),
      ...put(distance, sub(load(seriesAt(to, k), p * 16), get(value))),
      ...store(seriesAt(to, k), add(get(value), mul(get(distance), get(share))), p * 16),
    ]),
    ...distances.flatMap((distance, k) => {
      const grown = mul(mul(get(distance), get(distance)), get(weight));
      const older = load(seriesAt(from, args + k), p * 16);
      return store(seriesAt(to, args + k), add(add(older, load(seriesAt(to, args + k), p * 16)), grown), p * 16);
    }),
    ...(args === 2
      ? store(
          seriesAt(to, 4),
          add(
            add(load(seriesAt(from, 4), p * 16), load(seriesAt(to, 4), p * 16)),
            mul(mul(get(distances[0]), get(distances[1])), get(weight)),
          ),
          p * 16,
        )
      : []),
  ]);
  const asDouble = (whole: Code): Code => one.fromWhole(whole);
  const mergeTaken = [
    // The newer part has `taken` sessions, the older one `half`.
    ...put(share, both(one.div(asDouble(get(taken)), asDouble(plus(get(taken), get(half)))))),
    ...put(weight, mul(get(share), both(asDouble(get(half))))),
    ...counting(row, get(rows), 1, [
      ...merge,
      ...advance(from, constant(lineBytes)),
      ...advance(to, constant(lineBytes)),
    ]),
  ];
  const copyTaken = counting(row, get(rows), 1, [
    ...all.flatMap((k) => eachPair((p) => store(seriesAt(to, k), load(seriesAt(from, k), p * 16), p * 16))),
    ...advance(from, constant(lineBytes)),
    ...advance(to, constant(lineBytes)),
  ]);
  const take = [
    ...put(from, plus(get(scratch), lines(minus(before, get(taken))))),
    ...put(to, get(merged)),
    ...when(get(taken), mergeTaken, copyTaken),
    ...put(taken, plus(get(taken), get(half))),
  ];
  const double = [
    ...put(share, both(one.constant(0.5))),
    ...put(weight, mul(get(share), both(asDouble(get(half))))),
    ...put(to, plus(get(scratch), lines(minus(get(sessions), constant(1))))),
    ...put(from, minus(get(to), lines(get(half)))),
    ...loopWhile(isAtLeast(get(from), get(scratch)), [
      ...merge,
      ...advance(from, constant(-lineBytes)),
      ...advance(to, constant(-lineBytes)),
    ]),
  ];
  const [outAt, outBytes] = places[args];
  const finish = [
    ...put(from, get(merged)),
    ...put(to, plus(get(outAt), get(column))),
    ...put(at, plus(get(places[0][0]), get(column))),
    ...counting(row, get(rows), 1, [
      ...eachPair((p) => [
        ...put(
          value,
          result({
            means: distances.map((_, k) => load(seriesAt(from, k), p * 16)),
            squares: distances.map((_, k) => load(seriesAt(from, args + k), p * 16)),
            products: load(seriesAt(from, 4), p * 16),
            today: load(get(at), p * 16),
            divisor: get(spread),
          }),
        ),
        ...store(get(to), add(get(value), sub(get(value), get(value))), p * 16),
      ]),
      ...advance(from, constant(lineBytes)),
      ...advance(to, get(outBytes)),
      ...advance(at, get(places[0][1])),
    ]),
  ];
  return f.with(
    put(spread, both(get(divisor))),
    put(sessions, plus(get(rows), before)),
    put(series, lines(get(sessions))),
    put(merged, seriesAt(scratch, count)),
    counting(column, get(bytes), lineBytes, [
      ...collect,
      ...put(half, constant(1)),
      ...put(taken, constant(0)),
      ...loopWhile(isBelow(get(half), plus(get(length), constant(1))), [
        ...when(bitsAnd(get(length), get(half)), take),
        ...when(isBelow(get(half), plus(minus(get(length), get(half)), constant(1))), double),
        ...put(half, shiftLeft(get(half), constant(1))),
      ]),
      ...finish,
    ]),
  );
}

/** Bytes of scratch memory for each session that the windows reach over. */
export const mergingBytes = 2 * 5 * lineBytes;

const clipped = (a: Code): Code => max(both(one.constant(-1)), min(both(one.constant(1)), a));

/** Functions of long windows. */
export const mergingFunctions: readonly wasm.WasmFunction[] = [
  mergingFunction('longVariance', 1, ({ squares: [x], divisor }) => div(x, divisor)),
  mergingFunction('longDeviation', 1, ({ squares: [x], divisor }) => sqrt(div(x, divisor))),
  mergingFunction('longZscore', 1, ({ squares: [x], means: [mean], today, divisor }) =>
    div(sub(today, mean), sqrt(div(x, divisor))),
  ),
  mergingFunction('longCorrelation', 2, ({ squares: [x, y], products }) =>
    clipped(div(products, mul(sqrt(x), sqrt(y)))),
  ),
  mergingFunction('longCovariance', 2, ({ products, divisor }) => div(products, divisor)),
  mergingFunction('longBeta', 2, ({ squares: [, x], products }) => div(products, x)),
];
