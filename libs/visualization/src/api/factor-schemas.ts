import { type Static, Type } from 'typebox';
import {
  formatParameter,
  isoDate,
  Limits,
  nullableNumber,
  nullableString,
  pagingParameters,
  runParameter,
  RunSchema,
  SummarySchema,
  Trials,
  VerdictSchema,
} from './schemas.ts';

/** Schemas of the page about one factor. */

export const FactorParams = Type.Object({
  factor: Type.String({ minLength: 1, maxLength: 128, description: 'Factor name.' }),
});

export const WindowQuery = Type.Object(
  {
    run: runParameter,
    start: isoDate('First session.'),
    end: isoDate('Last session.'),
    format: formatParameter,
  },
  { additionalProperties: false },
);

export const PerformanceQuery = Type.Object(
  {
    ...WindowQuery.properties,
    points: Type.Optional(
      Type.Integer({ minimum: 3, maximum: 20_000, default: 1500, description: 'Most points of a line.' }),
    ),
    from: isoDate('Leaves out the points before this date; the lines still begin at the start.'),
    to: isoDate('Leaves out the points after this date.'),
  },
  { additionalProperties: false },
);

export const FactorSchema = Type.Object({
  run: RunSchema,
  factor: Type.String(),
  definition: Type.Union([
    Type.Object({
      type: Type.String(),
      description: Type.String(),
      source: Type.String(),
      inputs: Type.Array(Type.String()),
      lookBack: Type.String(),
      warmUp: Type.Number(),
      unit: Type.String(),
      expectedSign: Type.Number({
        description: 'Sign of the premium that the literature expects; 0 where it names none.',
      }),
    }),
    Type.Null(),
  ]),
  verdict: Type.Union([VerdictSchema, Type.Null()]),
  trials: Trials,
  limits: Limits,
  summaries: Type.Array(SummarySchema),
});

const Line = Type.Array(Type.Object({ date: Type.String(), value: nullableNumber }));

export const PerformanceSchema = Type.Object({
  run: Type.String(),
  factor: Type.String(),
  sessions: Type.Number({ description: 'Sessions before the lines were thinned.' }),
  longShort: Line,
  high: Line,
  low: Line,
  drawdown: Line,
  rollingPremium: Line,
});

/** A mean with its 95 % interval and its t, by cosines; null in runs that stored neither. */
const testedMean = {
  mean: nullableNumber,
  low: nullableNumber,
  high: nullableNumber,
  tStat: nullableNumber,
};

export const SignalSchema = Type.Object({
  run: Type.String(),
  factor: Type.String(),
  start: Type.String({ description: 'The date range of the run that is shown.' }),
  end: Type.String(),
  stocks: Type.Number({ description: 'Stocks with a stored value; 0 where the run stored none, and then no series.' }),
  seriesHorizon: nullableNumber,
  asStored: Type.Boolean({
    description: 'False when the coefficients, computed again from the warehouse, no longer have the mean of the run.',
  }),
  coefficients: Line,
  normalQuantiles: Type.Array(
    Type.Object({ probability: Type.Number(), normal: Type.Number(), observed: Type.Number() }),
    {
      description:
        'Quantiles of the coefficients beside those of a normal distribution of the same mean and deviation.',
    },
  ),
  decay: Type.Array(
    Type.Object({
      horizon: Type.Number(),
      ...testedMean,
      standardDeviation: nullableNumber,
      ratio: nullableNumber,
      pValue: nullableNumber,
      untested: Type.Union([Type.String(), Type.Null()], { description: 'Why there is no t or p.' }),
    }),
    { description: 'Rank information coefficient by horizon, as the run stored it.' },
  ),
  quantiles: Type.Array(Type.Object({ group: Type.String(), ...testedMean }), {
    description: 'Mean return of each group as the run stored it, times 252; lowest signal first.',
  }),
  spread: Type.Object(testedMean),
  costBasisPoints: nullableNumber,
  weighting: Type.String({ description: 'Weights within the groups: equal or cap.' }),
});

export const EventStudySchema = Type.Object({
  event: Type.String({ description: 'enters_high or enters_low.' }),
  offset: Type.Number({ description: 'Sessions since the stock entered the leg.' }),
  events: Type.Number(),
  abnormal: nullableNumber,
  cumulative: nullableNumber,
});

export const EventStudiesSchema = Type.Object({
  run: Type.String(),
  factor: Type.String(),
  start: Type.String(),
  end: Type.String(),
  rows: Type.Array(EventStudySchema, { description: 'Market-adjusted returns around the entries into a leg.' }),
});

export const RollingBetaSchema = Type.Object({
  run: Type.String(),
  factor: Type.String(),
  sessions: Type.Number({ description: 'Sessions of the moving window.' }),
  lower: Line,
  median: Line,
  upper: Line,
  stocks: Line,
});

export const DetailSchema = Type.Object({
  factor: Type.String(),
  symbol: Type.String(),
  start: Type.String(),
  end: Type.String(),
  observations: Type.Number(),
  alpha: nullableNumber,
  beta: nullableNumber,
  alphaTStat: nullableNumber,
  tStat: nullableNumber,
  tStatNeweyWest: nullableNumber,
  pValue: nullableNumber,
  pValueAdjusted: nullableNumber,
  rSquared: nullableNumber,
  betaLow: nullableNumber,
  betaHigh: nullableNumber,
  betaExSelf: nullableNumber,
  tStatExSelf: nullableNumber,
  rSquaredExSelf: nullableNumber,
  dropReason: nullableString,
});

export const DetailQuery = Type.Object(
  {
    ...WindowQuery.properties,
    start: isoDate('Start of the date range, exactly.'),
    end: isoDate('End of the date range, exactly.'),
    ...pagingParameters,
    sort: Type.Optional(Type.KeyOf(DetailSchema)),
  },
  { additionalProperties: false },
);

export const DetailPage = Type.Object({
  run: Type.String(),
  rows: Type.Array(DetailSchema),
  total: Type.Integer(),
  page: Type.Integer(),
  pageSize: Type.Integer(),
});

export type FactorBody = Static<typeof FactorSchema>;
export type Performance = Static<typeof PerformanceSchema>;
export type Signal = Static<typeof SignalSchema>;
export type EventStudyRow = Static<typeof EventStudySchema>;
export type EventStudies = Static<typeof EventStudiesSchema>;
export type RollingBeta = Static<typeof RollingBetaSchema>;
export type DetailRow = Static<typeof DetailSchema>;
export type DetailPageBody = Static<typeof DetailPage>;
