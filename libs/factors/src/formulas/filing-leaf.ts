import type { Expression } from '@fm/expressions';
import type { FactorInputs } from '../definition.ts';
import type { InputName } from '../inputs/index.ts';
import type { Leaf } from './leaf.ts';
import { inputNamed, quotient } from './price-leaf.ts';

const suffixes: Readonly<Record<string, string>> = { pit: '', ttm: 'Ttm', annual: 'Annual' };
/** Periods back of what was known a year earlier. */
const yearBack: Readonly<Record<string, number>> = { pit: -4, ttm: -4, annual: -1 };

/**
 * The leaf of a function of filings. `ttm(cost_of_revenue)` is the input `costOfRevenueTtm`, and a year earlier
 * `costOfRevenueTtmYearAgo`: each input of that form can be read.
 */
export function filingLeaf({ operator, params }: Expression): Leaf | undefined {
  if (Object.hasOwn(suffixes, operator)) return input(operator, String(params[0]), Number(params[1]));
  if (operator === 'known') {
    return map(input('pit', String(params[0]), 0), ([value]) => value.map((x) => (Number.isNaN(x) ? 0 : 1)));
  }
  const [measure, item, back] = [String(params[0]), String(params[1]), Number(params[2])];
  if (back !== 0) return undefined;
  const now = input(measure, item, 0);
  switch (operator) {
    case 'yoy':
      return map(now, ([x, before]) => minus(x, before), input(measure, item, yearBack[measure]));
    case 'avg2':
      return map(now, ([x, before]) => mean(x, before), input(measure, item, yearBack[measure]));
    case 'per_share':
      return map(
        now,
        ([x, cap, close]) => quotient(x, quotient(cap, close)),
        ...(['marketCap', 'close'] as const).map(leafOfInput),
      );
    default:
      return undefined;
  }
}

function input(measure: string, item: string, back: number | undefined): Leaf | undefined {
  if (back !== 0 && back !== yearBack[measure]) return undefined;
  const camel = item.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const name = inputNamed(`${camel}${suffixes[measure]}${back === 0 ? '' : 'YearAgo'}`);
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
