import { neutralNote, readNeutralisation, type Neutralisation } from './neutralisation.ts';
import { anyText, day, number, oneOf, wholeNumber, wholeNumbers } from './readers.ts';
import type { RunParameter } from './run-parameter.ts';

/** Largest number of stock groups, and of date segments, that a run is split into. */
const mostPieces = 100_000;

/**
 * The parameters of a run, in the order in which they are shown. The options of `fm mine` and `fm verify`, the input of
 * the workflow, the body and the form that start a run, the checks, the identity of a run and of a trial are made of this
 * table; `libs/mining` applies them.
 */
export const runParameters = {
  /** Factor names, as in the registry; read together with the formulas of a request. */
  factors: {
    ...{ kind: 'list', part: 'factors', read: anyText },
    option: {
      value: '<names>',
      help: 'factors and kept formulas joined by commas, library:NAME for the formulas of a library, values:NAME for values you loaded, or all (default: all, or the formulas given)',
    },
    field: { label: 'Factors', hint: 'all, or names joined by commas', initial: 'all', example: 'RSI14,ROC20' },
  },
  /** `ingested`, `demonstration`, or symbols joined by commas, or the path of a universe file. */
  universe: {
    ...{ kind: 'text', part: 'sample', read: anyText },
    option: {
      value: '<universe>',
      help: 'ingested, demonstration, a CSV file of symbols (with entry,exit), or symbols joined by commas (default: ingested, or demonstration if there is nothing else)',
    },
    field: {
      label: 'Universe',
      hint: 'ingested, demonstration, or symbols joined by commas; empty: ingested, or demonstration if there is nothing else',
      example: 'AAPL,MSFT',
    },
  },
  /** Short form of the date ranges, see `parseRanges`. */
  ranges: {
    ...{ kind: 'list', part: 'sample', default: 'yearly', read: anyText },
    option: { value: '<ranges>', help: 'date ranges' },
    field: { label: 'Date ranges', hint: 'yearly, quarterly, rolling:252:21 or FROM..TO, joined by commas' },
  },
  /** First day whose prices the run may use for its results. */
  from: {
    ...{ kind: 'text', part: 'sample', read: day },
    option: { value: '<day>', help: 'first day used by yearly, quarterly and rolling ranges' },
    field: { label: 'First day used', hint: 'YYYY-MM-DD', example: '2015-01-01' },
  },
  /** Last of these days. */
  to: {
    ...{ kind: 'text', part: 'sample', read: day },
    option: { value: '<day>', help: 'last day used by them' },
    field: { label: 'Last day used', hint: 'YYYY-MM-DD', example: '2023-12-31' },
  },
  /**
   * `FROM..TO`: sessions kept out of the sample, which ends before them. They are not mined until the hold-out is
   * opened.
   */
  holdout: {
    ...{ kind: 'text', part: 'evidence', read: anyText },
    option: { value: '<range>', help: 'FROM..TO: kept out of the sample, and sealed until `fm holdout` opens it' },
    field: {
      label: 'Hold-out',
      hint: 'FROM..TO, after the sample; sealed until fm holdout opens it; empty: none',
      example: '2022-01-01..2023-12-31',
    },
  },
  /** How stocks are weighted within a portfolio. */
  weighting: {
    ...{ kind: 'text', part: 'portfolio', default: 'equal', read: oneOf(['equal', 'cap'], 'the weighting') },
    option: { value: '<weighting>', help: 'equal or cap' },
    field: { label: 'Weighting', hint: 'equal or cap' },
    said: (weighting: string) => `${weighting} weights`,
  },
  /** Portfolios per sort; High is the top one, Low the bottom one. */
  groups: {
    ...{ kind: 'number', part: 'portfolio', default: '3', read: wholeNumber(2, 100, 'groups') },
    option: { value: '<number>', help: 'portfolios per sort' },
    field: { label: 'Portfolios per sort', hint: '2 to 100' },
    said: (groups: number) => `${groups} groups`,
  },
  /** Sessions of the forward returns a signal is judged by. */
  horizons: {
    ...{ kind: 'list', part: 'evidence', default: '1,5,21' },
    option: { value: '<sessions>', help: 'sessions of forward returns, joined by commas' },
    field: { label: 'Horizons in sessions', hint: 'joined by commas' },
    read: wholeNumbers(1, 252, (text) => `the horizons "${text}" are not whole numbers of sessions from 1 to 252`),
  },
  /** Transaction cost per value traded, in basis points. */
  costBasisPoints: {
    ...{ kind: 'number', part: 'portfolio', default: '10' },
    option: { value: '<number>', help: 'transaction cost per value traded' },
    field: { label: 'Cost in basis points', hint: '0 to 10000' },
    read: number(
      (cost) => cost >= 0 && cost <= 10_000,
      (text) => `the cost "${text}" is not a number of basis points from 0 to 10000`,
    ),
    said: (cost: number) => `${cost} bp`,
  },
  /** Lowest close, as quoted on the day, at which a stock is ranked; before other treatments. */
  minPrice: {
    ...{ kind: 'number', part: 'treatment' },
    option: {
      value: '<price>',
      help: 'rank only stocks whose close, as quoted on the day, is at least this, such as 5',
    },
    field: { label: 'Lowest price', hint: 'lowest close of the day, as quoted; leave empty for any', example: '5' },
    read: number(
      (price) => price > 0 && price < Infinity,
      (text) => `the lowest price "${text}" is not a number above 0`,
    ),
    said: (price: number) => `prices from ${price}`,
    note: (price: number) => `of stocks that closed at ${price} or more, as quoted on the day`,
  },
  /** Share of the stocks at each end whose values are winsorised to the quantile there, e.g. 0.01. */
  winsorise: {
    ...{ kind: 'number', part: 'treatment' },
    option: { value: '<tail>', help: 'share of the stocks at each end whose values are winsorised, such as 0.01' },
    field: {
      label: 'Winsorise',
      hint: 'share of the stocks winsorised at each end, below 0.5; empty: none',
      example: '0.01',
    },
    read: number(
      (tail) => tail > 0 && tail < 0.5,
      (text) => `the tail to winsorise "${text}" is not a share of the stocks above 0 and below 0.5`,
    ),
    said: (tail: number) => `winsorise ${tail}`,
    note: (tail: number) => `winsorised at ${Number((100 * tail).toPrecision(6))} % at each end`,
  },
  /** See `treatValues`. */
  neutralise: {
    ...{ kind: 'list', part: 'treatment', read: readNeutralisation },
    option: {
      value: '<by>',
      help: 'remove from the values what explains them, by one regression: size, group, beta (252 sessions), volatility (63 sessions), and factors by name as in --factors, joined by commas',
    },
    field: {
      label: 'Neutralise',
      hint: 'size, group, beta, volatility, and names of factors, joined by commas; empty: none',
      example: 'size,group',
    },
    said: (neutralise: Neutralisation) => `neutral to ${neutralise}`,
    note: neutralNote,
  },
  /** Family of the ledger that its trials count in. */
  project: {
    ...{ kind: 'text', part: 'family' },
    option: {
      value: '<name>',
      help: 'project that the trials belong to in the ledger (default: those of the warehouse)',
    },
    read: (text, refuse) => {
      if (!/^[\w .-]{1,64}$/.test(text))
        refuse(`the project "${text}" is not 1 to 64 letters, digits, spaces and . _ -`);
      return text;
    },
  },
  /** Groups of stocks that values are computed in. */
  threadNo: {
    ...{ kind: 'number', part: 'cut', read: wholeNumber(1, mostPieces, 'thread_no') },
    option: { value: '<number>', help: 'number of stock groups to split the work into' },
    field: { label: 'Groups of stocks', hint: 'how the work is split; empty: as planned', example: '2' },
  },
  /** Segments of sessions and of ranges. */
  parallelM: {
    ...{ kind: 'number', part: 'cut', read: wholeNumber(1, mostPieces, 'parallel_m') },
    option: { value: '<number>', help: 'number of segments of sessions and ranges to split the work into' },
    field: { label: 'Segments of dates', hint: 'how the work is split; empty: as planned', example: '4' },
  },
  /** Seconds that a slice may take if neither of them is given, 30 by default. */
  sliceSeconds: {
    ...{ kind: 'number', part: 'cut' },
    option: { value: '<seconds>', help: 'seconds that a slice may take if neither of them is given (default: 30)' },
    read: number(
      (seconds) => seconds > 0 && seconds <= 86_400,
      (text) => `the seconds of a slice "${text}" are not a number above 0 and up to 86400`,
    ),
  },
} as const satisfies Readonly<Record<string, RunParameter>>;
