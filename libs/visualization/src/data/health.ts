import type { Health } from '../api/page-schemas.ts';
import { dataFindings, readDataState } from '@fm/market/facts';
import type { Reader } from './reader.ts';

/** Freshness, gaps, restatements, quarantine and coverage of the data. */
export async function readHealth(reader: Reader): Promise<Health> {
  const [deliveries, prices, quarantine, coverage, state] = await Promise.all([
    readDeliveries(reader),
    readPrices(reader),
    readQuarantine(reader),
    readCoverage(reader),
    readDataState((sql, parameters) => reader.rows(sql, parameters)),
  ]);
  return {
    deliveries,
    prices: prices.map((row) => ({ ...row, synthetic: Boolean(row.synthetic) })),
    quarantine,
    coverage,
    state: dataFindings(state),
    missing: state.reasons.flatMap(({ source, reason, state: where, count }) =>
      where === 'missing' ? [{ source, reason, count }] : [],
    ),
  };
}

function readDeliveries(reader: Reader): Promise<Health['deliveries']> {
  return reader.rows(
    `SELECT source, toUInt32(count()) AS deliveries, toUInt32(countIf(status IN ('refused', 'failed'))) AS failed,
       toFloat64(sum(rows_read)) AS rowsRead, toFloat64(sum(rows_new)) AS rowsNew,
       toFloat64(sum(rows_unchanged)) AS rowsUnchanged, toFloat64(sum(rows_quarantined)) AS rowsQuarantined,
       toString(toDateTime(intDiv(max(version), 1000000), 'UTC')) AS lastDelivery
     FROM ingest_log FINAL GROUP BY source ORDER BY source`,
  );
}

function readPrices(reader: Reader): Promise<Health['prices']> {
  return reader.rows(
    `WITH days AS (SELECT symbol, date, source, synthetic, adj_close FROM prices_latest),
       calendars AS (SELECT synthetic, groupUniqArray(date) AS sessions FROM days GROUP BY synthetic),
       stocks AS (SELECT symbol, anyLast(source) AS source, synthetic, min(date) AS first, max(date) AS last,
                    count() AS days FROM days GROUP BY symbol, synthetic),
       twice AS (SELECT symbol, count() AS restated FROM (
                   SELECT symbol, date FROM prices FINAL GROUP BY symbol, date HAVING uniqExact(row_hash) > 1) GROUP BY symbol)
     SELECT stocks.symbol AS symbol, source, synthetic, toString(first) AS first, toString(last) AS last,
       toUInt32(days) AS days,
       toUInt32(arrayCount(session -> session >= stocks.first AND session <= stocks.last, calendars.sessions) - days) AS gaps,
       toUInt32(ifNull(twice.restated, 0)) AS restated
     FROM stocks LEFT JOIN calendars USING (synthetic) LEFT JOIN twice ON twice.symbol = stocks.symbol
     ORDER BY synthetic, symbol`,
  );
}

function readQuarantine(reader: Reader): Promise<Health['quarantine']> {
  return reader.rows(
    `SELECT source, code, state, toUInt32(count()) AS count, any(message) AS example,
       any(concat(uri, if(location = '', '', ' '), location)) AS where
     FROM quarantine FINAL GROUP BY source, code, state ORDER BY count DESC, source, code LIMIT 1000`,
  );
}

function readCoverage(reader: Reader): Promise<Health['coverage']> {
  return reader.rows(
    `SELECT formatDateTime(month, '%Y-%m-01') AS date, avg(real) AS real, avg(made) AS synthetic
     FROM (SELECT toStartOfMonth(date) AS month, date, countIf(NOT synthetic) AS real, countIf(synthetic) AS made
           FROM prices_latest GROUP BY date)
     GROUP BY month ORDER BY month`,
  );
}
