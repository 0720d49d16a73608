import { optimisedWeightings, type BookInputs, type BookRules, type BookWeighting, type SideWeigher } from './book.ts';

/** Rules of a book with nothing left open. */
export type CompleteRules = Required<Omit<BookRules, 'costs' | 'weigher'>> & {
  /** Absent for weights that are not optimised. */
  readonly weigher?: SideWeigher;
  readonly tradeCost: (stock: number) => number;
  readonly borrowCost: (stock: number) => number;
};

/**
 * The rules with their defaults.
 *
 * @throws RangeError for rules that contradict each other, and for panels that they need and that are missing
 */
export function completeRules(inputs: BookInputs, given: BookRules): CompleteRules {
  const { short = true, direction = 1, enter = 1 / 3, leave = enter, weighting = 'equal', costs = {} } = given;
  const {
    maxWeight = 1,
    maxGroup = 1,
    maxTurnover = 1,
    holding = 1,
    delay = 1,
    execution = 'close',
    keepWeights = false,
  } = given;
  const most = short ? 0.5 : 1;
  if (!(enter > 0 && enter <= most))
    throw new RangeError(`a side takes a share above 0 and up to ${most}, not ${enter}`);
  if (!(leave >= enter && leave <= most))
    throw new RangeError(
      `stocks leave at a share between that at which they enter, ${enter}, and ${most}, not ${leave}`,
    );
  if (!(maxWeight > 0 && maxWeight <= 1))
    throw new RangeError(`a weight is at most above 0 and up to 1, not ${maxWeight}`);
  if (!(maxGroup > 0 && maxGroup <= 1))
    throw new RangeError(`a group has at most above 0 and up to 1, not ${maxGroup}`);
  if (maxGroup < 1 && inputs.groups === undefined) throw new RangeError('a limit on groups needs groups');
  if (!(maxTurnover > 0)) throw new RangeError(`turnover is at most a number above 0, not ${maxTurnover}`);
  requireWhole('parts of a book', holding);
  requireWhole('sessions from the signal to the trade', delay);
  if (execution === 'open' && inputs.opens === undefined) throw new RangeError('execution at the open needs opens');
  const isOptimised = (optimisedWeightings as readonly BookWeighting[]).includes(weighting);
  if (isOptimised && given.weigher === undefined) throw new RangeError(`${weighting} weights need a weigher`);
  if (weighting === 'value' && inputs.sizes === undefined) throw new RangeError('value weights need sizes');
  return {
    // A book whose sides have drifted apart replaces a little more than all of itself.
    maxTurnover: maxTurnover < 1 ? maxTurnover : Infinity,
    ...(isOptimised && given.weigher !== undefined && { weigher: given.weigher }),
    ...{ short, direction, enter, leave, weighting, maxWeight, maxGroup, holding, delay, execution, keepWeights },
    tradeCost: perStock(costs.trade),
    borrowCost: perStock(costs.borrow),
  };
}

function perStock(cost: number | Float64Array = 0): (stock: number) => number {
  return typeof cost === 'number' ? () => cost : (stock) => cost[stock];
}

function requireWhole(what: string, value: number): void {
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`${what}: a whole number of at least 1, not ${value}`);
}
