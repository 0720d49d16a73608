import type { Warehouse } from '../contract.ts';
import { type ForgetPlan, type GoingRows, runsWithSymbols } from './plan.ts';

/** Tables with ingested rows about a stock, in the order of removal. */
const tables = [
  ...['prices', 'corporate_actions', 'delistings', 'short_interest', 'user_values', 'stock_groups'],
  ...['article_sentiment', 'articles', 'document_ratings', 'filer_symbols', 'companies', 'symbol_map', 'quarantine'],
];

/** What goes with a symbol. */
export async function planSymbol(warehouse: Pick<Warehouse, 'query'>, symbol: string): Promise<ForgetPlan> {
  const parameters = { symbols: [symbol] };
  const where = 'symbol IN {symbols:Array(String)}';
  const filers = await warehouse.query<{ cik: string }>(
    `SELECT DISTINCT cik FROM companies WHERE ${where} ORDER BY cik`,
    parameters,
  );
  return {
    going: [
      ...(await documentsOf(
        warehouse,
        filers.map(({ cik }) => cik),
      )),
      ...tables.map((table) => ({ table, where, parameters })),
      {
        table: 'delivered_rows',
        where: `part = {symbol:String} AND target NOT IN ('risk_free', 'known_returns', 'user_values')`,
        parameters: { symbol },
      },
    ],
    usedBy: { where: runsWithSymbols, parameters },
    stays: [
      'results of the runs that used it, and every trial in the ledger',
      'the log of deliveries of its files: it says what came, not what is there',
      'objects in the object store: they are what came, and what is ingested or replayed again is read from them',
      ...(filers.length === 0
        ? []
        : [`facts of the filer ${filers.map(({ cik }) => cik).join(', ')}: they are the company's, not the stock's`]),
    ],
  };
}

/**
 * The log entries of EDGAR documents that may name the filers of a stock; a file that a user ingested may have any name. A
 * document that is logged as read is not read again, so its symbols would not come back. They go before the filers, by which
 * they are found.
 */
async function documentsOf(warehouse: Pick<Warehouse, 'query'>, ciks: readonly string[]): Promise<GoingRows[]> {
  if (ciks.length === 0) return [];
  const documents = await warehouse.query<{ uri: string }>(
    `SELECT DISTINCT uri FROM ingest_log WHERE source = 'sec-filing' AND (uri LIKE 'sec-filing/company-tickers/%'
       OR uri LIKE 'sec-filing/ingested/%' OR arrayExists(cik -> position(uri, cik) > 0, {ciks:Array(String)}))`,
    { ciks },
  );
  const uris = documents.map(({ uri }) => uri);
  return [
    { table: 'ingest_log', where: `source = 'sec-filing' AND uri IN {uris:Array(String)}`, parameters: { uris } },
  ];
}
