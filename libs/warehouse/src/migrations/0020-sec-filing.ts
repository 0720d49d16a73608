import { defineTable } from '../contract.ts';
import { filingFactsTable, filingsTable, fundamentalEventsTable } from '../tables/filing-tables.ts';
import { colocatedView, table, view } from './ddl.ts';
import type { Migration } from './migration.ts';

const companies = defineTable('companies', {
  cik: 'LowCardinality(String)',
  symbol: 'LowCardinality(String)',
  source: 'LowCardinality(String)',
  name: 'String',
  version: 'UInt64',
});

const periodic = [
  '10-K',
  '10-Q',
  '10-K/A',
  '10-Q/A',
  '10-KT',
  '10-KT/A',
  '10-QT',
  '10-QT/A',
  '20-F',
  '20-F/A',
  '40-F',
  '40-F/A',
];

const factKey = ['cik', 'taxonomy', 'tag', 'unit', 'end', 'start', 'instant'];
const facts = factKey.map((column) => `f.${column} AS ${column}`).join(', ');

/**
 * Facts with the moment of knowledge: when EDGAR accepted the filing, else the start of the session after its date. An
 * acceptance more than a week before the date of filing is not believed. `form_rank` is 2 for periodic reports, 0 for
 * proxy statements, 1 for the rest.
 */
const known = (
  table: (name: 'filing_facts' | 'filings') => string,
) => `SELECT ${facts}, f.accn AS accn, f.value AS value, f.fy AS fy, f.fp AS fp, f.form AS form,
  f.filed AS filed, g.accepted_at AS accepted_at,
  if(isNull(g.accepted_at) OR toDate32(g.accepted_at) < f.filed - 7, f.known_by, assumeNotNull(g.accepted_at)) AS known_at,
  multiIf(f.form IN (${periodic.map((form) => `'${form}'`).join(', ')}), 2, match(f.form, '14[AC]'), 0, 1) AS form_rank
FROM ${table('filing_facts')} AS f FINAL
LEFT JOIN (SELECT cik, accn, toNullable(accepted_at) AS accepted_at FROM ${table('filings')} FINAL) AS g
  ON f.cik = g.cik AND f.accn = g.accn
SETTINGS join_use_nulls = 1`;

/** What was known at a moment: \`SELECT ... FROM filing_facts_asof(asof = '2019-02-01 21:00:00') WHERE cik = ...\`. */
const asOf = `SELECT ${factKey.join(', ')}, tupleElement(newest, 1) AS value, tupleElement(newest, 2) AS accn,
  tupleElement(newest, 3) AS form, tupleElement(newest, 4) AS filed, tupleElement(newest, 5) AS known_at
FROM (
  SELECT ${factKey.join(', ')},
    argMax(tuple(value, accn, form, filed, known_at), tuple(form_rank, known_at, accn)) AS newest
  FROM filing_facts_known WHERE known_at <= {asof:DateTime64(3)} GROUP BY ${factKey.join(', ')}
)`;

/** Fundamentals by symbol, plain to read: one row per symbol, item and filing. */
const fundamentals = (
  table: (name: 'fundamental_events' | 'companies') => string,
) => `SELECT c.symbol AS symbol, e.cik AS cik, e.item AS item, e.known_at AS known_at,
  e.period_end AS period_end, e.value AS value, e.unit AS unit, e.tag AS tag, e.derivation AS derivation,
  e.accn AS accn, e.reason AS reason, e.filing AS filing, e.version AS version
FROM ${table('fundamental_events')} AS e FINAL
INNER JOIN (SELECT DISTINCT cik, symbol FROM ${table('companies')}) AS c ON c.cik = e.cik`;

/** Facts and filings of the SEC, the filers' symbols, and the fundamentals derived from them. */
export const secFiling: Migration = {
  version: 20,
  name: 'sec-filing',
  steps: [
    table(filingFactsTable, { orderBy: [...factKey, 'accn'], shardBy: ['cik'] }),
    table(filingsTable, { orderBy: ['cik', 'accn'], shardBy: ['cik'] }),
    table(companies, { orderBy: ['cik', 'symbol', 'source'], shardBy: ['cik'] }),
    table(fundamentalEventsTable, { orderBy: ['cik', 'item', 'filing'], shardBy: ['cik'] }),
    colocatedView('filing_facts_known', ['cik'], ['filing_facts', 'filings'], known),
    view('filing_facts_asof', asOf),
    colocatedView('fundamentals', ['cik'], ['fundamental_events', 'companies'], fundamentals),
  ],
};
