import { filerSymbolsTable, type RowOf, type Warehouse } from '@fm/warehouse';
import { groupBy } from '../derive/group-by.ts';
import { momentText, openFrom } from '../load/load-rows.ts';
import { securitiesOf, type Security } from './securities.ts';
import {
  earliest,
  latest,
  windowsOf,
  type MappedSymbol,
  type SymbolClaim,
  type SymbolWindow,
} from './symbol-windows.ts';

interface CompanyRow {
  readonly symbol: string;
  readonly cik: string;
  readonly sources: readonly string[];
}

/** Moments at which filings of a filer became known, ascending. */
type Moments = ReadonlyMap<string, readonly number[]>;

/**
 * Decides which filer has which symbol when, and whether the filer's count of shares is that of the symbol, and writes it for
 * every symbol that a document may have changed. What is written depends on what is in the warehouse, not on the order in
 * which it came; the version is taken before anything is read.
 *
 * @param symbols - what the document names
 */
export async function resolveSymbols(warehouse: Warehouse, symbols: readonly string[]): Promise<void> {
  if (symbols.length === 0) return;
  const [moment] = await warehouse.query<{ version: string }>(
    'SELECT toString(toUnixTimestamp64Micro(now64(6))) AS version',
  );
  const companies = await readCompanies(warehouse, symbols);
  const map = await readMap(warehouse, symbols);
  const mapped = groupBy(
    map.filter(({ isCurrent }) => isCurrent),
    ({ symbol }) => symbol,
  );
  const named = new Set(symbols);
  const claims = groupBy(
    [...companies.filter(({ symbol }) => named.has(symbol)), ...formerly(map, companies)],
    ({ symbol }) => symbol,
  );
  const contested = [...claims.values()].filter((own) => own.length > 1);
  const moments = await readMoments(
    warehouse,
    [...contested, ...mapped.values()].flat().map(({ cik }) => cik),
  );
  const securities = new Map(
    [...groupBy(companies, ({ cik }) => cik)].map(([cik, own]) => [cik, securitiesOf(own.map(({ symbol }) => symbol))]),
  );
  const windows = [...new Set([...claims.keys(), ...mapped.keys()])].flatMap((symbol) =>
    windowsOf(
      (claims.get(symbol) ?? []).map((row) => claimOf(row, moments)),
      mapped.get(symbol) ?? [],
    ),
  );
  const version = BigInt(moment?.version ?? 0);
  await warehouse.insert(
    filerSymbolsTable,
    windows.map((window) => rowOf(window, moments.get(window.cik) ?? [], securities.get(window.cik), version)),
  );
}

/** Pairs that only an older mapping file names. */
function formerly(map: readonly MappedRow[], companies: readonly CompanyRow[]): CompanyRow[] {
  const isClaimed = (row: MappedRow) => companies.some(({ symbol, cik }) => symbol === row.symbol && cik === row.cik);
  return map
    .filter((row) => !row.isCurrent && !isClaimed(row))
    .map(({ symbol, cik }) => ({ symbol, cik, sources: ['mapping'] }));
}

/** All symbols of every filer that has one of some symbols, in the order of the filer's list. */
async function readCompanies(warehouse: Warehouse, symbols: readonly string[]): Promise<CompanyRow[]> {
  return warehouse.query<CompanyRow>(
    `SELECT symbol, cik, arraySort(groupUniqArray(source)) AS sources FROM companies FINAL
     WHERE cik GLOBAL IN (SELECT cik FROM companies WHERE symbol IN {symbols:Array(String)})
        OR cik GLOBAL IN (SELECT cik FROM symbol_map WHERE symbol IN {symbols:Array(String)})
     GROUP BY symbol, cik ORDER BY cik, min(place), length(symbol), symbol`,
    { symbols },
  );
}

/** A line of a mapping file, and whether a newer file names the symbol. */
type MappedRow = MappedSymbol & { readonly isCurrent: boolean };

async function readMap(warehouse: Warehouse, symbols: readonly string[]): Promise<MappedRow[]> {
  const rows = await warehouse.query<{
    symbol: string;
    cik: string;
    from: string;
    until: string | null;
    current: boolean;
  }>(
    `SELECT symbol, cik, toString(valid_from) AS from, toString(valid_until) AS until,
       delivered = max(delivered) OVER (PARTITION BY symbol) AS current
     FROM symbol_map FINAL WHERE symbol IN {symbols:Array(String)} ORDER BY symbol, valid_from, cik`,
    { symbols },
  );
  return rows.map(({ symbol, cik, from, until, current }) => ({
    ...{ symbol, cik, isCurrent: Boolean(current) },
    from: from === openFrom ? undefined : Date.parse(from),
    until: until === null ? undefined : Date.parse(until),
  }));
}

async function readMoments(warehouse: Warehouse, ciks: readonly string[]): Promise<Moments> {
  if (ciks.length === 0) return new Map();
  const rows = await warehouse.query<{ cik: string; moments: readonly number[] }>(
    `SELECT cik, arraySort(groupUniqArray(toFloat64(toUnixTimestamp64Milli(known_at)))) AS moments
     FROM fundamental_events WHERE cik IN {ciks:Array(String)} GROUP BY cik`,
    { ciks: [...new Set(ciks)] },
  );
  return new Map(rows.map(({ cik, moments }) => [cik, moments]));
}

function claimOf(row: CompanyRow, moments: Moments): SymbolClaim {
  const own = moments.get(row.cik) ?? [];
  const [first, last] = [own[0], own.at(-1)];
  return first === undefined || last === undefined ? row : { ...row, known: { first, last } };
}

/** The filing that was the latest when the filer got the symbol counts from then on, and the last one before it left. */
function rowOf(
  { symbol, cik, begins, ends, status }: SymbolWindow,
  moments: readonly number[],
  securities: ReadonlyMap<string, Security> | undefined,
  version: bigint,
): RowOf<typeof filerSymbolsTable> {
  const security = securities?.get(symbol) ?? 'common';
  return {
    ...{ symbol, cik, status },
    shares_reason: security === 'common' ? '' : security,
    begins: momentText(begins),
    ends: momentText(ends),
    first_known: momentText(moments.findLast((known) => known < begins) ?? earliest),
    last_known: momentText(ends === latest ? latest : (moments.findLast((known) => known < ends) ?? earliest)),
    version,
  };
}
