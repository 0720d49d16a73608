import { wasm } from '@fm/factor-math';
import { advance, counting, FunctionBuilder, put } from './function-builder.ts';

type Code = wasm.Code;

const { bitsAnd, bitsOr, choose, constant, get, giveBack, isAtLeast, isBelow, isZero, loadOne, loadWhole } = wasm;
const { loopWhile, minus, one, plus, shiftLeft, shiftRight, storeOne, storeWhole, times, when } = wasm;

const eight = (index: Code): Code => shiftLeft(index, constant(3));
const four = (index: Code): Code => shiftLeft(index, constant(2));

/** Buckets for each key. */
const bucketsPerKey = 2;

/** Keys up to which insertion is all. */
const fewKeys = 24;
/** Keys of the sample that says where the keys lie. */
const sample = 16;
/** Upper half of the bits of 1, and of what one is doubled by the times that buckets reach from the centre. */
const bitsOfOne = 0x3ff00000;
const reach = 8 * 2 ** 20;

/** Bytes of scratch memory for each key: twice a key and its column, its bucket, and the buckets. */
export const rankBytesPerKey = 2 * (8 + 4) + 4 + 4 * 2 * bucketsPerKey;

/**
 * `rankRow(address of values, address of results, values, address of scratch memory)`: average ranks of the values that are
 * present, divided by how many they are; NaN where missing.
 *
 * Keys are dealt into twice as many buckets, and an insertion pass sorts the rest. Buckets are even in the logarithm of
 * 1 + the distance from the median in units of the spread, both of a sample: even near the centre, wider in the tails, so
 * prices, volumes and outliers fall apart too. Where sorting takes too many moves nevertheless, keys are merged. Both are
 * exact.
 */
