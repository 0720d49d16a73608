import { factorOfRun, type FactorDefinition } from '@fm/factors';
import { marketReturn } from '@fm/market';
import type { Clock } from '@fm/platform';
import { verdictsOf, type Verdict } from '@fm/results';
import { judgedRange } from '@fm/results/evidence';
import { familyOf, recordTrials, standingOf } from '@fm/results/ledger';
import { findRun, readSummaries, type RunRecord } from '@fm/results/read';
import type { Warehouse } from '@fm/warehouse';
import { type BenchmarkComparison, compareWithBenchmark } from '../benchmark/compare-with-benchmark.ts';
import { readBenchmark } from '../benchmark/read-benchmark.ts';
import { compareWithKnown, type Comparison } from '../compare/compare-with-known.ts';
import { emptyBook, notInRun, noValuesToRank } from '../errors.ts';
import { type KnownFactors, readKnownSets } from '../known/read-known-factors.ts';
import type { BookRequest } from './book-request.ts';
import { bookTrial } from './book-trial.ts';
import { bookTerms, type BookTerms } from './book-terms.ts';
import { attributeBook, type BookAttribution } from '../risk/attribute-book.ts';
import { bookSeries, makeBook, type MadeBook } from './make-book.ts';
import { weigherOf } from './weigher-of.ts';
import { readFactorMarket, type FactorMarketOfRun } from './read-factor-market.ts';

/** A book of a factor of a run. */
export interface FactorBook {
  readonly run: Pick<RunRecord, 'id' | 'synthetic' | 'notes'>;
  readonly terms: BookTerms;
  readonly definition: Pick<FactorDefinition, 'description' | 'source' | 'expectedSign'>;
  /** The run's verdict on the factor; its t is not that of the book. */
  readonly belief: Verdict['belief'] | null;
  /** Its place in the ledger: each book is a trial. */
  readonly ledger: BookStanding;
  /** Traded at the close of the session after the signal. */
  readonly atClose: MadeBook;
  /** Traded at its open; null where no opens are known. */
  readonly atOpen: MadeBook | null;
  /** The net return at the close on each set of published factors that was loaded. */
  readonly known: readonly KnownComparison[];
  /** The net return at the close beside the benchmark that was asked for; null where none was. */
  readonly against: BenchmarkComparison | null;
  /**
   * The book at the close split over industries and styles; null if it was not requested, or if the book is shorter
   * than a year.
   */
  readonly attribution: BookAttribution | null;
}

/** A book among everything that was tried. */
export interface BookStanding {
  /** Trials of its family, this one among them. */
  readonly trials: number;
  /** p of the net mean times the trials, as if the others had shown nothing (Bonferroni); null without a p. */
  readonly pValue: number | null;
}

/** A return regressed on a set of published factors. */
export interface KnownComparison {
  readonly known: Pick<KnownFactors, 'set' | 'frequency' | 'names' | 'libraries'>;
  readonly comparison: Comparison;
}

/**
 * The book of a factor of a run, over the sample of the run. It is counted as a trial before it is returned.
 *
 * @param clock - gives the time of the trial
 * @throws UNKNOWN_RUN, NO_RUNS, FACTOR_NOT_IN_RUN, NO_VALUES_TO_RANK, NO_STORED_VALUES, NO_SIZES, NO_GROUPS, WRONG_BOOK, EMPTY_BOOK,
 * BOUNDS_TOO_NARROW, UNKNOWN_BENCHMARK, BENCHMARK_NOT_DAILY, BENCHMARK_ELSEWHERE
 */
