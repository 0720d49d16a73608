import { type Static, Type } from 'typebox';
import { nullableNumber, nullableString, runParameter } from './schemas.ts';

/** Schemas of a factor held as a book. */

export const BookQuery = Type.Object({ run: runParameter }, { additionalProperties: false });

export const rebalances = ['daily', 'weekly', 'monthly', 'quarterly'] as const;

/** As `bookWeightings` of the mathematics, which is not sent to the browser. */
export const weightings = ['equal', 'value', 'signal', 'inverse-volatility', 'min-variance', 'mean-variance'] as const;

export const BookBody = Type.Object(
  {
    rebalance: Type.Optional(
      Type.Union(
        rebalances.map((each) => Type.Literal(each)),
        { description: 'When it trades. Default: what suits the kind of factor.' },
      ),
    ),
    longOnly: Type.Optional(Type.Boolean({ default: false, description: 'Whether only the bought side is held.' })),
    buy: Type.Optional(
      Type.Union([Type.Literal('high'), Type.Literal('low')], {
        description: 'The end of the ranking to buy. Default: as the literature expects.',
      }),
    ),
    weighting: Type.Optional(
      Type.Union(
        weightings.map((each) => Type.Literal(each)),
        { description: 'Weights within a side. Default: as in the run.' },
      ),
    ),
  },
  { additionalProperties: false },
);

const Periods = Type.Array(Type.Object({ period: Type.String(), value: Type.Number() }));
const Returns = Type.Array(nullableNumber, { description: 'Simple returns per session; null is missing.' });

const Lines = Type.Array(Type.Object({ name: Type.String(), returns: Type.Array(nullableNumber) }));

const figures = [
  ...['mean', 't', 'pValue', 'growth', 'volatility', 'sharpe', 'sortino', 'calmar', 'maxDrawdown'],
  ...['valueAtRisk', 'expectedShortfall', 'skewness', 'kurtosis'],
] as const;

const Figures = Type.Record(Type.String(), nullableNumber, { description: `${figures.join(', ')}; fractions.` });

export const BookSchema = Type.Object({
  run: Type.String(),
  factor: Type.String(),
  terms: Type.Object({
    from: Type.String(),
    to: Type.String(),
    rebalance: Type.String(),
    longOnly: Type.Boolean(),
    buy: Type.String(),
    weighting: Type.String(),
    enter: Type.Number(),
    commission: Type.Number({ description: 'Basis points of the value of every trade.' }),
  }),
  trials: Type.Number({ description: 'Trials of the ledger, this book among them.' }),
  pValueOfLedger: nullableNumber,
  dates: Type.Array(Type.String()),
  net: Returns,
  gross: Returns,
  benchmark: Returns,
  derived: Type.Object(
    { underWater: Lines, sharpe: Lines, beta: Lines, volatility: Lines },
    { description: 'Under water, and over the last 252 sessions; of the book, then of the universe.' },
  ),
  monthly: Periods,
  yearly: Periods,
  benchmarkYearly: Periods,
  turnover: Periods,
  skill: Type.Array(Type.Object({ date: Type.String(), value: Type.Number() })),
  figures: Type.Object({ net: Figures, gross: Figures, benchmark: Figures }),
  book: Type.Record(Type.String(), nullableNumber, { description: 'Costs, turnover, break-even, beta and alpha.' }),
  drawdowns: Type.Array(
    Type.Object({ peak: nullableString, trough: Type.String(), recovery: nullableString, depth: Type.Number() }),
  ),
});

export type BookOrder = Static<typeof BookBody>;
export type BookBodyAnswer = Static<typeof BookSchema>;
export { figures as bookFigureNames };
