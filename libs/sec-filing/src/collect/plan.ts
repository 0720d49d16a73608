import type { Warehouse } from '@fm/warehouse';

/** Forms that bring facts into companyfacts. */
const factForms = /^(10-[KQ]T?|20-F|40-F)(\/A)?$/;

/** First day on which filings carried XBRL facts. */
const xbrlBegin = '2009-06-01';

/**
 * Whether companyfacts has to be fetched: a periodic filing with XBRL is known of which no fact is.
 */
export async function hasNewAccession(
  warehouse: Warehouse,
  cik: string,
  filings: readonly {
    readonly accn: string;
    readonly form: string;
    readonly filed: string;
    readonly xbrl: boolean | undefined;
  }[],
): Promise<boolean> {
  const periodic = filings.filter(
    ({ form, filed, xbrl }) => factForms.test(form) && filed >= xbrlBegin && xbrl !== false,
  );
  if (periodic.length === 0) return false;
  const rows = await warehouse.query<{ accn: string }>(
    'SELECT DISTINCT accn FROM filing_facts WHERE cik = {cik:String}',
    { cik },
  );
  const loaded = new Set(rows.map((row) => row.accn));
  const newest = periodic.reduce((best, filing) => (filing.filed > best.filed ? filing : best));
  return !loaded.has(newest.accn);
}

/** CIK by symbol from what `company_tickers.json` brought into the warehouse. */
export async function ciksOf(warehouse: Warehouse, symbols: readonly string[]): Promise<Map<string, string>> {
  const rows = await warehouse.query<{ symbol: string; cik: string }>(
    `SELECT symbol, argMax(cik, version) AS cik FROM companies FINAL
     WHERE source = 'company-tickers' AND symbol IN {symbols:Array(String)} GROUP BY symbol`,
    { symbols },
  );
  return new Map(rows.map(({ symbol, cik }) => [symbol, cik]));
}
