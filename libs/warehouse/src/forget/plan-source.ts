import type { Warehouse } from '../contract.ts';
import { nothingToForget, unknownSource } from './errors.ts';
import { type ForgetPlan, type GoingRows, inPieces, runsThatRead } from './plan.ts';

/** A source: conditions on the tables that it fills, and the part of the version of the data that names its rows. */
interface Source {
  readonly tables: Readonly<Record<string, string>>;
  readonly part: string | undefined;
}

const all = '1';

/** Sources that are not a provider of prices, as the log of deliveries and quarantine name them. */
const sources: Readonly<Record<string, Source>> = {
  'corporate-actions': { tables: { corporate_actions: `source = 'file'` }, part: 'splits' },
  delistings: { tables: { delistings: `source = 'file'` }, part: 'delistings' },
  'short-interest': { tables: { short_interest: all }, part: 'shortInterest' },
  'risk-free': { tables: { risk_free: all }, part: 'riskFree' },
  'factor-returns': { tables: { known_returns: all }, part: undefined },
  groups: { tables: { stock_groups: `source = 'file'` }, part: 'groups' },
  values: { tables: { user_values: all }, part: 'values' },
  'web-search': { tables: { article_sentiment: all, articles: all }, part: 'articles' },
  'financial-report': { tables: { document_ratings: all }, part: 'documents' },
  'sec-filing': {
    tables: {
      fundamental_events: all,
      filer_symbols: all,
      companies: all,
      symbol_map: all,
      filing_facts: all,
      filings: all,
      stock_groups: `source = 'sic'`,
    },
    part: 'filings',
  },
};

/** Names of the sources that are not a provider of prices. */
export const sourceNames: readonly string[] = Object.keys(sources);

const stays = [
  'results of the runs that used it, and every trial in the ledger',
  'objects in the object store: what is collected or replayed again is read from them',
];

/**
 * What goes with a source: one of {@link sourceNames}, a provider of prices (`yahoo`, `stooq`), or `values:NAME`.
 *
 * @throws FORGET_UNKNOWN_SOURCE, FORGET_NOTHING
 */
export async function planSource(warehouse: Pick<Warehouse, 'query'>, name: string): Promise<ForgetPlan> {
  if (name.startsWith('values:')) return planValues(name.slice('values:'.length));
  const source = sources[name];
  if (source === undefined) return planProvider(warehouse, name);
  const parameters = { name };
  const going = Object.entries(source.tables).map(([table, where]) => ({ table, where, parameters: {} }));
  for (const table of ['quarantine', 'ingest_log', 'delivered_rows'])
    going.push({ table, where: 'source = {name:String}', parameters });
  const usedBy = source.part === undefined ? undefined : { where: runsThatRead(source.part), parameters: {} };
  return { going, usedBy, stays };
}

function planValues(name: string): ForgetPlan {
  const parameters = { name };
  return {
    going: [
      { table: 'user_values', where: 'name = {name:String}', parameters },
      { table: 'delivered_rows', where: `target = 'user_values' AND part = {name:String}`, parameters },
    ],
    usedBy: {
      where: `${runsThatRead('values')} AND position(request, concat('values:', {name:String})) > 0`,
      parameters,
    },
    stays: [...stays, 'the log of deliveries of its files: it says what came, not what is there'],
  };
}

async function planProvider(warehouse: Pick<Warehouse, 'query'>, name: string): Promise<ForgetPlan> {
  const parameters = { name };
  const rows = await warehouse.query<{ uri: string }>(
    `SELECT DISTINCT uri FROM (SELECT uri, source FROM ingest_log UNION ALL SELECT uri, source FROM delivered_rows)
     WHERE source = {name:String} ORDER BY uri`,
    parameters,
  );
  const [stored] = await warehouse.query<{ rows: string }>(
    'SELECT toString(count()) AS rows FROM prices WHERE source = {name:String}',
    parameters,
  );
  if (rows.length === 0 && stored?.rows === '0') {
    const known = await warehouse.query<{ source: string }>('SELECT DISTINCT source FROM prices');
    if (known.length === 0) throw nothingToForget('source', name, 'See `fm open` for what was ingested.');
    throw unknownSource(name, sourceNames);
  }
  const where = 'source = {name:String}';
  const going: GoingRows[] = ['prices', 'corporate_actions'].map((table) => ({ table, where, parameters }));
  for (const uris of inPieces(rows.map(({ uri }) => uri))) {
    going.push({
      table: 'quarantine',
      where: `source = 'prices' AND uri IN {uris:Array(String)}`,
      parameters: { uris },
    });
  }
  for (const table of ['delivered_rows', 'ingest_log']) going.push({ table, where, parameters });
  return {
    going,
    usedBy: {
      where: `run_id IN (SELECT run_id FROM stock_results WHERE symbol IN (SELECT symbol FROM prices WHERE source = {name:String}))`,
      parameters,
    },
    stays: [...stays, 'delistings that a last price of zero said'],
  };
}
