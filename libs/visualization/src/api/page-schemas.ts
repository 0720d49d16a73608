import { type Static, Type } from 'typebox';
import { WindowQuery } from './factor-schemas.ts';
import { nullableNumber, nullableString, RunSchema } from './schemas.ts';

/** Schemas of the pages about several factors, runs and the data. */

const DatedLine = Type.Array(Type.Object({ date: Type.String(), value: nullableNumber }));

export const CompareQuery = Type.Object(
  {
    ...WindowQuery.properties,
    factors: Type.Optional(
      Type.String({ minLength: 1, maxLength: 2000, description: 'Factors whose lines are wanted, joined by commas.' }),
    ),
    part: Type.Optional(
      Type.Union(
        [Type.Literal('correlations'), Type.Literal('premia'), Type.Literal('coefficients'), Type.Literal('spanning')],
        {
          default: 'correlations',
          description: 'What a CSV answer holds.',
        },
      ),
    ),
  },
  { additionalProperties: false },
);

export const CompareSchema = Type.Object({
  run: RunSchema,
  sessions: Type.Number({ description: 'Sessions on which every compared factor has a return.' }),
  factors: Type.Array(Type.String()),
  correlations: Type.Array(Type.Object({ x: Type.String(), y: Type.String(), value: nullableNumber })),
  overlaid: Type.Array(Type.String(), {
    description: 'Factors whose lines are given: those asked for, else the most believable.',
  }),
  premia: Type.Array(Type.Object({ factor: Type.String(), points: DatedLine })),
  icHorizon: nullableNumber,
  coefficients: Type.Array(
    Type.Object({
      factor: Type.String(),
      points: Type.Array(Type.Object({ start: Type.String(), end: Type.String(), value: nullableNumber })),
    }),
    { description: 'Mean rank information coefficient at `icHorizon` sessions by date range, as the run stored it.' },
  ),
  spanning: Type.Array(
    Type.Object({
      factor: Type.String(),
      alpha: nullableNumber,
      alphaTStat: nullableNumber,
      alphaPValue: nullableNumber,
      rSquared: nullableNumber,
      observations: Type.Number(),
      reason: nullableString,
    }),
    {
      description:
        'Each factor on one of each other cluster of near-duplicates; alpha is annualised, t and p by cosines.',
    },
  ),
});

export const HealthSchema = Type.Object({
  deliveries: Type.Array(
    Type.Object({
      source: Type.String(),
      deliveries: Type.Number(),
      failed: Type.Number(),
      rowsRead: Type.Number(),
      rowsNew: Type.Number(),
      rowsUnchanged: Type.Number(),
      rowsQuarantined: Type.Number(),
      lastDelivery: Type.String({ description: 'UTC.' }),
    }),
  ),
  prices: Type.Array(
    Type.Object({
      symbol: Type.String(),
      source: Type.String(),
      synthetic: Type.Boolean(),
      first: Type.String(),
      last: Type.String(),
      days: Type.Number(),
      gaps: Type.Number({ description: 'Sessions of the calendar between first and last without a price.' }),
      restated: Type.Number({ description: 'Days delivered with different values.' }),
    }),
  ),
  quarantine: Type.Array(
    Type.Object({
      source: Type.String(),
      code: Type.String(),
      state: Type.String(),
      count: Type.Number(),
      example: Type.String(),
      where: Type.String(),
    }),
  ),
  state: Type.Array(
    Type.Object({
      subject: Type.String(),
      state: Type.String({ description: '`ok`, or `look` if something needs attention.' }),
      found: Type.String(),
      remedy: Type.String(),
    }),
    { description: 'Symbols, sessions, gaps, filers, implausible facts, stale series.' },
  ),
  missing: Type.Array(Type.Object({ source: Type.String(), reason: Type.String(), count: Type.Number() }), {
    description: 'Figures of filings without a value, by reason.',
  }),
  coverage: Type.Array(Type.Object({ date: Type.String(), real: Type.Number(), synthetic: Type.Number() }), {
    description: 'Stocks with a price per session, mean of each month.',
  }),
});

export type Compare = Static<typeof CompareSchema>;
export type Health = Static<typeof HealthSchema>;
