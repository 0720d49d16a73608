import { simpleReturns } from '@fm/factor-math';
import { isInputName, type InputName } from '../inputs/index.ts';
import type { Leaf } from './leaf.ts';

/** What the field `vwap` reads: daily files of prices have no average price. */
export const vwapInput = 'values:vwap';

const tolerance = 1e-4;

/** The input that each field is; a field whose input the platform does not have cannot be read. */
const inputOfField: Readonly<Record<string, string>> = {
  open: 'open',
  high: 'high',
  low: 'low',
  close: 'close',
  adj_close: 'adjClose',
  unadjusted_close: 'unadjustedClose',
  volume: 'volume',
  typical_price: 'typicalPrice',
  cap: 'marketCap',
  industry: 'group',
};

/** Inputs that depend on the session only; others are made of facts that may be years old. */
const ofTheSession: readonly string[] = [
  ...['open', 'high', 'low', 'close', 'adjClose', 'unadjustedClose', 'volume', 'typicalPrice', 'dollarVolume'],
];

/** The leaf of a price, a volume, a capitalisation or a group. */
export function priceLeaf(name: string): Leaf | undefined {
  if (name === 'returns') return totalReturns;
  if (name === 'dollar_volume') return dollarVolume;
  if (name === 'shares') return shares;
  if (name === 'shares_short') return sharesShort;
  if (name === 'vwap') return vwap;
  const input = inputOfField[name];
  if (input === undefined || !isInputName(input)) return undefined;
  return {
    inputs: [input],
    lookBack: ofTheSession.includes(input) ? 0 : 'sinceListing',
    make: ({ panel }) => panel(input).values,
  };
}

/** Of all stocks at all times: the input `returns` has none for the session at which a stock joins the universe. */
const totalReturns: Leaf = {
  inputs: ['adjClose'],
  lookBack: 1,
  make: ({ panel }) => simpleReturns(panel('adjClose')).values,
};

/** Both are adjusted for splits, so that their product is the value that was traded. */
const dollarVolume: Leaf = {
  inputs: ['close', 'volume'],
  lookBack: 0,
  make: ({ panel }) => product(panel('close').values, panel('volume').values),
};

/** On the split basis of the close, so that a split does not look like an issue. */
const shares: Leaf = {
  inputs: ['marketCap', 'close'],
  lookBack: 'sinceListing',
  make: ({ panel }) => quotient(panel('marketCap').values, panel('close').values),
};

/** On the split basis of the close, as {@link shares}. */
const sharesShort: Leaf = {
  inputs: ['sharesShort', 'splitRatio'],
  lookBack: 'sinceListing',
  make: ({ panel }) => product(panel('sharesShort').values, panel('splitRatio').values),
};

/**
 * The panel that a user loaded as `vwap`, as traded on its day, put on the split basis of the close. An average price lies
 * between the low and the high of its session: one that does not, as one that was adjusted before, is missing. The
 * tolerance is for files that round.
 */
const vwap: Leaf = {
  inputs: [vwapInput, 'high', 'low', 'splitRatio'],
  lookBack: 1,
  make: ({ panel }) => {
    const [low, high] = [panel('low').values, panel('high').values];
    return quotient(panel(vwapInput).values, panel('splitRatio').values).map((price, cell) =>
      price >= (low[cell] as number) * (1 - tolerance) && price <= (high[cell] as number) * (1 + tolerance)
        ? price
        : NaN,
    );
  },
};

function product(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, cell) => value * (b[cell] as number));
}

/** NaN where the divisor is 0. */
export function quotient(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, cell) => (b[cell] === 0 ? NaN : value / (b[cell] as number)));
}

/** The input of a name that a part of the platform may not have. */
export function inputNamed(name: string): InputName | undefined {
  return isInputName(name) ? name : undefined;
}