export async function factorBook(warehouse: Warehouse, request: BookRequest, clock: Clock): Promise<FactorBook> {
  const run = await findRun(warehouse, request.run);
  const factor = run.request.factors.find((name) => name.toLowerCase() === request.factor.toLowerCase());
  if (factor === undefined) throw notInRun(request.factor, run.id, run.request.factors);
  const definition = factorOfRun(run.request, factor);
  if (definition.kind === 'portfolio') throw noValuesToRank(factor);
  const { summaries } = await readSummaries(warehouse, run.id);
  const own = summaries.filter((summary) => summary.factor === factor);
  if (own.length === 0) throw emptyBook(factor, 'the run has no result of it');
  const terms = bookTerms(request, definition, run.request, judgedRange(own));
  const benchmark = isSeries(request.benchmark)
    ? await readBenchmark(warehouse, request.benchmark, terms.to)
    : undefined;
  const read = await readFactorMarket(warehouse, run, factor, {
    until: terms.to,
    ...(terms.weighting === 'value' && { sizes: 'needed' as const }),
    ...(request.attribution === true && { groups: 'used' as const }),
    ...(terms.maxGroup !== undefined && { groups: 'needed' as const }),
  });
  const inputs = { ...read, ...(await weigherOf(read, terms)) };
  const atClose = makeBook(inputs, terms, 'close');
  if (atClose === undefined) throw emptyBook(factor, notTraded(terms));
  const against =
    benchmark === undefined
      ? null
      : compareWithBenchmark(atClose, benchmark, { longOnly: terms.longOnly, symbols: inputs.symbols });
  const family = familyOf(run.request, run.synthetic);
  await recordTrials(warehouse, family, [bookTrial(run.request, terms, inputs.members, atClose)], clock.now());
  const { trials } = await standingOf(warehouse, family);
  const { pValue } = atClose.figures.net;
  const { id, synthetic, notes } = run;
  const { description, source, expectedSign } = definition;
  return {
    ...{ run: { id, synthetic, notes }, terms, atClose, against },
    definition: { description, source, expectedSign },
    ledger: { trials, pValue: pValue === null ? null : Math.min(1, pValue * trials) },
    belief: verdictsOf(own, run.request.formulas)[0]?.belief ?? null,
    atOpen: inputs.opens === undefined ? null : (makeBook(inputs, terms, 'open') ?? null),
    known: await againstKnown(warehouse, atClose, terms),
    attribution: request.attribution === true ? (attributionOf(inputs, terms) ?? null) : null,
  };
}

function notTraded({ weighting }: BookTerms): string {
  const weighed = weighting.endsWith('-variance')
    ? ', too few have prices for three quarters of the year before it'
    : '';
  return `no signal could be traded: too few stocks have a value${weighed}, or all have the same`;
}

/** Whether a benchmark is a series, and not the universe, which every book is compared with. */
function isSeries(benchmark: string | undefined): benchmark is string {
  return benchmark !== undefined && benchmark.toLowerCase() !== 'universe';
}

function attributionOf(inputs: FactorMarketOfRun, terms: BookTerms): BookAttribution | undefined {
  const { weights, ...series } = bookSeries(inputs, terms, { execution: 'close', keepWeights: true });
  if (weights === undefined) return undefined;
  const { market, closes, sizes, groups, groupNames, sessions } = inputs;
  const given = { returns: market.allReturns, market: marketReturn(market), closes };
  return attributeBook(
    { ...given, ...(sizes !== undefined && { sizes }), ...(groups !== undefined && { groups, groupNames }) },
    { ...series, weights },
    sessions,
  );
}

async function againstKnown(warehouse: Warehouse, book: MadeBook, terms: BookTerms): Promise<KnownComparison[]> {
  const values = terms.longOnly ? book.net.map((value, t) => value - (book.riskFree[t] as number)) : book.net;
  const returns = new Map([[terms.factor, { dates: book.dates, values }]]);
  return (await readKnownSets(warehouse)).flatMap((known) => {
    const [comparison] = compareWithKnown(returns, known).comparisons;
    const { set, frequency, names, libraries } = known;
    return comparison === undefined ? [] : [{ known: { set, frequency, names, libraries }, comparison }];
  });
}
