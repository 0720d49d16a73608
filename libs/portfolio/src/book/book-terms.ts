import type { BookWeighting } from '@fm/factor-math';
import type { FactorDefinition } from '@fm/factors';
import type { RunRequest } from '@fm/results';
import { wrongBook } from '../errors.ts';
import type { BookRequest, CostRequest, StockCost } from './book-request.ts';
import { defaultRebalance } from './default-rebalance.ts';

/** A book with all terms set. */
export type BookTerms = Required<
  Omit<BookRequest, 'run' | 'costs' | 'maxGroup' | 'riskAversion' | 'attribution' | 'benchmark'>
> & {
  /** Absent where groups have no limit. */
  readonly maxGroup?: number;
  /** Absent where weights are not by mean-variance. */
  readonly riskAversion?: number;
  readonly costs: Required<Omit<CostRequest, 'stocks'>> & {
    /** By symbol; absent where all stocks cost the same. */
    readonly stocks?: readonly StockCost[];
  };
};

/**
 * The terms of a book: those requested, and for the rest those of the factor and its run.
 *
 * @param sample - dates that the verdict of the run is of
 * @throws WRONG_BOOK where they contradict each other, or leave the sample of the run
 */
export function bookTerms(
  asked: BookRequest,
  definition: FactorDefinition,
  run: Pick<RunRequest, 'groups' | 'weighting' | 'costBasisPoints'>,
  sample: { readonly start: string; readonly end: string },
): BookTerms {
  const { longOnly = false, enter = 1 / run.groups, leave = enter } = asked;
  const { from = sample.start, to = sample.end } = asked;
  if (from < sample.start || to > sample.end || from > to)
    throw wrongBook(
      `the days ${from} to ${to} are not within the sample of the run, ${sample.start} to ${sample.end}`,
      'Choose days within it; sessions of a hold-out are kept out of books too.',
    );
  const most = longOnly ? 1 : 0.5;
  if (!(enter > 0 && enter <= most) || !(leave >= enter && leave <= most))
    throw wrongBook(
      `stocks enter in the first ${100 * enter} % of the ranking and leave at ${100 * leave} %`,
      `Give shares above 0 and up to ${100 * most} %, the second not below the first.`,
    );
  const { holding = 1, skip = 0, maxWeight = 1, maxGroup = 1, maxTurnover = 1, costs = {} } = asked;
  if (!(maxWeight > 0 && maxWeight <= 1) || !(maxGroup > 0 && maxGroup <= 1) || !(maxTurnover > 0))
    throw wrongBook(
      `at most ${100 * maxWeight} % of a side in a stock and ${100 * maxGroup} % in a group, and ${100 * maxTurnover} % of turnover`,
      'Give shares above 0.',
    );
  const weighting = asked.weighting ?? (run.weighting === 'cap' ? 'value' : 'equal');
  return {
    factor: definition.name,
    ...{ from, to, longOnly, enter, leave, holding, skip, maxWeight, maxTurnover },
    ...(maxGroup < 1 && { maxGroup }),
    ...aversionOf(asked, weighting),
    rebalance: asked.rebalance ?? defaultRebalance(definition),
    buy: asked.buy ?? (definition.expectedSign < 0 ? 'low' : 'high'),
    weighting,
    costs: {
      commission: costs.commission ?? run.costBasisPoints,
      spread: costs.spread ?? 0,
      borrow: costs.borrow ?? 0,
      ...(costs.stocks !== undefined && costs.stocks.length > 0 && { stocks: costs.stocks }),
    },
  };
}

function aversionOf({ riskAversion }: BookRequest, weighting: BookWeighting): Pick<BookTerms, 'riskAversion'> {
  if (weighting === 'mean-variance') {
    if (riskAversion === undefined || (riskAversion > 0 && riskAversion < Infinity))
      return { riskAversion: riskAversion ?? 5 };
    throw wrongBook(`a risk aversion of ${riskAversion}`, 'Give a number above 0.');
  }
  if (riskAversion === undefined) return {};
  throw wrongBook(`a risk aversion with ${weighting} weights`, 'Ask for mean-variance weights, or leave it out.');
}