export function rankFunction(): wasm.WasmFunction {
  const f = new FunctionBuilder('rankRow');
  const [x, out, stocks, scratch] = f.parameters(4);
  const [n, j, at, column, keys, columns, otherKeys, otherColumns] = f.locals(8);
  const [buckets, bucket, sum, moves, begin, end, swap] = f.locals(7);
  const [width, left, right, middle, stop, takesLeft, bucketOf] = f.locals(7);
  const [key, least, most, scale, rank, centre, inverse, low] = f.locals(8, 'f64');

  const layOut = [
    ...put(keys, get(scratch)),
    ...put(otherKeys, plus(get(keys), eight(get(stocks)))),
    ...put(columns, plus(get(otherKeys), eight(get(stocks)))),
    ...put(otherColumns, plus(get(columns), four(get(stocks)))),
    ...put(bucketOf, plus(get(otherColumns), four(get(stocks)))),
    ...put(buckets, plus(get(bucketOf), four(get(stocks)))),
  ];
  const collect = [
    ...put(n, constant(0)),
    ...put(least, one.constant(Infinity)),
    ...put(most, one.constant(-Infinity)),
    ...counting(j, get(stocks), 1, [
      ...put(key, loadOne(plus(get(x), eight(get(j))))),
      ...storeOne(plus(get(out), eight(get(j))), one.constant(NaN)),
      ...storeOne(plus(get(keys), eight(get(n))), get(key)),
      ...storeWhole(plus(get(columns), four(get(n))), get(j)),
      ...put(n, plus(get(n), one.isEqual(get(key), get(key)))),
      ...put(least, choose(get(key), get(least), one.isLess(get(key), get(least)))),
      ...put(most, choose(get(key), get(most), one.isGreater(get(key), get(most)))),
    ]),
  ];
  const swapBuffers = [
    ...put(swap, get(keys)),
    ...put(keys, get(otherKeys)),
    ...put(otherKeys, get(swap)),
    ...put(swap, get(columns)),
    ...put(columns, get(otherColumns)),
    ...put(otherColumns, get(swap)),
  ];
  const count = shiftLeft(get(n), constant(Math.log2(bucketsPerKey)));
  const last = one.fromWhole(minus(count, constant(1)));
  const logarithm = (of: Code): Code => {
    const distance = one.mul(one.sub(of, get(centre)), get(inverse));
    const bits = minus(one.upperHalf(one.add(one.abs(distance), one.constant(1))), constant(bitsOfOne));
    return one.copySign(one.min(one.fromWhole(bits), one.constant(reach)), distance);
  };
  const sampled = (index: number): Code => loadOne(get(otherKeys), index * 8);
  const takeSample = [
    ...put(at, constant(0)),
    ...counting(j, constant(sample), 1, [
      ...put(key, loadOne(plus(get(keys), eight(shiftRight(times(get(j), get(n)), constant(Math.log2(sample))))))),
      ...put(at, get(j)),
      ...loopWhile(
        bitsAnd(
          isBelow(constant(0), get(at)),
          one.isGreater(loadOne(plus(get(otherKeys), eight(minus(get(at), constant(1))))), get(key)),
        ),
        [
          ...storeOne(
            plus(get(otherKeys), eight(get(at))),
            loadOne(plus(get(otherKeys), eight(minus(get(at), constant(1))))),
          ),
          ...advance(at, constant(-1)),
        ],
      ),
      ...storeOne(plus(get(otherKeys), eight(get(at))), get(key)),
    ]),
    ...put(centre, sampled(sample / 2)),
    ...put(inverse, one.sub(sampled((3 * sample) / 4), sampled(sample / 4))),
    // Half of the keys or more may be equal: then the whole range is the spread.
    ...when(isZero(one.isGreater(get(inverse), one.constant(0))), put(inverse, one.sub(get(most), get(least)))),
    ...put(inverse, one.div(one.constant(2), get(inverse))),
    ...put(low, logarithm(get(least))),
    ...put(scale, one.div(last, one.sub(logarithm(get(most)), get(low)))),
  ];
  const deal = [
    ...counting(j, plus(count, constant(1)), 1, storeWhole(plus(get(buckets), four(get(j))), constant(0))),
    ...counting(j, get(n), 1, [
      ...put(
        at,
        one.toWhole(one.mul(one.sub(logarithm(loadOne(plus(get(keys), eight(get(j))))), get(low)), get(scale))),
      ),
      ...put(bucket, plus(get(buckets), four(get(at)))),
      ...storeWhole(plus(get(bucketOf), four(get(j))), get(bucket)),
      ...storeWhole(get(bucket), plus(loadWhole(get(bucket)), constant(1))),
    ]),
    ...put(sum, constant(0)),
    ...counting(j, count, 1, [
      ...put(bucket, plus(get(buckets), four(get(j)))),
      ...put(at, loadWhole(get(bucket))),
      ...storeWhole(get(bucket), get(sum)),
      ...put(sum, plus(get(sum), get(at))),
    ]),
    ...counting(j, get(n), 1, [
      ...put(key, loadOne(plus(get(keys), eight(get(j))))),
      ...put(bucket, loadWhole(plus(get(bucketOf), four(get(j))))),
      ...put(at, loadWhole(get(bucket))),
      ...storeWhole(get(bucket), plus(get(at), constant(1))),
      ...storeOne(plus(get(otherKeys), eight(get(at))), get(key)),
      ...storeWhole(plus(get(otherColumns), four(get(at))), loadWhole(plus(get(columns), four(get(j))))),
    ]),
    ...swapBuffers,
  ];
  const keyAt = (index: Code, back = 0): Code => loadOne(plus(get(keys), eight(minus(index, constant(back)))));
  const insert = [
    ...put(j, constant(1)),
    ...loopWhile(isBelow(get(j), get(n)), [
      ...put(key, keyAt(get(j))),
      ...when(one.isGreater(keyAt(get(j), 1), get(key)), [
        ...put(column, loadWhole(plus(get(columns), four(get(j))))),
        ...put(at, get(j)),
        ...loopWhile(bitsAnd(isBelow(constant(0), get(at)), one.isGreater(keyAt(get(at), 1), get(key))), [
          ...storeOne(plus(get(keys), eight(get(at))), keyAt(get(at), 1)),
          ...storeWhole(
            plus(get(columns), four(get(at))),
            loadWhole(plus(get(columns), four(minus(get(at), constant(1))))),
          ),
          ...advance(at, constant(-1)),
          ...advance(moves, constant(-1)),
        ]),
        ...storeOne(plus(get(keys), eight(get(at))), get(key)),
        ...storeWhole(plus(get(columns), four(get(at))), get(column)),
        // Too many moves, counted down: below 0 is above 2^31 as an unsigned number.
        ...when(isAtLeast(get(moves), constant(2 ** 30)), put(j, get(n))),
      ]),
      ...advance(j, constant(1)),
    ]),
  ];
  const lesserOf = (a: Code, b: Code): Code => choose(a, b, isBelow(a, b));
  const merge = [
    ...put(width, constant(1)),
    ...loopWhile(isBelow(get(width), get(n)), [
      ...put(j, constant(0)),
      ...loopWhile(isBelow(get(j), get(n)), [
        ...put(left, get(j)),
        ...put(middle, lesserOf(plus(get(j), get(width)), get(n))),
        ...put(right, get(middle)),
        ...put(stop, lesserOf(plus(get(middle), get(width)), get(n))),
        ...loopWhile(isBelow(get(j), get(stop)), [
          ...put(
            takesLeft,
            bitsAnd(
              isBelow(get(left), get(middle)),
              bitsOr(isAtLeast(get(right), get(stop)), one.isAtMost(keyAt(get(left)), keyAt(get(right)))),
            ),
          ),
          ...put(at, choose(get(left), get(right), get(takesLeft))),
          ...storeOne(plus(get(otherKeys), eight(get(j))), keyAt(get(at))),
          ...storeWhole(plus(get(otherColumns), four(get(j))), loadWhole(plus(get(columns), four(get(at))))),
          ...advance(left, get(takesLeft)),
          ...advance(right, isZero(get(takesLeft))),
          ...advance(j, constant(1)),
        ]),
      ]),
      ...swapBuffers,
      ...put(width, shiftLeft(get(width), constant(1))),
    ]),
  ];
  const enter = [
    ...put(begin, constant(0)),
    ...loopWhile(isBelow(get(begin), get(n)), [
      ...put(key, keyAt(get(begin))),
      ...put(end, plus(get(begin), constant(1))),
      ...loopWhile(
        bitsAnd(isBelow(get(end), get(n)), one.isEqual(keyAt(get(end)), get(key))),
        advance(end, constant(1)),
      ),
      // Ranks begin + 1 to end have the mean (begin + 1 + end) / 2.
      ...put(rank, one.fromWhole(plus(plus(get(begin), get(end)), constant(1)))),
      ...put(rank, one.div(one.mul(get(rank), one.constant(0.5)), one.fromWhole(get(n)))),
      ...loopWhile(isBelow(get(begin), get(end)), [
        ...storeOne(plus(get(out), eight(loadWhole(plus(get(columns), four(get(begin)))))), get(rank)),
        ...advance(begin, constant(1)),
      ]),
    ]),
  ];
  return f.with(
    layOut,
    collect,
    when(isZero(get(n)), giveBack([])),
    put(moves, constant(0)),
    when(one.isLess(get(least), get(most)), [
      ...put(moves, constant(fewKeys * fewKeys)),
      ...when(isBelow(constant(fewKeys), get(n)), [
        ...takeSample,
        ...when(
          bitsAnd(one.isLess(get(scale), one.constant(Infinity)), one.isLess(one.constant(0), get(scale))),
          [
            ...deal,
            // Twelve moves a key, counted down.
            ...put(moves, plus(shiftLeft(get(n), constant(3)), shiftLeft(get(n), constant(2)))),
          ],
          put(moves, constant(-1)),
        ),
      ]),
      ...when(isBelow(get(moves), constant(2 ** 30)), insert),
      ...when(isAtLeast(get(moves), constant(2 ** 30)), merge),
    ]),
    enter,
  );
}
