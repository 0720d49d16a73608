import { type Static, type TSchema, type TUnsafe, Type } from 'typebox';
import {
  type Belief,
  beliefs,
  type Side,
  statisticPatterns,
  summaryNumberEntries,
  type SummaryNumberName,
  type SummaryNumbers,
} from '@fm/results/evidence';

/** Most rows of one answer; more is refused, not cut. */
export const largestPage = 1000;
export const usualPage = 50;

export const nullableNumber = Type.Unsafe<number | null>({ type: ['number', 'null'] });
export const nullableString = Type.Unsafe<string | null>({ type: ['string', 'null'] });

export const identity = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 128, description }));
export const isoDate = (description: string) => Type.Optional(Type.String({ format: 'date', description }));

export const runParameter = identity(
  'Run id, or the start of one; without it the pinned run, or the latest complete one.',
);

/** Parameters that narrow the results of a run; also the parameters of the page's own address. */
export const FilterQuery = Type.Object(
  {
    run: runParameter,
    type: identity('Factor type, e.g. technical.'),
    factor: identity('Factor name, e.g. RSI14.'),
    start: isoDate('Leaves out ranges that start before this date.'),
    end: isoDate('Leaves out ranges that end after this date.'),
    q: Type.Optional(Type.String({ maxLength: 128, description: 'Text that the factor or its type contains.' })),
  },
  { additionalProperties: false },
);

export const formatParameter = Type.Optional(
  Type.Union([Type.Literal('json'), Type.Literal('csv')], { default: 'json', description: 'Format of the answer.' }),
);

export const pagingParameters = {
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: largestPage, default: usualPage })),
  order: Type.Optional(Type.Union([Type.Literal('asc'), Type.Literal('desc')], { default: 'asc' })),
};

/** Columns that the results table can be sorted by. */
export const sortKeys = [
  'factor',
  'factorType',
  'start',
  'end',
  ...summaryNumberEntries.map(([name]) => name),
] as const;

export const SummaryQuery = Type.Object(
  {
    ...FilterQuery.properties,
    ...pagingParameters,
    sort: Type.Optional(
      Type.Union(
        sortKeys.map((key) => Type.Literal(key)),
        { default: 'factor' },
      ),
    ),
    statistics: Type.Optional(
      Type.Boolean({ default: true, description: 'False leaves statistics and coverage out of a JSON answer.' }),
    ),
    format: formatParameter,
  },
  { additionalProperties: false },
);

/** A mining run in any state. */
export const RunSchema = Type.Object({
  run: Type.String(),
  status: Type.String(),
  synthetic: Type.Boolean({ description: 'True for the demonstration market.' }),
  notes: Type.Array(Type.String(), { description: 'Caveats for every result, e.g. survivorship.' }),
  dataVersion: Type.String(),
  codeVersion: Type.String(),
  request: Type.String(),
  startedAt: Type.String({ description: 'UTC.' }),
  finishedAt: nullableString,
  error: Type.String(),
  version: Type.String(),
  threadNo: Type.Number({ description: 'Stock groups that were asked for; 0 where none were.' }),
  parallelM: Type.Number({ description: 'Date segments that were asked for; 0 where none were.' }),
  jobs: Type.Number({ description: 'Slices worked on at once; 0 if unknown.' }),
  runner: Type.String({ description: 'What drives the run: local or workflow.' }),
  execution: Type.String({ description: 'Name of the execution of the workflow.' }),
  begun: Type.Number({ description: 'How often the run was started.' }),
  holdout: Type.String({ description: 'FROM..TO, kept out of the sample; empty where nothing is.' }),
  openedOn: Type.Array(Type.String(), { description: 'Days on which the hold-out was looked at, UTC; none: sealed.' }),
  holdoutRuns: Type.Array(Type.String(), {
    description: 'Complete runs that mined the hold-out; the first one is shown.',
  }),
  trials: Type.Number({ description: 'Factors with a premium in the run, in older runs times ranges.' }),
  name: Type.String({ description: 'Its name; empty if it has none.' }),
  note: Type.String(),
  pinned: Type.Boolean({ description: 'Whether it is shown by default.' }),
  archived: Type.Boolean({ description: 'Whether lists leave it out.' }),
});

const numbers = Object.fromEntries(
  summaryNumberEntries.map(([name, { label, unit, estimator }]) => {
    const description = `${label}, ${unit}${estimator && `; ${estimator}`}`;
    const type = unit === 'count' ? 'number' : ['number', 'null'];
    return [name, Type.Unsafe<number | null>({ type, description })];
  }),
) as { readonly [Name in SummaryNumberName]: TUnsafe<SummaryNumbers[Name]> };

/** The names of the further numbers, each with what it is. */
const statisticNames = statisticPatterns.map(({ pattern, label, unit, estimator }) => ({
  pattern,
  description: `${label}, ${unit}${estimator && `; ${estimator}`}`,
}));

const points = {
  factor: Type.String(),
  factorType: Type.String(),
  start: Type.String(),
  end: Type.String(),
  meanBeta: numbers.meanBeta,
  meanTStat: numbers.meanTStat,
  meanRSquared: numbers.meanRSquared,
};

const side = Type.Unsafe<Side | null>({
  type: ['string', 'null'],
  enum: ['long', 'short', null],
  description: 'The side that the premium pays: long is long High and short Low, short the other way round.',
});

