import { type Static, Type } from 'typebox';
import { nullableNumber } from './schemas.ts';

/** Schemas of how a factor ranks its stocks over one date range. */

const coefficient = {
  horizon: Type.Number({ description: 'Sessions of the forward return.' }),
  mean: nullableNumber,
  low: nullableNumber,
  high: nullableNumber,
  tStat: nullableNumber,
  neweyWestT: Type.Union([Type.Number(), Type.Null()], {
    description: 'For comparison with other programs; in short samples too large to be read as normal.',
  }),
};

export const RankingSchema = Type.Object({
  run: Type.String(),
  factor: Type.String(),
  start: Type.String({ description: 'The date range of the run that is shown.' }),
  end: Type.String(),
  missing: Type.Union([Type.String(), Type.Null()], {
    description: 'Why the stocks could not be ranked again; then there are only the coefficients that the run stored.',
  }),
  asStored: Type.Boolean({
    description: 'False when the coefficients, computed again from the warehouse, no longer have the means of the run.',
  }),
  weighting: Type.String({ description: 'Weights within the groups: equal or cap.' }),
  dates: Type.Array(Type.String(), { description: 'Common dates of the groups, thinned.' }),
  groups: Type.Array(Type.Object({ group: Type.String(), wealth: Type.Array(Type.Number()) }), {
    description: 'What 1 became in each group by the dates; lowest signal first.',
  }),
  rebalance: Type.Union([Type.String(), Type.Null()], { description: 'The rebalancing that suits the factor.' }),
  lag: Type.Number({ description: 'Sessions of it.' }),
  months: Type.Array(
    Type.Object({
      month: Type.String(),
      rankAutocorrelation: nullableNumber,
      renewedHigh: nullableNumber,
      renewedLow: nullableNumber,
    }),
    { description: 'Rank autocorrelation after one rebalancing, and the share of new stocks in the outer groups.' },
  ),
  decay: Type.Array(Type.Object(coefficient), { description: 'Rank information coefficient by horizon.' }),
  sizes: Type.Object({
    missing: Type.Union([Type.String(), Type.Null()], { description: 'Why there are no groups by market value.' }),
    share: Type.Union([Type.Number(), Type.Null()], { description: 'Ranked stocks with a market value over all.' }),
    groups: Type.Array(Type.Object({ group: Type.String(), stocks: nullableNumber, ...coefficient }), {
      description: 'Rank information coefficient among thirds of the stocks by market value, small first.',
    }),
  }),
});

export type Ranking = Static<typeof RankingSchema>;
