import { factorReturnsTable, factorSummariesTable, stockResultsTable, type RowOf, type Warehouse } from '@fm/warehouse';
import type { ComputedFactor } from './compute-factor.ts';
import { storeStudies } from './evidence/store-evidence.ts';
import type { FactorResult, FactorSummary, StockResult } from './results.ts';
import { storeFactorValues } from './store-values.ts';
import type { Market } from './market.ts';

/** Where the rows of a run belong. */
export interface RunPlace {
  readonly runId: string;
  readonly version: bigint;
}

/**
 * Writes the values and returns of a factor. Every row has its key in the table, so writing a slice again changes
 * nothing.
 *
 * @returns rows written
 */
export async function storeComputed(
  warehouse: Warehouse,
  place: RunPlace,
  market: Market,
  computed: ComputedFactor,
): Promise<number> {
  const { values, definition } = computed;
  const stored = values === undefined ? 0 : await storeFactorValues(warehouse, place, market, definition.name, values);
  const returns = factorReturnRows(place, market, definition.name, computed);
  await warehouse.insert(factorReturnsTable, returns);
  return stored + returns.length;
}

/** Writes the tests of a factor; see {@link storeComputed}. */
export async function storeTested(warehouse: Warehouse, place: RunPlace, result: FactorResult): Promise<number> {
  await warehouse.insert(
    stockResultsTable,
    result.details.map((detail) => stockRow(place, detail)),
  );
  await warehouse.insert(
    factorSummariesTable,
    result.summaries.map((summary) => summaryRow(place, summary)),
  );
  const studies = await storeStudies(warehouse, place, result.studies);
  return result.details.length + result.summaries.length + studies;
}

function factorReturnRows(
  { runId, version }: RunPlace,
  market: Market,
  factor: string,
  { returns }: ComputedFactor,
): RowOf<typeof factorReturnsTable>[] {
  return market.sessions.flatMap((date, t) => {
    const spread = returns.spread[t] as number;
    if (Number.isNaN(spread)) return [];
    return [
      {
        run_id: runId,
        factor,
        date,
        high: returns.high[t] as number,
        low: returns.low[t] as number,
        factor_return: spread,
        stocks_high: returns.stocksHigh[t] as number,
        stocks_low: returns.stocksLow[t] as number,
        version,
      },
    ];
  });
}

function stockRow({ runId, version }: RunPlace, result: StockResult): RowOf<typeof stockResultsTable> {
  return {
    run_id: runId,
    factor: result.factor,
    start: result.start,
    end: result.end,
    symbol: result.symbol,
    observations: result.observations,
    alpha: result.alpha,
    beta: result.beta,
    alpha_t: result.alphaTStat,
    beta_t: result.tStat,
    beta_t_newey_west: result.tStatNeweyWest,
    p_value: result.pValue,
    p_value_adjusted: result.pValueAdjusted,
    r_squared: result.rSquared,
    beta_low: result.betaLow,
    beta_high: result.betaHigh,
    beta_ex_self: result.betaExSelf,
    beta_t_ex_self: result.tStatExSelf,
    r_squared_ex_self: result.rSquaredExSelf,
    drop_reason: result.dropReason ?? '',
    version,
  };
}

/** A summary as a row of its table. */
export function summaryRow({ runId, version }: RunPlace, summary: FactorSummary): RowOf<typeof factorSummariesTable> {
  return {
    run_id: runId,
    factor: summary.factor,
    factor_type: summary.factorType,
    start: summary.start,
    end: summary.end,
    stocks: summary.stocks,
    mean_beta: summary.meanBeta,
    mean_t_stat: summary.meanTStat,
    mean_r_squared: summary.meanRSquared,
    significant: summary.significant,
    significant_adjusted: summary.significantAdjusted,
    premium: summary.premium,
    volatility: summary.volatility,
    sharpe: summary.sharpe,
    max_drawdown: summary.maxDrawdown,
    premium_t_stat: summary.premiumTStat,
    statistics: JSON.stringify(summary.statistics),
    coverage: JSON.stringify(summary.coverage),
    version,
  };
}
