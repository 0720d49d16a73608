import { type Static, Type } from 'typebox';
import { nullableNumber } from './schemas.ts';

const nullableText = Type.Union([Type.String(), Type.Null()]);

/** A factor within each industry over one date range. */
export const SectorsSchema = Type.Object({
  run: Type.String(),
  factor: Type.String(),
  start: Type.String({ description: 'The date range of the run that is shown.' }),
  end: Type.String(),
  horizon: Type.Union([Type.Number(), Type.Null()], { description: 'Sessions of the forward returns.' }),
  missing: Type.Union([Type.String(), Type.Null()], { description: 'Why there is nothing by industry.' }),
  sectors: Type.Array(
    Type.Object({
      sector: Type.String({ description: 'Name of the industry; empty for stocks whose industry is not known.' }),
      stocks: Type.Number({ description: 'Stocks with a value, mean of the sessions.' }),
      icMean: nullableNumber,
      icTStat: nullableNumber,
      icSessions: Type.Number(),
      spread: Type.Union([Type.Number(), Type.Null()], { description: 'Mean of High minus Low a year.' }),
      spreadTStat: nullableNumber,
      spreadSessions: Type.Number(),
      missing: nullableText,
    }),
    { description: 'By name; stocks without an industry last.' },
  ),
});

export type Sectors = Static<typeof SectorsSchema>;
