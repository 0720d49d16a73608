import type { Expression } from '@fm/expressions';
import type { FactorInputs } from '../definition.ts';
import { filingReading, type InputName, type Reading } from '../inputs/index.ts';
import type { Leaf } from './leaf.ts';
import { inputNamed, quotient } from './price-leaf.ts';

/** What inputs of amounts per share and of shares end with: their vintages lie on different bases of splits. */
const suffixes: Readonly<Record<string, string>> = { pit: '', ttm: 'Ttm' };
/** Periods back of what was known a year earlier. */
const yearBack: Readonly<Record<string, number>> = { pit: -4, ttm: -4, annual: -1 };

/**
 * The leaf of a function of filings: `annual(revenue, -2)` is the reading `filing:annual(revenue,-2)`, and an amount per
 * share the input of that name, as `epsDilutedTtm` and a year earlier `epsDilutedTtmYearAgo`.
 */
export function filingLeaf({ operator, params }: Expression): Leaf | undefined {
  const [first, second, third] = [String(params[0]), String(params[1]), Number(params[2])];
  switch (operator) {
    case 'pit':
    case 'ttm':
    case 'annual':
      return reading(operator, first, Number(params[1]));
    case 'age':
      return reading(operator, first, 0);
    case 'known':
      return map(reading('pit', first, 0), ([value]) => value.map((x) => (Number.isNaN(x) ? 0 : 1)));
    case 'yoy':
      return map(reading(first, second, third), ([x, before]) => minus(x, before), yearBefore(first, second, third));
    case 'avg2':
      return map(reading(first, second, third), ([x, before]) => mean(x, before), yearBefore(first, second, third));
    case 'per_share':
      return map(
        reading(first, second, third),
        ([x, cap, close]) => quotient(x, quotient(cap, close)),
        ...(['marketCap', 'close'] as const).map(leafOfInput),
      );
    default:
      return undefined;
  }
}

function yearBefore(measure: string, item: string, back: number): Leaf | undefined {
  return reading(measure, item, back + (yearBack[measure] as number));
}

function reading(measure: string, item: string, periods: number): Leaf | undefined {
  const camel = item.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const name = filingReading({ measure: measure as Reading['measure'], item: camel, periods });
  return name === undefined ? plainInput(measure, camel, periods) : leafOfInput(name);
}

function plainInput(measure: string, item: string, periods: number): Leaf | undefined {
  const suffix = suffixes[measure];
  if (suffix === undefined || (periods !== 0 && periods !== yearBack[measure])) return undefined;
  const name = inputNamed(`${item}${suffix}${periods === 0 ? '' : 'YearAgo'}`);
  return name === undefined ? undefined : leafOfInput(name);
}

function leafOfInput(name: InputName): Leaf {
  return { inputs: [name], lookBack: 'sinceListing', make: ({ panel }) => panel(name).values };
}

type Values = readonly [Float64Array, Float64Array, Float64Array];

/** A leaf made of others; undefined where one of them is. */
function map(
  first: Leaf | undefined,
  make: (values: Values) => Float64Array,
  ...more: readonly (Leaf | undefined)[]
): Leaf | undefined {
  const leaves = [first, ...more];
  if (!leaves.every((leaf) => leaf !== undefined)) return undefined;
  return {
    inputs: [...new Set(leaves.flatMap(({ inputs }) => inputs))],
    lookBack: 'sinceListing',
    make: (inputs: FactorInputs) => make(leaves.map((leaf) => leaf.make(inputs)) as unknown as Values),
  };
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, cell) => value - (b[cell] as number));
}

function mean(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, cell) => (value + (b[cell] as number)) / 2);
}
