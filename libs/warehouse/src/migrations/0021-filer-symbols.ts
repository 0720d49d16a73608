import { filerSymbolsTable, symbolMapTable } from '../tables/filing-tables.ts';
import { addColumns, replacedColocatedView, table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Items that count the shares of one class. */
const counts = `('sharesOutstanding', 'sharesPutAside')`;
const left = `status = 'used' AND ends < '2200-01-01 00:00:00'`;
const columns = `c.symbol AS symbol, e.cik AS cik, e.item AS item`;

/**
 * Fundamentals by symbol: those of the filer that has it. What the filer had filed before it got the symbol counts from
 * then on; when it gives the symbol up every item ends with the reason \`symbol_left\`. A pair of filer and symbol of which
 * \`filer_symbols\` says nothing, as in a warehouse of before, holds always.
 */
const fundamentals = (name: (table: 'fundamental_events' | 'companies' | 'symbol_map' | 'filer_symbols') => string) => {
  const holders = `SELECT p.cik AS cik, p.symbol AS symbol, ifNull(s.shares_reason, '') AS shares_reason,
      if(ifNull(s.status, '') = '', toDateTime64('1970-01-01 00:00:00', 3, 'UTC'), s.begins) AS begins,
      if(ifNull(s.status, '') = '', toDateTime64('2200-01-01 00:00:00', 3, 'UTC'), s.ends) AS ends,
      if(ifNull(s.status, '') = '', toDateTime64('1970-01-01 00:00:00', 3, 'UTC'), s.first_known) AS first_known,
      if(ifNull(s.status, '') = '', toDateTime64('2200-01-01 00:00:00', 3, 'UTC'), s.last_known) AS last_known
    FROM (SELECT cik, symbol FROM ${name('companies')} UNION DISTINCT SELECT cik, symbol FROM ${name('symbol_map')}) AS p
    LEFT JOIN (SELECT * FROM ${name('filer_symbols')} FINAL) AS s ON s.cik = p.cik AND s.symbol = p.symbol
    WHERE ifNull(s.status, '') IN ('', 'used')`;
  const withheld = `e.item IN ${counts} AND c.shares_reason != ''`;
  // What is withheld has a reason in place of its source, as every missing value has.
  const unlessWithheld = (column: string): string => `if(${withheld}, '', toString(e.${column}))`;
  return `SELECT ${columns}, greatest(e.known_at, c.begins) AS known_at,
  if(${withheld}, NULL, e.period_end) AS period_end, if(${withheld}, NULL, e.value) AS value,
  toLowCardinality(${unlessWithheld('unit')}) AS unit, ${unlessWithheld('tag')} AS tag,
  ${unlessWithheld('derivation')} AS derivation, ${unlessWithheld('accn')} AS accn,
  toLowCardinality(if(${withheld}, toString(c.shares_reason), toString(e.reason))) AS reason,
  e.filing AS filing, e.version AS version
FROM ${name('fundamental_events')} AS e FINAL INNER JOIN (${holders}) AS c ON c.cik = e.cik
WHERE e.known_at BETWEEN c.first_known AND c.last_known
UNION ALL SELECT ${columns}, c.ends - toIntervalMillisecond(1) AS known_at, CAST(NULL AS Nullable(Date32)) AS period_end,
  CAST(NULL AS Nullable(Float64)) AS value, toLowCardinality('') AS unit, '' AS tag, '' AS derivation, '' AS accn,
  toLowCardinality('symbol_left') AS reason, e.filing AS filing, e.version AS version
FROM ${name('fundamental_events')} AS e FINAL
INNER JOIN (SELECT * FROM ${name('filer_symbols')} FINAL WHERE ${left}) AS c ON c.cik = e.cik
WHERE e.known_at = c.last_known AND e.cik IN (SELECT cik FROM ${name('filer_symbols')} FINAL WHERE ${left})`;
};

/** Which filer has which symbol, when. */
export const filerSymbols: Migration = {
  version: 21,
  name: 'filer-symbols',
  steps: [
    addColumns('companies', { place: 'UInt32' }),
    table(symbolMapTable, { orderBy: ['cik', 'symbol', 'valid_from', 'delivered'], shardBy: ['cik'] }),
    table(filerSymbolsTable, { orderBy: ['cik', 'symbol'], shardBy: ['cik'] }),
    replacedColocatedView(
      'fundamentals',
      ['cik'],
      ['fundamental_events', 'companies', 'symbol_map', 'filer_symbols'],
      fundamentals,
    ),
  ],
};
