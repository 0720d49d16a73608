import type { DetailRow } from '../api/factor-schemas.ts';
import type { Reader } from './reader.ts';

/** Per-stock regressions of a factor over the date ranges with this start and this end; absent means any. */
export interface DetailQuestion {
  readonly run: string;
  readonly factor: string;
  readonly start?: string;
  readonly end?: string;
}

/** Per-stock results by range and symbol; names as `fm results` prints them. */
export function readDetails(reader: Reader, { run, factor, start, end }: DetailQuestion): Promise<DetailRow[]> {
  return reader.rows<DetailRow>(
    `SELECT factor, symbol, toString(\`start\`) AS start, toString(\`end\`) AS end, observations, alpha, beta, alpha_t AS alphaTStat, beta_t AS tStat,
       beta_t_newey_west AS tStatNeweyWest, p_value AS pValue, p_value_adjusted AS pValueAdjusted, r_squared AS rSquared,
       beta_low AS betaLow, beta_high AS betaHigh, beta_ex_self AS betaExSelf, beta_t_ex_self AS tStatExSelf,
       r_squared_ex_self AS rSquaredExSelf, nullIf(drop_reason, '') AS dropReason
     FROM stock_results FINAL
     WHERE run_id = {run:String} AND factor = {factor:String}
       AND ({start:String} = '' OR toString(stock_results.start) = {start:String})
       AND ({end:String} = '' OR toString(stock_results.end) = {end:String})
     ORDER BY start, end, symbol`,
    { run, factor, start: start ?? '', end: end ?? '' },
  );
}