/** Result of one factor over one date range; names as `fm results` prints them. Missing is null. */
export const SummarySchema = Type.Object({
  ...points,
  role: Type.String({
    description:
      'The role of the range in the verdict: sample, evidence, partial (a period that the data do not fill) or holdout; empty in older runs.',
  }),
  ...numbers,
  side,
  statistics: Type.Record(Type.String(), Type.Unknown(), {
    description: 'Further numbers by name; null is missing.',
    propertyNames: { anyOf: statisticNames },
  }),
  coverage: Type.Object({
    sessions: nullableNumber,
    sessionsWithReturn: nullableNumber,
    meanStocks: nullableNumber,
    minStocks: nullableNumber,
    maxStocks: nullableNumber,
    drops: Type.Array(Type.Object({ reason: Type.String(), unit: Type.String(), count: Type.Number() })),
  }),
});

export const Trials = Type.Object({
  factors: Type.Number(),
  ranges: Type.Number(),
  total: Type.Number({
    description:
      'Factors with a premium in the sample, in older runs times ranges; p-values are adjusted for all trials of the ledger.',
  }),
});
export const Limits = Type.Object({
  plain: Type.Number(),
  adjusted: Type.Number({ description: 'By Benjamini-Hochberg over all trials, as the verdict.' }),
  trials: Type.Number(),
  believed: Type.Number({ description: 'Trials that stay significant.' }),
});

/** The verdict over a factor's sample, and whether its other ranges agree; the rule is that of the mining library. */
export const VerdictSchema = Type.Object({
  factor: Type.String(),
  factorType: Type.String(),
  start: Type.String(),
  end: Type.String(),
  belief: Type.Unsafe<Belief>({ type: 'string', enum: [...beliefs] }),
  caveats: Type.Array(Type.String(), { description: 'The case against it.' }),
  expectedSign: Type.Number({ description: 'Sign of the premium that the literature expects; 0 where it names none.' }),
  role: Type.String({
    description: 'sample; another if a filter leaves no sample; empty in runs judged by older rules.',
  }),
  premium: nullableNumber,
  premiumLow: nullableNumber,
  premiumHigh: nullableNumber,
  premiumTStat: nullableNumber,
  holdoutPremium: Type.Unsafe<number | null>({
    type: ['number', 'null'],
    description: 'In the hold-out; null while it is sealed, and where there is none.',
  }),
  holdoutPValue: nullableNumber,
  pValue: nullableNumber,
  pValueAdjusted: Type.Unsafe<number | null>({
    type: ['number', 'null'],
    description: 'After Benjamini-Hochberg over all trials of the ledger; in older runs over those of the run.',
  }),
  netPremium: Type.Unsafe<number | null>({
    type: ['number', 'null'],
    description: 'What the holder of the paying side keeps per year: the absolute premium less trading costs.',
  }),
  side,
  sharpe: nullableNumber,
  deflatedSharpe: nullableNumber,
  icHorizon: nullableNumber,
  icMean: nullableNumber,
  icTStat: nullableNumber,
  icPValue: nullableNumber,
  sameSign: Type.Number({ description: 'Other date ranges whose premium has the same sign.' }),
  otherRanges: Type.Number({ description: 'Other date ranges with a premium.' }),
});

export const OverviewSchema = Type.Object({
  run: RunSchema,
  runs: Type.Array(
    Type.Object({
      run: Type.String(),
      status: Type.String(),
      synthetic: Type.Boolean(),
      startedAt: Type.String(),
      name: Type.String(),
      pinned: Type.Boolean(),
    }),
    { description: 'Without archived ones, except for the run that is shown.' },
  ),
  newer: Type.Optional(
    Type.String({ description: 'Newest run, if another is shown in its place because it is pinned.' }),
  ),
  ledger: Type.Optional(
    Type.Object(
      { trials: Type.Number(), effective: Type.Number() },
      {
        description:
          'Trials of the ledger that the run is judged against, and how many independent ones they are worth; absent in runs that are older than the ledger.',
      },
    ),
  ),
  trials: Trials,
  limits: Limits,
  options: Type.Object({
    types: Type.Array(Type.String()),
    factors: Type.Array(Type.Object({ name: Type.String(), type: Type.String() })),
    starts: Type.Array(Type.String(), { description: 'First dates of the ranges, ascending.' }),
    ends: Type.Array(Type.String(), { description: 'Last dates of the ranges, ascending.' }),
  }),
  verdicts: Type.Array(VerdictSchema, { description: 'One row per factor, most believable first.' }),
  points: Type.Array(Type.Object(points)),
});

export const SummaryPage = Type.Object({
  run: Type.String(),
  rows: Type.Array(
    Type.Object({
      ...SummarySchema.properties,
      statistics: Type.Optional(SummarySchema.properties.statistics),
      coverage: Type.Optional(SummarySchema.properties.coverage),
    }),
  ),
  total: Type.Integer(),
  page: Type.Integer(),
  pageSize: Type.Integer(),
});

export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  where: Type.Optional(Type.String()),
  remedy: Type.String(),
});

/** Adds the answers that every address of the API can give. */
export function answers<Good extends TSchema>(good: Good) {
  return { 200: good, '4xx': Problem, '5xx': Problem };
}

export type VerdictRow = Static<typeof VerdictSchema>;
export type Run = Static<typeof RunSchema>;
export type SummaryRow = Static<typeof SummarySchema>;
export type Overview = Static<typeof OverviewSchema>;
export type SummaryPageBody = Static<typeof SummaryPage>;
export type ProblemBody = Static<typeof Problem>;
